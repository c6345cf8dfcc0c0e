'use client';

import { useQuery } from '@tanstack/react-query';
import type { Drill } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';
import { useLiveFleet } from '../shell/live-entities';

/** Drills as the console answered them at a moment of fleet time. */
export interface DrillsAnswer {
  readonly drills: readonly Drill[];
  readonly readAt: EpochMs;
}

/** Wall milliseconds between two readings. */
const refreshMs = 2000;

/** The drills, read again by itself; `isLate` where the newest reading failed, and what is shown is older. */
export function useDrills(
  initial: DrillsAnswer,
  refresh: boolean,
): DrillsAnswer & { readonly isLate: boolean; readonly readAnew: () => void } {
  const { paused } = useLiveFleet();
  const { data, isError, refetch } = useQuery({
    queryKey: ['drills'],
    queryFn: fetchDrills,
    initialData: initial,
    refetchInterval: refreshMs,
    enabled: refresh && paused.state === 'running',
    retry: false,
  });
  return { ...data, isLate: isError, readAnew: () => void refetch() };
}

async function fetchDrills(): Promise<DrillsAnswer> {
  const answer = await fetch('/api/v1/drills', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as DrillsAnswer;
}
