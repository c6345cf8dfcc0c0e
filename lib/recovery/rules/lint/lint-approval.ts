import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { changesSomething } from '../step-graph';
import { before, type LintView, ofKind, problem } from './lint-view';

/** Tiers whose moves need a second person. */
export function isProtectedTier(tier: number): boolean {
  return tier <= 1;
}

/** Nothing is changed before the gates were asked once more and, in a protected tier, a second person agreed. */
export function lintApproval(view: LintView): readonly PlanProblem[] {
  const { steps, workload, mode } = view;
  const changing = steps.filter(changesSomething);
  const ungated = changing.filter((step) => before(view, step, 'precheck').length === 0);
  const problems = ungated.map(({ id }) =>
    problem('precheck-first', id, `${id} changes something before the gates were asked: put it after a precheck`),
  );
  if (!isProtectedTier(workload.tier)) return problems;
  const tier = `tier ${workload.tier}`;
  if (ofKind(steps, 'approval').length === 0) {
    const sentence = `A second person must agree to a move of ${tier} that is ${mode}: add an approval before anything is changed`;
    return [...problems, problem('approval-missing', 'plan', sentence)];
  }
  const unapproved = changing.filter((step) => before(view, step, 'approval').length === 0);
  return [
    ...problems,
    ...unapproved.map(({ id }) =>
      problem('approval-missing', id, `${id} changes something of ${tier} unapproved: put it after the approval`),
    ),
  ];
}
