import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { findFlapWindow } from '../rules/anti-flap';
import { hasEnded } from '../rules/execution/reading';
import { executionsOf, plansOf } from './recovery-entities';
import { type SourceReadiness, sourcesOf, viewReadiness } from './view-readiness';
import { type RunSummary, viewLiveRuns, viewRunSummary } from './view-run-summary';

/** Plans of a workload and whether it can leave a region now; one line for each region it may have to leave. */
export interface ReadinessRow {
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly tier: number;
  readonly plans: readonly RecoveryPlan[];
  readonly readiness: SourceReadiness;
}

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
  return {
    overview: buildFleetOverview(entities, now),
    live: viewLiveRuns(entities, now),
    past: ended.filter((run) => !isPractice(run)),
    practice: ended.filter(isPractice),
    flaps: viewFlaps(entities, clearedRuns, now),
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
  const executions = executionsOf(entities).filter(({ id }) => !clearedRuns.includes(id));
  return workloadsOf(entities).flatMap(({ id, workload }) => {
    const own = ownEvidence(entities, id, workload.accountId);
    const ownPlans = plans.filter(({ workloadId }) => workloadId === id);
    return sourcesOf(workload, own).flatMap((source): readonly ReadinessRow[] => {
      const readiness = viewReadiness(id, source, { entities: own, plans: ownPlans, executions }, now);
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

function workloadsOf(entities: readonly Entity[]): readonly WorkloadEntity[] {
  return entities
    .filter((entity): entity is WorkloadEntity => entity.kind === 'workload')
    .sort((a, b) => a.workload.tier - b.workload.tier || (a.workload.name < b.workload.name ? -1 : 1));
}
