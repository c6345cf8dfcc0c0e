import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { Seconds } from '@/lib/domain/time';
import type { StillMarks } from '../events/use-marks';
import type { HistoryReading } from '../history/workload-history';
import { useLiveFleet } from '../shell/live-entities';

/** The largest lag of the last 24 hours, by link; `asking` and `failed` are no claim about any. */
export type LinkPeaks = ReadonlyMap<string, Seconds> | 'asking' | 'failed';

/** A fixed past, for the gallery. */
export interface StillPast {
  readonly peaks: LinkPeaks;
  readonly marks: StillMarks;
  historyOf(workloadId: WorkloadId): HistoryReading;
}

/** Wall milliseconds between two questions; minutes close once a minute. */
const refreshMs = 60_000;

/** Asked for once the page stands and then again by itself. A failed attempt keeps what was read before. */
export function useLinkPeaks(past: StillPast | 'live'): LinkPeaks {
  const { paused } = useLiveFleet();
  const { data, isError } = useQuery({
    queryKey: ['link-peaks'],
    queryFn: fetchPeaks,
    refetchInterval: refreshMs,
    enabled: past === 'live' && paused.state === 'running',
  });
  const peaks = useMemo(
    () => data && new Map(data.peaks.map(({ linkId, lagSeconds }) => [linkId, lagSeconds])),
    [data],
  );
  if (past !== 'live') return past.peaks;
  return peaks ?? (isError ? 'failed' : 'asking');
}

interface PeaksAnswer {
  readonly peaks: readonly { readonly linkId: string; readonly lagSeconds: Seconds }[];
}

async function fetchPeaks(): Promise<PeaksAnswer> {
  const answer = await fetch('/api/link-peaks', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as PeaksAnswer;
}
