import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import { isProtectedTier, type RegionCode } from '@/lib/domain/fleet';

/** The workloads that a region serves. */
export function servedBy(entities: readonly Entity[], region: RegionCode): readonly WorkloadEntity[] {
  return entities
    .filter((entity): entity is WorkloadEntity => entity.kind === 'workload')
    .filter(({ workload }) => workload.regions.some((one) => one.region === region && one.role !== 'standby'));
}

/**
 * The workloads that a drill of a region moves: those of a protected tier that nobody else serves. The others carry on
 * without a move, or are not worth leaving users without service for.
 */
export function movedByDrill(entities: readonly Entity[], region: RegionCode): readonly WorkloadEntity[] {
  return servedBy(entities, region).filter(
    ({ workload }) =>
      isProtectedTier(workload) && workload.regions.some((one) => one.region === region && one.role === 'primary'),
  );
}
