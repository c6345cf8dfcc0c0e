import 'server-only';
import type { HistoryAnswer } from '@/components/history/workload-history';
import type { Actor } from '@/lib/access/actor';
import { readWorkloadHistory } from '@/lib/queries/read-history';

/** The last 24 hours of a workload as its page shows them; `none-yet` while none is recorded. Throws AccessRefused. */
export async function readPageHistory(actor: Actor | 'nobody', workloadId: string): Promise<HistoryAnswer> {
  const history = await readWorkloadHistory(actor, workloadId);
  return history === 'not-found' ? { state: 'none-yet' } : { state: 'read', history };
}
