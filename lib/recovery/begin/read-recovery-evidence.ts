import { isInScope, type Scope } from '@/lib/access/actor';
import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { settledMs } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { readEntities } from '@/lib/persistence/entities';
import { readExecutionsForRules } from '@/lib/persistence/executions';
import type { Store } from '@/lib/persistence/store';

/** Everything that the rules of recovery judge by, as it is in the store now. */
export interface RecoveryEvidence {
  readonly workload: WorkloadEntity;
  readonly entities: readonly Entity[];
  readonly plans: readonly RecoveryPlan[];
  readonly executions: readonly Execution[];
  /** Runs after which a person has allowed another one at once. */
  readonly clearedRuns: readonly string[];
}

/**
 * Reads what a decision about a workload needs; `not-found` for one that is unknown or out of scope, which are the same
 * to the one who asks. Gates look at the whole fleet, whatever the person may see of it.
 */
export async function readRecoveryEvidence(
  store: Store,
  scope: Scope,
  workloadId: WorkloadId,
  now: EpochMs,
): Promise<RecoveryEvidence | 'not-found'> {
  const [{ entities: stored }, runs] = await Promise.all([
    readEntities(store),
    readExecutionsForRules(store, now - settledMs),
  ]);
  const found = stored.find(({ entity }) => entity.kind === 'workload' && entity.id === workloadId);
  if (found?.entity.kind !== 'workload' || !isInScope(scope, found.labels)) return 'not-found';
  const entities = stored.map(({ entity }) => entity);
  const plans = entities.flatMap((entity) => (entity.kind === 'plan' ? [entity.plan] : []));
  return { workload: found.entity, entities, plans, ...runs };
}
