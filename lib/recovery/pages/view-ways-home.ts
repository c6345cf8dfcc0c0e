import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import { findWayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { executionsOf, workloadsOf } from './recovery-entities';

/** A workload that was moved and has not returned. */
export interface WayHomeView {
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly home: RegionCode;
  readonly away: RegionCode;
  readonly movedAt: EpochMs;
  /** The run that moved it last. */
  readonly runId: string;
}

/** Every workload that is away from home, the most important first. Drills count as well: they move users too. */
export function viewWaysHome(entities: readonly Entity[], now: EpochMs): readonly WayHomeView[] {
  const executions = executionsOf(entities);
  return workloadsOf(entities).flatMap(({ id, workload }): readonly WayHomeView[] => {
    const way = findWayHome(executions, id, now);
    if (way === 'none') return [];
    const { home, away, movedAt, execution } = way;
    return [{ workloadId: id, workloadName: workload.name, home, away, movedAt, runId: execution.id }];
  });
}
