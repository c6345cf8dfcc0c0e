import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { Approval, CurrentFacts, Execution } from '@/lib/domain/recovery/execution';
import { findWayHome, type WayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { approvalState } from '../rules/approval-state';
import { allowedNow } from '../rules/execution/allowed-now';
import { hasEnded } from '../rules/execution/reading';
import { regionToType } from '../rules/region-to-type';
import { type GraphLayout, layOutGraph } from './lay-out-graph';
import { executionsOf } from './recovery-entities';
import { exceptionsOf } from './run-words';
import { type LossView, viewLosses } from './view-loss';
import { bandsOfRun, type RunStepView, viewRunSteps } from './view-run-steps';
import { type RunSummary, viewRunSummary } from './view-run-summary';

/** What the page of a run shows at one moment. */
export interface RunSubject {
  readonly run: Execution;
  readonly summary: RunSummary;
  /** `none` where the fleet no longer declares it. */
  readonly workload: Workload | 'none';
  readonly steps: readonly RunStepView[];
  readonly graph: GraphLayout;
  /** Figures it began, or was last escalated, with. */
  readonly losses: readonly LossView[];
  readonly exceptions: readonly string[];
  readonly allowed: Execution['allowedNow'];
  readonly approval: ApprovalView;
  readonly facts: FactsView;
  /** The return that this run, as the last one that moved the workload, leaves to be made. */
  readonly wayHome: Pick<WayHome, 'workloadId' | 'home' | 'away'> | 'none';
  /** What a person types before the region is given up. */
  readonly regionToType: RegionCode;
}

export interface ApprovalView extends Approval {
  /** What it is worth now. */
  readonly current: Approval['state'];
  /** Until it expires; `none` where it does not. */
  readonly leftSeconds: Seconds | 'none';
}

/** What is true now, with whether it may be read so. */
export type FactsView =
  | { readonly state: 'not-read-yet' }
  | { readonly state: 'current' | 'old' | 'kept'; readonly facts: CurrentFacts };

/** Facts are read every few seconds while a run is driven: older ones are of then, not of now. */
const factsHoldMs = 30_000;

export interface RunPage {
  readonly overview: FleetOverview;
  readonly subject: RunSubject | 'absent';
}

export function buildRunPage(entities: readonly Entity[], id: string, now: EpochMs): RunPage {
  const overview = buildFleetOverview(entities, now);
  const run = executionsOf(entities).find((execution) => execution.id === id);
  return { overview, subject: run === undefined ? 'absent' : buildSubject(run, entities, now) };
}

function buildSubject(run: Execution, entities: readonly Entity[], now: EpochMs): RunSubject {
  const workload = entities.find((entity) => entity.kind === 'workload' && entity.id === run.workloadId);
  const wayHome = findWayHome(executionsOf(entities), run.workloadId, now);
  return {
    run,
    summary: viewRunSummary(run, entities, now),
    workload: workload?.kind === 'workload' ? workload.workload : 'none',
    steps: viewRunSteps(run, now),
    graph: layOutGraph(bandsOfRun(run)),
    losses: viewLosses(run.losses, run.source),
    exceptions: exceptionsOf(run),
    allowed: allowedNow(run, now),
    approval: viewApproval(run, now),
    facts: viewFacts(run, now),
    wayHome: wayHome !== 'none' && wayHome.execution.id === run.id ? wayHome : 'none',
    regionToType: regionToType(run),
  };
}

function viewApproval({ approval }: Execution, now: EpochMs): ApprovalView {
  const { expiresAt } = approval;
  const leftSeconds = expiresAt === 'never' ? 'none' : Math.max(0, Math.floor((expiresAt - now) / 1000));
  return { ...approval, current: approvalState(approval, now), leftSeconds };
}

function viewFacts(run: Execution, now: EpochMs): FactsView {
  const { facts } = run;
  if (facts === 'not-read-yet') return { state: 'not-read-yet' };
  if (hasEnded(run)) return { state: 'kept', facts };
  return { state: now - facts.readAt > factsHoldMs ? 'old' : 'current', facts };
}
