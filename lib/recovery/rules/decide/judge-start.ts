import type { Blocker, Decision, RankedTarget, StoreLoss } from '@/lib/domain/recovery/decision';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { PlanRoute, RecoveryPlan } from '@/lib/domain/recovery/plan';
import { formatDuration } from '@/lib/domain/wording/duration';
import { quote } from '@/lib/domain/wording/quote';
import { isCoveredBy, lossesToAcknowledge } from '../acknowledged-losses';
import { toOverridden } from '../execution/create-execution';
import { findRanked } from './decide-for-run';
import { blocker, isSameGate } from './gate';

/** What stands in the way of a dry run: whatever else does is what it is to find out. */
const blocksDryRun: readonly Blocker['code'][] = ['another-run', 'plan-has-errors', 'no-plan', 'plan-changed'];

export type StartJudgement =
  | {
      readonly state: 'ready';
      readonly plan: RecoveryPlan;
      readonly route: PlanRoute;
      readonly ranked: RankedTarget;
      readonly overridden: Execution['overridden'];
    }
  | { readonly state: 'refused'; readonly blockers: readonly Blocker[] };

/**
 * Whether what a person asks for may begin: the plan is the one that was seen, every gate is open or overridden with a
 * reason, and what would be lost was acknowledged as it is. The page that asks shows what this refuses, and the command
 * judges it anew.
 */
export function judgeStart(
  request: StartRequest,
  decision: Decision,
  plans: readonly RecoveryPlan[],
  by: string,
): StartJudgement {
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
  const overrides = overridesWithReason(request);
  const isOverridden = (gate: Blocker) => gate.overridable && overrides.some((each) => isSameGate(each, gate));
  const blockers = [
    ...standing.filter((each) => !isOverridden(each)),
    ...(request.dryRun ? [] : lossesToAcknowledge(ranked.losses).flatMap((loss) => checkFigure(request, loss, plan))),
  ];
  if (blockers.length > 0) return { state: 'refused', blockers };
  const overridden = toOverridden(standing.filter(isOverridden), overrides, by);
  return { state: 'ready', plan, route, ranked, overridden };
}

/** An override without a reason is none. */
export function overridesWithReason({ overrides }: Pick<StartRequest, 'overrides'>): StartRequest['overrides'] {
  return overrides.filter(({ reason }) => reason.trim() !== '');
}

function changedPlan({ planVersion }: StartRequest, { name, version }: RecoveryPlan): readonly Blocker[] {
  if (planVersion === version) return [];
  const sentence = `${name} is another one by now than the one that was seen`;
  return [blocker('plan-changed', sentence, 'Look at the plan again and start anew.')];
}

function checkFigure(
  { acknowledgedLoss, mode }: StartRequest,
  loss: StoreLoss,
  { modes }: RecoveryPlan,
): readonly Blocker[] {
  const { storeId, fate, atMostSeconds } = loss;
  const seen = Object.hasOwn(acknowledgedLoss, storeId) ? acknowledgedLoss[storeId] : undefined;
  const figure = atMostSeconds === 'unknown' ? 'an unknown time' : formatDuration(atMostSeconds);
  const what = `${quote(storeId)}: ${figure} of writes would be ${fate}`;
  if (seen === undefined) {
    const isOnlyWay = mode === 'graceful' || !modes.includes('graceful');
    const next = isOnlyWay ? 'Acknowledge the figure.' : 'Acknowledge the figure, or move gracefully.';
    return [blocker('loss-not-acknowledged', what, next)];
  }
  if (isCoveredBy(seen, { atMostSeconds })) return [];
  return [blocker('figures-changed', `${what}, more than was acknowledged`, 'Look at the figures again.')];
}
