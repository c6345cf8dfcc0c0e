import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, WorkloadId } from '@/lib/domain/fleet';
import { toFleetEvidence } from '@/lib/domain/fleet-evidence';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { type CatchUp, viewCatchUps } from '@/lib/domain/recovery/catch-up';
import { findQuarantines, quarantineKey } from '@/lib/domain/recovery/quarantine';
import { findWayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { executionsOf, plansOf, workloadsOf } from './recovery-entities';

/** A workload that was moved and has not returned. */
export interface WayHomeView {
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly home: RegionCode;
  readonly away: RegionCode;
  readonly movedAt: EpochMs;
  /** The run that moved it last. */
  readonly runId: string;
  /** How the copy of each store at home comes along. */
  readonly copies: readonly CatchUp[];
  /** Regions that were given up and answer again. */
  readonly quarantines: readonly QuarantineView[];
}

export interface QuarantineView {
  readonly region: RegionCode;
  readonly since: EpochMs;
  /** It is used all the same. */
  readonly isUsed: boolean;
  readonly evidence: readonly string[];
  /** What a person takes over: the run that gave it up, and the name of the line. */
  readonly runId: string;
  readonly key: string;
}

/** Every workload that is away from home, the most important first. Drills count as well: they move users too. */
export function viewWaysHome(
  entities: readonly Entity[],
  { links }: Pick<FleetOverview, 'links'>,
  now: EpochMs,
): readonly WayHomeView[] {
  const executions = executionsOf(entities);
  if (executions.length === 0) return [];
  const evidence = toFleetEvidence(entities, now);
  const plans = plansOf(entities).filter(({ action }) => action === 'failback');
  return workloadsOf(entities).flatMap(({ id, workload }): readonly WayHomeView[] => {
    const way = findWayHome(executions, id, now);
    if (way === 'none') return [];
    const { home, away, movedAt, execution } = way;
    const plan = plans.find(({ workloadId }) => workloadId === id) ?? 'none';
    const copies = viewCatchUps(workload, way, plan, { evidence, links }, now);
    const quarantines = findQuarantines(workload, evidence, now).map(
      ({ region, since, served, evidence: seen, run }): QuarantineView => ({
        region,
        since,
        isUsed: served.length > 0,
        evidence: [...served.map((words) => `Seen now: ${words}`), ...seen],
        runId: run.id,
        key: quarantineKey(region),
      }),
    );
    return [
      { workloadId: id, workloadName: workload.name, home, away, movedAt, runId: execution.id, copies, quarantines },
    ];
  });
}
