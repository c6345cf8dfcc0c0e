import { useQuery } from '@tanstack/react-query';
import type { ComplianceReport } from '@/lib/domain/compliance/types';
import { useLiveFleet } from '../shell/live-entities';

/** How often a page asks again, in wall milliseconds; minutes close once a minute. */
const refreshMs = 60_000;

/** The report the page came with, asked for again by itself; `failed` while it cannot be, with the last one kept. */
export function useCompliance(
  initial: ComplianceReport,
  refresh: boolean,
): { readonly report: ComplianceReport; readonly failed: boolean } {
  const { paused } = useLiveFleet();
  const { data, isError } = useQuery({
    queryKey: ['compliance', initial.range],
    queryFn: () => fetchCompliance(initial.range),
    initialData: initial,
    refetchInterval: refreshMs,
    enabled: refresh && paused.state === 'running',
  });
  return { report: data, failed: isError };
}

async function fetchCompliance(range: ComplianceReport['range']): Promise<ComplianceReport> {
  const answer = await fetch(`/api/v1/compliance?range=${range}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as ComplianceReport;
}
