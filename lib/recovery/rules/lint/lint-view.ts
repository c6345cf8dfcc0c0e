import type { Workload } from '@/lib/domain/fleet';
import type { PlanMode, PlanProblem, PlanRoute, PlanStep, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { StepKind, StepOf } from '@/lib/domain/recovery/step';
import { ancestorsOf, stepsOfMode } from '../step-graph';

/** A plan before it has a version. */
export type PlanDraft = Omit<RecoveryPlan, 'version' | 'lint'>;

/** One route in one mode, as a rule of the linter looks at it. */
export interface LintView {
  readonly plan: PlanDraft;
  readonly workload: Workload;
  readonly route: PlanRoute;
  readonly mode: PlanMode;
  readonly steps: readonly PlanStep[];
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Pure; adding a rule is one file and one line in the list of them. */
export type LintRule = (view: LintView) => readonly PlanProblem[];

export function viewOf(plan: PlanDraft, workload: Workload, route: PlanRoute, mode: PlanMode): LintView {
  const steps = stepsOfMode(route, mode);
  return { plan, workload, route, mode, steps, ancestors: ancestorsOf(steps) };
}

/** One of several active regions takes part again: nothing is moved, and the others stay as they are. */
export function isRejoining({ plan, workload }: LintView): boolean {
  return plan.action === 'failback' && workload.strategy === 'active-active';
}

/** Steps of a kind that must have ended before another one begins. */
export function before<K extends StepKind>(
  { steps, ancestors }: LintView,
  step: PlanStep,
  ...kinds: readonly K[]
): readonly (PlanStep & { readonly spec: StepOf<K> })[] {
  return steps.filter(
    (candidate): candidate is PlanStep & { readonly spec: StepOf<K> } =>
      ancestors.get(step.id)?.has(candidate.id) === true && kinds.some((kind) => candidate.spec.kind === kind),
  );
}

export function ofKind<K extends StepKind>(
  steps: readonly PlanStep[],
  ...kinds: readonly K[]
): readonly (PlanStep & { readonly spec: StepOf<K> })[] {
  return steps.filter((step): step is PlanStep & { readonly spec: StepOf<K> } =>
    kinds.some((kind) => step.spec.kind === kind),
  );
}

/** Whether somebody wrote down why a rule does not hold a step up; an empty reason is none. */
export function isWaived({ waiver }: PlanStep, rule: string): boolean {
  return waiver !== undefined && waiver.rule === rule && waiver.reason.trim() !== '';
}

export function problem(
  rule: string,
  stepId: string,
  sentence: string,
  severity: PlanProblem['severity'] = 'error',
): PlanProblem {
  return { rule, severity, sentence, stepId };
}
