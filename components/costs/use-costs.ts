import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CostQuery } from '@/lib/domain/costs/report/cost-query';
import type { CostReport } from '@/lib/domain/costs/report/types';
import { useLiveFleet } from '../shell/live-entities';
import { writeCostQuery } from './cost-spec';

/** How often a page asks its own console again, in wall milliseconds; AWS is asked four times a day at most. */
const refreshMs = 300_000;

/** What a page knows of costs. `isOther`: what is shown answers the question before, the one asked is on its way. */
export interface CostReading {
  readonly report: CostReport;
  readonly isOther: boolean;
  readonly failed: boolean;
}

/** The report on a question: the one the page came with, or asked for; a failed attempt keeps what was read before. */
export function useCosts(query: CostQuery, initial: CostReport, refresh: boolean): CostReading {
  const { paused } = useLiveFleet();
  const asked = writeCostQuery(query);
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ['costs', asked],
    queryFn: () => fetchCosts(asked),
    ...(asked === writeCostQuery(initial.query) ? { initialData: initial } : {}),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
    enabled: refresh && paused.state === 'running',
  });
  const report = data ?? initial;
  return { report, isOther: refresh && (isPlaceholderData || data === undefined), failed: isError };
}

async function fetchCosts(query: string): Promise<CostReport> {
  const answer = await fetch(`/api/v1/costs${query}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as CostReport;
}
