import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { RegionCode, Workload, WorkloadId } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import type { PlanAction, PlanMode, PlanRoute, PlanStep, RecoveryPlan } from '@/lib/domain/recovery/plan';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { decide } from '../rules/decide/decide';
import { regionToType } from '../rules/region-to-type';
import { asksApproval, stepsOfMode } from '../rules/step-graph';
import { executionsOf, plansOf } from './recovery-entities';
import { type ChangesView, viewChanges } from './view-changes';
import { type EvidenceLine, viewEvidence } from './view-evidence';
import { type LossView, viewLosses, worstLossWords } from './view-loss';
import { type RunSummary, viewLiveRuns } from './view-run-summary';

/** Which move a person looks at; what is not chosen yet is empty. */
export interface StartChoice {
  readonly workload: WorkloadId | '';
  readonly source: RegionCode | '';
  readonly target: RegionCode | '';
  readonly plan: string;
  readonly mode: PlanMode | '';
}

/** A move there may be, with its place in the ranking. */
export interface TargetView {
  /** Unique within the decision. */
  readonly key: string;
  readonly rank: number;
  readonly ranked: RankedTarget;
  readonly planName: string;
  /** Blockers that nobody can allow, and those that somebody may answer for, of the workload's own included. */
  readonly hard: number;
  readonly overridable: number;
  readonly worstLoss: string | 'none';
  readonly isChosen: boolean;
}

export interface EstimateView {
  readonly p50Seconds: Seconds;
  readonly p90Seconds: Seconds;
  readonly undecided: readonly string[];
  readonly because: string;
  readonly objectiveSeconds: Seconds | 'none';
  /** How long users have been without service already; `none` while they are served. */
  readonly elapsedSeconds: Seconds | 'none';
  /** Of what has passed and the slow case; people's own time comes on top. */
  readonly verdict: 'within' | 'at-risk' | 'breached' | 'no-objective';
}

/** The move that is looked at, with all a person has to know before the button. */
export interface MoveView {
  readonly ranked: RankedTarget;
  readonly plan: RecoveryPlan;
  readonly route: PlanRoute;
  readonly steps: readonly PlanStep[];
  readonly losses: readonly LossView[];
  readonly changes: ChangesView;
  readonly estimate: EstimateView;
  /** A second person is asked before anything is changed. */
  readonly asksApproval: boolean;
  readonly regionToType: RegionCode;
  /** What the button says: `Activate us-west-2`. */
  readonly act: string;
}

export interface StartPage {
  readonly overview: FleetOverview;
  /** Every workload with the regions it can be asked to leave. */
  readonly choices: readonly {
    readonly id: WorkloadId;
    readonly name: string;
    readonly regions: readonly RegionCode[];
  }[];
  readonly workload: Workload | 'none';
  /** `none` while there is no workload and region to judge. */
  readonly decision: Decision | 'none';
  readonly evidence: readonly EvidenceLine[];
  readonly targets: readonly TargetView[];
  /** `none` where no plan leads anywhere, or the chosen one leads nowhere. */
  readonly move: MoveView | 'none';
  readonly liveRun: RunSummary | 'none';
}

/**
 * The page before the button at `now`. Judged by the same rules as the command, anew with every tick, so that figures and
 * gates are those of now. Without a choice of target the best one is looked at.
 */
export function buildStartPage(
  entities: readonly Entity[],
  choice: StartChoice,
  clearedRuns: readonly string[],
  now: EpochMs,
): StartPage {
  const workloads = entities.filter((entity): entity is WorkloadEntity => entity.kind === 'workload');
  const workload = workloads.find(({ id }) => id === choice.workload)?.workload ?? 'none';
  const plans = plansOf(entities);
  const executions = executionsOf(entities);
  const isKnown = workload !== 'none' && workload.regions.some(({ region }) => region === choice.source);
  const decision = isKnown
    ? decide({ workloadId: workload.id, source: choice.source, entities, plans, executions, clearedRuns }, now)
    : 'none';
  const page = {
    overview: buildFleetOverview(entities, now),
    choices: workloads
      .map(({ id, workload: { name, regions } }) => ({ id, name, regions: regions.map(({ region }) => region) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    workload,
    decision,
    liveRun: viewLiveRuns(entities, now).find(({ workloadId }) => workloadId === choice.workload) ?? 'none',
  } as const;
  if (workload === 'none' || decision === 'none') return { ...page, evidence: [], targets: [], move: 'none' };
  const chosen = chooseTarget(decision, choice);
  return {
    ...page,
    evidence: viewEvidence(workload, choice.source, entities, now),
    targets: decision.targets.map((ranked, index) => viewTarget(ranked, index, decision, plans, chosen, workload)),
    move: chosen === undefined ? 'none' : viewMove(chosen, choice.source, plans, workload, entities, now),
  };
}

/** What was chosen; without a choice the best one that a plan leads to. */
function chooseTarget({ targets }: Decision, { target, plan, mode }: StartChoice): RankedTarget | undefined {
  const matching = targets.filter(
    (each) =>
      (target === '' || each.target === target) &&
      (plan === '' || each.planId === plan) &&
      (mode === '' || each.mode === mode),
  );
  return matching.find(({ estimate }) => estimate !== 'none') ?? matching[0];
}

function viewTarget(
  ranked: RankedTarget,
  index: number,
  { blockers }: Decision,
  plans: readonly RecoveryPlan[],
  chosen: RankedTarget | undefined,
  workload: Workload,
): TargetView {
  const all = [...blockers, ...ranked.blockers];
  const hard = all.filter(({ overridable }) => !overridable).length;
  return {
    key: keyOf(ranked),
    rank: index + 1,
    ranked,
    planName: plans.find(({ id }) => id === ranked.planId)?.name ?? ranked.planId,
    hard,
    overridable: all.length - hard,
    worstLoss: worstLossWords(ranked.losses, workload),
    isChosen: ranked === chosen,
  };
}

function keyOf({ target, planId, mode }: RankedTarget): string {
  return `${target} ${mode} ${planId}`;
}

function viewMove(
  ranked: RankedTarget,
  source: RegionCode,
  plans: readonly RecoveryPlan[],
  workload: Workload,
  entities: readonly Entity[],
  now: EpochMs,
): MoveView | 'none' {
  const plan = plans.find(({ id }) => id === ranked.planId);
  const route = plan?.routes.find((each) => each.source === source && each.target === ranked.target);
  if (plan === undefined || route === undefined || ranked.estimate === 'none') return 'none';
  const { action, mode, target } = ranked;
  const steps = stepsOfMode(route, mode);
  const region = regionToType({ action, source, target });
  return {
    ranked,
    plan,
    route,
    steps,
    losses: viewLosses(ranked.losses, source),
    changes: viewChanges(workload, route, mode, entities),
    estimate: viewEstimate(ranked.estimate, workload, entities, now),
    asksApproval: asksApproval(route, mode),
    regionToType: region,
    act: `${actWords[action]} ${region}`,
  };
}

const actWords: Readonly<Record<PlanAction, string>> = {
  activate: 'Activate',
  deactivate: 'Deactivate',
  failback: 'Return to',
};

function viewEstimate(
  estimate: Exclude<RankedTarget['estimate'], 'none'>,
  workload: Workload,
  entities: readonly Entity[],
  now: EpochMs,
): EstimateView {
  const objectiveSeconds = wantedRecoverySeconds(workload);
  const entity = entities.find(({ kind, id }) => kind === 'workload' && id === workload.id);
  const outage = entity?.kind === 'workload' ? entity.outage : undefined;
  const elapsedSeconds =
    outage?.state === 'running' ? Math.max(0, Math.ceil((now - outage.startedAt) / 1000)) : ('none' as const);
  const passed = elapsedSeconds === 'none' ? 0 : elapsedSeconds;
  return {
    ...estimate,
    objectiveSeconds,
    elapsedSeconds,
    verdict: verdictOf(passed, estimate.p90Seconds, objectiveSeconds),
  };
}

function verdictOf(passed: Seconds, p90: Seconds, objective: Seconds | 'none'): EstimateView['verdict'] {
  if (objective === 'none') return 'no-objective';
  if (passed > objective) return 'breached';
  return passed + p90 > objective ? 'at-risk' : 'within';
}
