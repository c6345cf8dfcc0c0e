import type { PlanProblem, PlanStep } from '@/lib/domain/recovery/plan';
import { promotedBy } from '@/lib/domain/recovery/promoted-store';
import type { StepOf } from '@/lib/domain/recovery/step';
import { before, type LintView, ofKind, problem } from './lint-view';

type CleanUpStep = PlanStep & { readonly spec: StepOf<'clean-up'> };

/**
 * What is deleted does not come back. So it is deleted only where people take part in the run, after a transaction through
 * the region that goes on was read back; and what was deleted is built anew before it is promoted.
 */
export function lintCleanUp(view: LintView): readonly PlanProblem[] {
  return ofKind(view.steps, 'clean-up').flatMap((step) => [
    ...lintPeople(view, step),
    ...lintProof(view, step),
    ...lintRebuilt(view, step),
  ]);
}

/** It asks a person itself; a run that asks nobody for anything else has nobody who looks. */
function lintPeople({ steps, mode }: LintView, step: CleanUpStep): readonly PlanProblem[] {
  if (ofKind(steps, 'approval', 'manual-task').length > 0) return [];
  const sentence = `${step.id} deletes ${step.spec.instance} in a ${mode} run that works without people: add an approval or a manual-task, or leave it out of that mode`;
  return [problem('clean-up-unattended', step.id, sentence)];
}

/** The proof is through the region that goes on, and after everything that makes that region the writer. */
function lintProof(view: LintView, step: CleanUpStep): readonly PlanProblem[] {
  const { spec } = step;
  const { source, target } = view.route;
  const kept = spec.removes === 'former-writer' ? spec.writerRegion : spec.region === source ? target : source;
  const promotions = view.steps.filter((each) => {
    const promoted = promotedBy(each.spec);
    const own = spec.removes === 'former-writer' ? [spec.instance, spec.writer] : [spec.globalCluster];
    return promoted !== 'none' && promoted.to === kept && promoted.resources.some((name) => own.includes(name));
  });
  const isProven = before(view, step, 'transaction-proof').some(
    ({ id, spec: { region } }) =>
      region === kept && promotions.every((each) => view.ancestors.get(id)?.has(each.id) === true),
  );
  if (isProven) return [];
  const sentence = `${step.id} deletes ${spec.instance} before ${kept} is proven to take writes: put it after a transaction-proof there that follows every promotion`;
  return [problem('clean-up-before-proof', step.id, sentence)];
}

function lintRebuilt(view: LintView, step: CleanUpStep): readonly PlanProblem[] {
  const { instance } = step.spec;
  return ofKind(view.steps, 'rds-promote')
    .filter((each) => each.spec.instance === instance && view.ancestors.get(each.id)?.has(step.id) === true)
    .filter((each) => !isRebuilt(view, step, each))
    .map(({ id }) => {
      const sentence = `${id} promotes ${instance}, which ${step.id} deleted: build it anew in between (rds-create-replica)`;
      return problem('rebuild-before-promote', id, sentence);
    });
}

function isRebuilt(view: LintView, step: CleanUpStep, promotion: PlanStep): boolean {
  return before(view, promotion, 'rds-create-replica').some(
    ({ id, spec }) => spec.instance === step.spec.instance && view.ancestors.get(id)?.has(step.id) === true,
  );
}
