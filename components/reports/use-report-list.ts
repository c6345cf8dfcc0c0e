import { useQuery } from '@tanstack/react-query';
import { useLiveFleet } from '../shell/live-entities';
import type { ReportList } from './report-list';

/** Wall milliseconds between two readings. */
const everyMs = 15_000;

/** The reports there are, read again by itself while the page is not paused; what failed keeps what was read before. */
export function useReportList(
  initial: ReportList,
  refresh: boolean,
): { readonly list: ReportList; readonly isFailing: boolean } {
  const { paused } = useLiveFleet();
  const { data, isError } = useQuery({
    queryKey: ['reports'],
    queryFn: fetchList,
    initialData: initial,
    refetchInterval: everyMs,
    enabled: refresh && paused.state === 'running',
  });
  return { list: data, isFailing: isError };
}

async function fetchList(): Promise<ReportList> {
  const answer = await fetch('/api/v1/reports', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as ReportList;
}
