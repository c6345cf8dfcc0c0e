import { useQuery } from '@tanstack/react-query';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { WorkloadHistory } from '@/lib/domain/history/types';
import { useLiveFleet } from '../shell/live-entities';

/** What a page knows of the past: the history, or why there is none to show. */
export type HistoryReading =
  | { readonly state: 'read'; readonly history: WorkloadHistory }
  | { readonly state: 'none-yet' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed' };

/** The history as the console answers it. */
export type HistoryAnswer = Extract<HistoryReading, { state: 'read' | 'none-yet' }>;

/** How often a page asks again, in wall milliseconds; minutes close once a minute. */
const refreshMs = 30_000;

/**
 * The last 24 hours of a workload, asked for once the page stands and then again by itself. A failed attempt keeps what
 * was read before. `still` is a fixed picture for the gallery.
 */
export function useWorkloadHistory(workloadId: WorkloadId, still: HistoryReading | 'live'): HistoryReading {
  const { paused } = useLiveFleet();
  const { data, isError } = useQuery({
    queryKey: ['history', workloadId],
    queryFn: () => fetchHistory(workloadId),
    refetchInterval: refreshMs,
    enabled: still === 'live' && paused.state === 'running',
  });
  if (still !== 'live') return still;
  return data ?? { state: isError ? 'failed' : 'asking' };
}

async function fetchHistory(workloadId: WorkloadId): Promise<HistoryAnswer> {
  const answer = await fetch(`/api/workloads/${encodeURIComponent(workloadId)}/history`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as HistoryAnswer;
}
