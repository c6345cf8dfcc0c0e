import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { toCostSight } from '@/lib/access/cost-sight';
import { requirePermission } from '@/lib/access/permissions';
import { buildCostReadings } from '@/lib/domain/costs/build-cost-readings';
import { limitCosts, type VisibleCosts } from '@/lib/domain/costs/limit-costs';
import type { EpochMs } from '@/lib/domain/time';
import { readCosts } from '@/lib/persistence/costs';
import { readEntities } from '@/lib/persistence/entities';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from './fleet-clock';
import { webStore } from './web-store';

/**
 * What Cost Explorer told last of every account an actor may see, as far as they may see it; an account that was never
 * asked is among them and says so. Throws AccessRefused when the actor may not read the fleet; fails when the store
 * cannot be reached.
 */
export async function getCosts(actor: Actor | 'nobody'): Promise<readonly VisibleCosts[]> {
  return getCostsFrom(webStore(), actor, fleetNow());
}

/** The same from a given store at a given moment. */
export async function getCostsFrom(
  store: Store,
  actor: Actor | 'nobody',
  now: EpochMs,
): Promise<readonly VisibleCosts[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const { entities } = await readEntities(store, { kinds: ['source'] });
  const accounts = entities.flatMap(({ entity }) =>
    entity.kind === 'source' &&
    entity.api === 'ce-bill' &&
    isInScope(scope, { accountId: entity.accountId, region: 'none', workloadId: 'none' })
      ? [entity.accountId]
      : [],
  );
  const kept = await readCosts(store, [...new Set(accounts)].sort());
  return kept.map((costs) => limitCosts(buildCostReadings(costs, now), toCostSight(scope)));
}
