import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { buildCostReport, type CostEvidence } from '@/lib/domain/costs/report/build-cost-report';
import type { CostQuery } from '@/lib/domain/costs/report/cost-query';
import type { CostReport } from '@/lib/domain/costs/report/types';
import type { Entity } from '@/lib/domain/entities';
import { fleetNow } from './fleet-clock';
import { getCosts } from './get-costs';
import { readFleetEntities } from './read-fleet';

/**
 * The costs of a month as a question asks for them, of the accounts an actor may see. Throws AccessRefused when the actor
 * may not read the fleet; fails when the store cannot be reached.
 */
export async function getCostReport(actor: Actor | 'nobody', query: CostQuery): Promise<CostReport> {
  return buildCostReport(await readCostEvidence(actor), query, fleetNow());
}

/** Bills, and what of the fleet they are told apart by. */
export async function readCostEvidence(actor: Actor | 'nobody'): Promise<CostEvidence> {
  const [readings, { entities }] = await Promise.all([getCosts(actor), readFleetEntities(actor)]);
  return {
    readings,
    workloads: entities.flatMap((one) => (one.kind === 'workload' ? [one.workload] : [])),
    accounts: namesOf(entities),
  };
}

function namesOf(entities: readonly Entity[]): CostEvidence['accounts'] {
  return entities.flatMap((one) =>
    one.kind === 'source' && one.accountName !== undefined ? [{ id: one.accountId, name: one.accountName }] : [],
  );
}
