import { useQuery } from '@tanstack/react-query';
import type { ReportState } from '@/lib/domain/reports/report-state';
import { useLiveFleet } from '../shell/live-entities';

/** How far the report of a run is, or why that is not known. */
export type ReportReading = ReportState | { readonly state: 'asking' } | { readonly state: 'failed' };

/** Wall milliseconds between two questions: while it is made, and once it is there. */
const soonMs = 2000;
const laterMs = 60_000;

/**
 * Asked for once the page stands and then again by itself. A failed attempt keeps what was read before. `still` is a fixed
 * picture for the gallery.
 */
export function useReportState(runId: string, still: ReportReading | 'live'): ReportReading {
  const { paused } = useLiveFleet();
  const { data, isError } = useQuery({
    queryKey: ['report', runId],
    queryFn: () => fetchState(runId),
    refetchInterval: ({ state }) => (state.data?.state === 'made' ? laterMs : soonMs),
    enabled: still === 'live' && paused.state === 'running',
  });
  if (still !== 'live') return still;
  return data ?? { state: isError ? 'failed' : 'asking' };
}

async function fetchState(runId: string): Promise<ReportState> {
  const answer = await fetch(`/api/v1/executions/${encodeURIComponent(runId)}/reports`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as ReportState;
}
