import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import type { RegionCode, Workload, WorkloadId } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { Decision, RankedTarget, RecoveryTimeEstimate } from '@/lib/domain/recovery/decision';
import type { PlanAction, PlanMode, PlanRoute, PlanStep, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { decide } from '../rules/decide/decide';
import { regionToType } from '../rules/region-to-type';
import { asksApproval, stepsOfMode } from '../rules/step-graph';
import { executionsOf, plansOf } from './recovery-entities';
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
  readonly isChosen: boolean;
}

/** The move that is looked at, with all a person has to know before the button. */
export interface MoveView {
  readonly ranked: RankedTarget;
  readonly plan: RecoveryPlan;
  readonly route: PlanRoute;
  readonly steps: readonly PlanStep[];
  readonly estimate: RecoveryTimeEstimate;
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
  if (workload === 'none' || decision === 'none') return { ...page, targets: [], move: 'none' };
  const chosen = chooseTarget(decision, choice);
  return {
    ...page,
    targets: decision.targets.map((ranked, index) => viewTarget(ranked, index, decision, plans, chosen)),
    move: chosen === undefined ? 'none' : viewMove(chosen, choice.source, plans),
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
    isChosen: ranked === chosen,
  };
}

function keyOf({ target, planId, mode }: RankedTarget): string {
  return `${target} ${mode} ${planId}`;
}

function viewMove(ranked: RankedTarget, source: RegionCode, plans: readonly RecoveryPlan[]): MoveView | 'none' {
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
    estimate: ranked.estimate,
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
