import 'server-only';
import type { HistoryAnswer } from '@/components/history/workload-history';
import type { Actor } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';

/** The last 24 hours of a workload as its page shows them; `none-yet` while none is recorded. Throws AccessRefused. */
export async function readPageHistory(actor: Actor | 'nobody', _workloadId: string): Promise<HistoryAnswer> {
  requirePermission(actor, 'read-fleet');
  return { state: 'none-yet' };
}
