'use client';

import { useCallback } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { type TimeBounds, type TimeRange, toBounds } from '@/lib/domain/time-range';
import { type RefusedValue, urlTimeRange } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';

/** The parameter `range` of every page that shows the past. A server page reads it with the same spec. */
export const timeRangeSpec = { range: urlTimeRange('24h') };

/** The same of pages that show how things are now, and the past to explain it. */
export const recentRangeSpec = { range: urlTimeRange('3h') };

export interface ChosenTimeRange {
  readonly range: TimeRange;
  readonly refused: readonly RefusedValue[];
  choose(range: TimeRange): void;
  /** Both ends at `now`. */
  boundsAt(now: EpochMs): TimeBounds;
}

/** The page's time range, from its address. `spec` must be the one its `PageTimeRange` has. */
export function useTimeRange(spec: typeof timeRangeSpec = timeRangeSpec): ChosenTimeRange {
  const { values, refused, set } = useUrlState(spec);
  const { range } = values;
  const choose = useCallback((next: TimeRange) => set({ range: next }), [set]);
  const boundsAt = useCallback((now: EpochMs) => toBounds(range, now), [range]);
  return { range, refused, choose, boundsAt };
}
