import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';

/** Every plan of the fleet, in the order of workloads and then of names; the way home is the last of each. */
export function plansOf(entities: readonly Entity[]): readonly RecoveryPlan[] {
  return entities
    .flatMap((entity) => (entity.kind === 'plan' ? [entity.plan] : []))
    .sort((a, b) => compare(placeOf(a), placeOf(b)));
}

function placeOf({ workloadId, action, name }: RecoveryPlan): string {
  return `${workloadId} ${action === 'failback' ? 1 : 0} ${name}`;
}

/** Every run that is known, the newest first. */
export function executionsOf(entities: readonly Entity[]): readonly Execution[] {
  return entities
    .flatMap((entity) => (entity.kind === 'execution' ? [entity.execution] : []))
    .sort((a, b) => b.createdAt - a.createdAt || compare(a.id, b.id));
}

/** What people call a workload; its id where the fleet does not know it any more. */
export function nameOfWorkload(entities: readonly Entity[], id: WorkloadId): string {
  const found = entities.find((entity) => entity.kind === 'workload' && entity.id === id);
  return found?.kind === 'workload' ? found.workload.name : id;
}

/** The workloads of the fleet, the most important first. */
export function workloadsOf(entities: readonly Entity[]): readonly WorkloadEntity[] {
  return entities
    .filter((entity): entity is WorkloadEntity => entity.kind === 'workload')
    .sort((a, b) => a.workload.tier - b.workload.tier || (a.workload.name < b.workload.name ? -1 : 1));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
