import type { Blocker, Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { decide, type Question } from './decide';
import { blocker, isSameGate } from './gate';

/** The judgement of one target, plan and mode within a decision. */
export function findRanked(
  { targets }: Decision,
  { target, planId, mode }: Pick<RankedTarget, 'target' | 'planId' | 'mode'>,
): RankedTarget | undefined {
  return targets.find((each) => each.target === target && each.planId === planId && each.mode === mode);
}

type Evidence = Pick<Question, 'entities' | 'executions' | 'clearedRuns'>;

/**
 * Every gate of a run asked anew, as its precheck does: for the plan it is pinned to, without what was overridden when it
 * began and without itself. Fails closed: a workload that is not there any more is a blocker.
 */
export function blockersOfRun(execution: Execution, question: Evidence, now: EpochMs): readonly Blocker[] {
  const decision = decideForRun(execution, question, now);
  const ranked = decision === 'none' ? undefined : findRanked(decision, execution);
  if (decision === 'none' || ranked === undefined) {
    const sentence = `${execution.workloadId} is no workload any more that could be moved to ${execution.target}`;
    return [blocker('no-plan', sentence, 'Cancel the run, and look at the fleet file.')];
  }
  const isOverridden = (gate: Blocker) => execution.overridden.some((earlier) => isSameGate(earlier, gate));
  return [...decision.blockers, ...ranked.blockers].filter((gate) => !(gate.overridable && isOverridden(gate)));
}

/** The decision as it is for a run: by the plan the run is pinned to, in both of its modes. */
export function decideForRun(
  execution: Execution,
  { entities, executions, clearedRuns = [] }: Evidence,
  now: EpochMs,
): Decision | 'none' {
  const { workloadId, source, planId, planVersion, action, route } = execution;
  const pinned: RecoveryPlan = {
    id: planId,
    workloadId,
    name: planId,
    action,
    origin: 'generated',
    modes: ['graceful', 'ungraceful'],
    version: planVersion,
    routes: [route],
    lint: [],
  };
  const others = executions.filter(({ id }) => id !== execution.id);
  return decide({ workloadId, source, entities, plans: [pinned], executions: others, clearedRuns }, now);
}
