import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { readEntities } from '@/lib/persistence/entities';
import { decide } from '@/lib/recovery/rules/decide/decide';
import { fleetNow } from './fleet-clock';
import { readRecoveryEvidence } from './read-recovery-evidence';
import { webStore } from './web-store';

/** The plans within the actor's scope, or those of one workload. Throws AccessRefused; fails without the store. */
export async function readPlans(actor: Actor | 'nobody', workloadId?: WorkloadId): Promise<readonly RecoveryPlan[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const filter = workloadId === undefined ? {} : { workloadId };
  const { entities } = await readEntities(webStore(), { kinds: ['plan'], ...filter });
  return entities.flatMap(({ entity, labels }) =>
    entity.kind === 'plan' && isInScope(scope, labels) ? [entity.plan] : [],
  );
}

/**
 * Where a workload could go from a region now, and what stands in the way: the same judgement that a start is checked
 * by. `not-found` where there is no such workload in scope. Throws AccessRefused; fails without the store.
 */
export async function readDecision(
  actor: Actor | 'nobody',
  workloadId: WorkloadId,
  source: RegionCode,
): Promise<Decision | 'not-found'> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const now = fleetNow();
  const evidence = await readRecoveryEvidence(webStore(), scope, workloadId, now);
  if (evidence === 'not-found') return 'not-found';
  const decision = decide({ ...evidence, workloadId, source }, now);
  return decision === 'none' ? 'not-found' : decision;
}
