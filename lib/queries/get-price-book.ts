import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { SeenCosts } from '@/lib/domain/costs/report/seen-costs';
import { buildPriceBook, type PriceBook } from '@/lib/domain/costs/unit-prices';
import { newestValue } from '@/lib/domain/observe';
import { findWorkload } from './find-workload';
import { getCosts } from './get-costs';

/**
 * What the units of a workload's usage cost by its own account's newest bill; `none` where no bill tells, or the actor may
 * not see the workload. Throws AccessRefused when the actor may not read the fleet.
 */
export async function getPriceBook(actor: Actor | 'nobody', workloadId: string): Promise<PriceBook | 'none'> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const [readings, found] = await Promise.all([getCosts(actor), findWorkload(workloadId)]);
  if (found === 'not-found' || !isInScope(scope, found.labels)) return 'none';
  const own = readings.find(({ accountId }) => accountId === found.workload.accountId);
  return own === undefined ? 'none' : toBook(workloadId, own);
}

function toBook(workloadId: string, { accountId, bill }: SeenCosts): PriceBook | 'none' {
  const known = newestValue(bill);
  if (known === 'none' || known.value.currency === 'none') return 'none';
  return buildPriceBook(workloadId, { accountId, bill: known.value }, known.measuredAt);
}
