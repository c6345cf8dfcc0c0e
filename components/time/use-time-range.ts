'use client';

import { useCallback } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { type TimeBounds, type TimeRange, toBounds } from '@/lib/domain/time-range';
import { type RefusedValue, urlTimeRange } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';

/** The parameter `range` of every page that shows the past. A server page reads it with the same spec. */
export const timeRangeSpec = { range: urlTimeRange('24h') };

export interface ChosenTimeRange {
  readonly range: TimeRange;
  readonly refused: readonly RefusedValue[];
  choose(range: TimeRange): void;
  /** Both ends at `now`. */
  boundsAt(now: EpochMs): TimeBounds;
}

/** The page's time range, from its address. */
export function useTimeRange(): ChosenTimeRange {
  const { values, refused, set } = useUrlState(timeRangeSpec);
  const { range } = values;
  const choose = useCallback((next: TimeRange) => set({ range: next }), [set]);
  const boundsAt = useCallback((now: EpochMs) => toBounds(range, now), [range]);
  return { range, refused, choose, boundsAt };
}
