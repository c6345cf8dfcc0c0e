import { useQuery } from '@tanstack/react-query';
import type { PriceBook } from '@/lib/domain/costs/unit-prices';

/** Unit prices of a workload's own bill: asked for, there, or not to be had. */
export type PriceReading =
  | { readonly state: 'asking' }
  | { readonly state: 'read'; readonly book: PriceBook | 'none' }
  | { readonly state: 'failed' };

/** Bills change about once a day. */
const staleMs = 3_600_000;

export function usePriceBook(workloadId: string): PriceReading {
  const { data, isError } = useQuery({
    queryKey: ['price-book', workloadId],
    queryFn: () => fetchBook(workloadId),
    staleTime: staleMs,
  });
  if (data !== undefined) return { state: 'read', book: data };
  return { state: isError ? 'failed' : 'asking' };
}

async function fetchBook(workloadId: string): Promise<PriceBook | 'none'> {
  const answer = await fetch(`/api/v1/costs/prices?workload=${encodeURIComponent(workloadId)}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return ((await answer.json()) as { readonly book: PriceBook | 'none' }).book;
}
