import type { Blocker, Decision, RankedTarget, StoreLoss } from '@/lib/domain/recovery/decision';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { PlanRoute, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { quote } from '@/lib/domain/wording/quote';
import { bindingOf } from '../binding';
import { toOverridden } from '../execution/create-execution';
import { lossesToAcknowledge } from '../store-losses';
import { decide, type Question } from './decide';
import { blocker } from './gate';

/** Figures grow by a second each second while a person reads them: so much more than what was seen is still the same. */
export const figureToleranceSeconds: Seconds = 60;

/** What stands in the way of a dry run: whatever else does is what it is to find out. */
const blocksDryRun: readonly Blocker['code'][] = ['another-run', 'plan-has-errors', 'no-plan', 'plan-changed'];

export type StartVerdict =
  | {
      readonly state: 'ready';
      readonly plan: RecoveryPlan;
      readonly route: PlanRoute;
      readonly ranked: RankedTarget;
      readonly overridden: Execution['overridden'];
      /** What an approval of it is bound to. */
      readonly boundTo: string;
    }
  | { readonly state: 'refused'; readonly blockers: readonly Blocker[] };

/**
 * Whether what a person asked for may begin, judged anew: the plan is the one that was seen, every gate is open or
 * overridden with a reason, and what would be lost was acknowledged as it is. Roles and the typed region are checked
 * before.
 */
export function checkStart(
  request: StartRequest,
  decision: Decision,
  plans: readonly RecoveryPlan[],
  by: string,
): StartVerdict {
  const plan = plans.find(({ id }) => id === request.planId);
  const route = plan?.routes.find(({ source, target }) => source === request.source && target === request.target);
  const ranked = findRanked(decision, request);
  if (plan === undefined || route === undefined || ranked === undefined || decision.source !== request.source) {
    const sentence = `No plan ${quote(request.planId)} leads from ${request.source} to ${request.target}, ${request.mode}`;
    return { state: 'refused', blockers: [blocker('no-plan', sentence, 'Look at the plans again and choose one.')] };
  }
  const standing = [...changedPlan(request, plan), ...decision.blockers, ...ranked.blockers].filter(
    ({ code }) => !request.dryRun || blocksDryRun.includes(code),
  );
  const overrides = request.overrides.filter(({ reason }) => reason.trim() !== '');
  const isOverridden = ({ code, overridable }: Blocker) => overridable && overrides.some((each) => each.code === code);
  const blockers = [
    ...standing.filter((each) => !isOverridden(each)),
    ...(request.dryRun ? [] : lossesToAcknowledge(ranked.losses).flatMap((loss) => checkFigure(request, loss))),
  ];
  if (blockers.length > 0) return { state: 'refused', blockers };
  return {
    state: 'ready',
    plan,
    route,
    ranked,
    overridden: toOverridden(standing.filter(isOverridden), overrides, by),
    boundTo: bindingOf({ ...request, overrides }, plan, ranked.losses),
  };
}

/** The judgement of one target, plan and mode within a decision. */
export function findRanked(
  { targets }: Decision,
  { target, planId, mode }: Pick<RankedTarget, 'target' | 'planId' | 'mode'>,
): RankedTarget | undefined {
  return targets.find((each) => each.target === target && each.planId === planId && each.mode === mode);
}

/**
 * Every gate of a run asked anew, as its precheck does: for the plan it is pinned to, without what was overridden when it
 * began and without itself. Fails closed: a workload that is not there any more is a blocker.
 */
export function blockersOfRun(
  execution: Execution,
  question: Pick<Question, 'entities' | 'executions'>,
  now: EpochMs,
): readonly Blocker[] {
  const decision = decideForRun(execution, question, now);
  const ranked = decision === 'none' ? undefined : findRanked(decision, execution);
  if (decision === 'none' || ranked === undefined) {
    const sentence = `${execution.workloadId} is no workload any more that could be moved to ${execution.target}`;
    return [blocker('no-plan', sentence, 'Cancel the run, and look at the fleet file.')];
  }
  const overridden = new Set(execution.overridden.map(({ code }) => code));
  return [...decision.blockers, ...ranked.blockers].filter(
    ({ code, overridable }) => !(overridable && overridden.has(code)),
  );
}

/** The decision as it is for a run: by the plan the run is pinned to, in both of its modes. */
export function decideForRun(
  execution: Execution,
  { entities, executions }: Pick<Question, 'entities' | 'executions'>,
  now: EpochMs,
): Decision | 'none' {
  const { workloadId, source, planId, planVersion, action, route } = execution;
  const pinned: RecoveryPlan = {
    id: planId,
    workloadId,
    name: planId,
    // A return is judged like any other move.
    action: action === 'failback' ? 'activate' : action,
    origin: 'generated',
    modes: ['graceful', 'ungraceful'],
    version: planVersion,
    routes: [route],
    lint: [],
  };
  const others = executions.filter(({ id }) => id !== execution.id);
  return decide({ workloadId, source, entities, plans: [pinned], executions: others }, now);
}

function changedPlan({ planVersion }: StartRequest, { name, version }: RecoveryPlan): readonly Blocker[] {
  if (planVersion === version) return [];
  const sentence = `${name} is another one by now than the one that was seen`;
  return [blocker('plan-changed', sentence, 'Look at the plan again and start anew.')];
}

function checkFigure({ acknowledgedLoss }: StartRequest, loss: StoreLoss): readonly Blocker[] {
  const { storeId, fate, atMostSeconds } = loss;
  const seen = Object.hasOwn(acknowledgedLoss, storeId) ? acknowledgedLoss[storeId] : undefined;
  const figure = atMostSeconds === 'unknown' ? 'an unknown time' : formatDuration(atMostSeconds);
  const what = `${quote(storeId)}: ${figure} of writes would be ${fate}`;
  if (seen === undefined) {
    return [blocker('loss-not-acknowledged', what, 'Acknowledge the figure, or move gracefully.')];
  }
  if (seen === 'unknown') return [];
  if (atMostSeconds !== 'unknown' && atMostSeconds <= seen + figureToleranceSeconds) return [];
  return [blocker('figures-changed', `${what}, more than was acknowledged`, 'Look at the figures again.')];
}
