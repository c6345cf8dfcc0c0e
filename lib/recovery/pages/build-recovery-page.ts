import type { Entity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { findFlapWindow } from '../rules/anti-flap';
import { hasEnded } from '../rules/execution/reading';
import { executionsOf, workloadsOf } from './recovery-entities';
import { type ResidueView, viewResidue } from './view-residue';
import { type RunSummary, viewLiveRuns, viewRunSummary } from './view-run-summary';
import { viewWaysHome, type WayHomeView } from './view-ways-home';

/** Until when a second move of a workload needs a person's word. */
export interface FlapView {
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly until: EpochMs;
  readonly run: RunSummary;
}

export interface RecoveryPage {
  readonly overview: FleetOverview;
  readonly live: readonly RunSummary[];
  /** Ended ones, the newest first; drills and dry runs are kept apart. */
  readonly past: readonly RunSummary[];
  readonly practice: readonly RunSummary[];
  readonly flaps: readonly FlapView[];
  readonly away: readonly WayHomeView[];
  readonly residues: readonly ResidueView[];
}

/** `clearedRuns`: runs after which a person has allowed another one, so that they open no window. */
export function buildRecoveryPage(
  entities: readonly Entity[],
  clearedRuns: readonly string[],
  now: EpochMs,
): RecoveryPage {
  const ended = executionsOf(entities)
    .filter(hasEnded)
    .map((execution) => viewRunSummary(execution, entities, now));
  const isPractice = ({ dryRun, drill }: RunSummary) => dryRun || drill;
  const overview = buildFleetOverview(entities, now);
  return {
    overview,
    live: viewLiveRuns(entities, now),
    past: ended.filter((run) => !isPractice(run)),
    practice: ended.filter(isPractice),
    flaps: viewFlaps(entities, clearedRuns, now),
    away: viewWaysHome(entities, overview, now),
    residues: viewResidue(entities, now),
  };
}

function viewFlaps(entities: readonly Entity[], cleared: readonly string[], now: EpochMs): readonly FlapView[] {
  const executions = executionsOf(entities).filter(({ id }) => !cleared.includes(id));
  return workloadsOf(entities).flatMap(({ id, workload }): readonly FlapView[] => {
    const window = findFlapWindow(executions, id, workload.recovery, now);
    if (window === 'none') return [];
    const run = viewRunSummary(window.execution, entities, now);
    return [{ workloadId: id, workloadName: workload.name, until: window.until, run }];
  });
}
