import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlanCheck } from '@/lib/domain/recovery/plan-check';

/** Milliseconds of quiet before a text is checked: nobody wants every letter judged. */
const quietMs = 350;
/** While no engine has looked at it, it is asked again. */
const againMs = 5000;

/** Checks a text while it is written; `checking` until the newest one has an answer. */
export function usePlanCheck(workloadId: string, text: string, still?: PlanCheck): PlanCheck | 'checking' | 'failed' {
  const settled = useSettled(text);
  const { data, isError } = useQuery({
    queryKey: ['plan-check', workloadId, settled],
    queryFn: ({ signal }) => askForCheck(workloadId, settled, signal),
    // Another text is another key; the same one is judged anew when it is looked at again, for the fleet may have changed.
    staleTime: 0,
    gcTime: 60_000,
    retry: false,
    enabled: still === undefined,
    refetchInterval: ({ state }) => (state.status === 'error' || state.data?.state === 'not-linted' ? againMs : false),
  });
  if (still !== undefined) return still;
  if (settled !== text) return 'checking';
  if (isError) return 'failed';
  return data ?? 'checking';
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), quietMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

async function askForCheck(workloadId: string, text: string, signal: AbortSignal): Promise<PlanCheck> {
  const answer = await fetch('/api/plan-checks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workloadId, text }),
    cache: 'no-store',
    signal,
  });
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as PlanCheck;
}
