import type { Entity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { executionsOf, plansOf, workloadsOf } from './recovery-entities';
import { type SourceReadiness, sourcesOf, viewReadiness } from './view-readiness';

/** Plans of a workload and whether it can leave a region now; one line for each region it may have to leave. */
export interface ReadinessRow {
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly tier: number;
  readonly plans: readonly RecoveryPlan[];
  readonly readiness: SourceReadiness;
}

/**
 * How ready every workload is for leaving each region it may have to leave. Asks every gate of every move, so that the
 * page asks it every few seconds and not with every tick.
 */
export function buildReadiness(
  entities: readonly Entity[],
  clearedRuns: readonly string[],
  now: EpochMs,
): readonly ReadinessRow[] {
  const plans = plansOf(entities);
  const executions = executionsOf(entities);
  return workloadsOf(entities).flatMap(({ id, workload }) => {
    const own = ownEvidence(entities, id, workload.accountId);
    const ownPlans = plans.filter(({ workloadId }) => workloadId === id);
    return sourcesOf(workload, own).flatMap((source): readonly ReadinessRow[] => {
      const readiness = viewReadiness(id, source, { entities: own, plans: ownPlans, executions, clearedRuns }, now);
      if (readiness === 'none') return [];
      const { name, tier } = workload;
      return [{ id: `${id} ${source}`, workloadId: id, workloadName: name, tier, plans: ownPlans, readiness }];
    });
  });
}

/** What a decision of one workload looks at; the endpoints of all tell whether the console itself is cut off. */
function ownEvidence(entities: readonly Entity[], id: WorkloadId, accountId: string): readonly Entity[] {
  return entities.filter((entity) => {
    if (entity.kind === 'endpoint' || entity.kind === 'routing') return true;
    if (entity.kind === 'source') return entity.accountId === accountId;
    return !('workloadId' in entity) || entity.workloadId === id;
  });
}
