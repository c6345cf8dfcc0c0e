import type { PlanProblem, PlanStep } from '@/lib/domain/recovery/plan';
import { isPromotedBy } from '@/lib/domain/recovery/promoted-store';
import type { StepOf } from '@/lib/domain/recovery/step';
import { stopsWrites } from '../rebuilt-stores';
import { before, type LintView, ofKind, problem } from './lint-view';

type Promotion = PlanStep & { readonly spec: StepOf<'rds-promote'> };

/**
 * The promotion of a read replica ends no old writer and waits for nothing. So the source is fenced before it, or a person
 * ends the writes where it is healthy; and there something waits between the two until what was written last has arrived.
 */
export function lintReplicaPromotion(view: LintView): readonly PlanProblem[] {
  return ofKind(view.steps, 'rds-promote').flatMap((step) => {
    const { source, target } = view.route;
    const { instance } = step.spec;
    const fences = fencesBefore(view, step);
    if (fences.length === 0) {
      const sentence = `${step.id} promotes ${instance} while the writer in ${source} may still write: put it after a fence-writer`;
      return [problem('fence-before-promote', step.id, sentence)];
    }
    if (view.mode === 'ungraceful' || isDrained(view, step, fences)) return [];
    const sentence = `${step.id} gives up what has not arrived in ${target} although ${source} is healthy: wait for it by a link-lag-below after the fence, or make the step ungraceful`;
    return [problem('drain-before-promote', step.id, sentence)];
  });
}

function fencesBefore(view: LintView, step: Promotion): readonly PlanStep[] {
  const { source } = view.route;
  const fences = before(view, step, 'fence-writer').filter(({ spec }) => spec.region === source);
  if (view.mode === 'ungraceful') return fences;
  const stores = view.workload.stores.filter((store) => isPromotedBy(step.spec, store));
  const tasks = before(view, step, 'manual-task').filter(({ spec }) =>
    stores.some(({ id }) => stopsWrites(spec, id, source)),
  );
  return [...fences, ...tasks];
}

/** What is measured before the writes have ended says nothing of the last ones. */
function isDrained(view: LintView, step: Promotion, fences: readonly PlanStep[]): boolean {
  const { workload, route, ancestors } = view;
  const stores = workload.stores.filter((store) => isPromotedBy(step.spec, store));
  const links = stores.map(({ id }) => `${workload.id}/${id}/${route.source}>${route.target}`);
  return before(view, step, 'condition').some(
    ({ id, spec: { condition } }) =>
      condition.holds === 'link-lag-below' &&
      links.includes(condition.linkId) &&
      fences.some((fence) => ancestors.get(id)?.has(fence.id) === true),
  );
}
