import { useQuery } from '@tanstack/react-query';
import type { ComplianceReport } from '@/lib/domain/compliance/types';
import { type TimeRange, writeTimeRange } from '@/lib/domain/time-range';
import { useLiveFleet } from '../shell/live-entities';

/** How often a page asks again, in wall milliseconds; minutes close once a minute. */
const refreshMs = 60_000;

/** What a page knows of a range: its report, or why there is none. A failed attempt keeps what was read before. */
export type ComplianceReading =
  | { readonly state: 'read'; readonly report: ComplianceReport; readonly failed: boolean }
  | { readonly state: 'asking' }
  | { readonly state: 'failed' };

/** The report on a range: the one the page came with, or asked for; then again by itself. */
export function useCompliance(range: TimeRange, initial: ComplianceReport, refresh: boolean): ComplianceReading {
  const { paused } = useLiveFleet();
  const asked = writeTimeRange(range);
  const { data, isError } = useQuery({
    queryKey: ['compliance', asked],
    queryFn: () => fetchCompliance(asked),
    ...(asked === writeTimeRange(initial.range) ? { initialData: initial } : {}),
    refetchInterval: refreshMs,
    enabled: refresh && paused.state === 'running',
  });
  if (data !== undefined) return { state: 'read', report: data, failed: isError };
  return { state: isError ? 'failed' : 'asking' };
}

async function fetchCompliance(range: string): Promise<ComplianceReport> {
  const answer = await fetch(`/api/v1/compliance?range=${encodeURIComponent(range)}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as ComplianceReport;
}
