import type { PlanProblem, PlanStep } from '@/lib/domain/recovery/plan';
import { promotedBy } from '@/lib/domain/recovery/promoted-store';
import type { StepOf } from '@/lib/domain/recovery/step';
import { isRejoining, type LintView, ofKind, problem } from './lint-view';

const kinds = ['consumers', 'schedules'] as const;
type LeverKind = (typeof kinds)[number];
type LeverStep = PlanStep & { readonly spec: StepOf<LeverKind> };

/**
 * What the target does by itself writes: it begins once every store that the plan promotes there was promoted. What is
 * declared for the region being left and never turned off works on there, or does so again when the region comes back.
 */
export function lintLevers(view: LintView): readonly PlanProblem[] {
  const turns = ofKind(view.steps, ...kinds);
  return [...lintEarly(view, turns), ...kinds.flatMap((kind) => lintForgotten(view, kind, turns))];
}

function lintEarly({ steps, route, ancestors }: LintView, turns: readonly LeverStep[]): readonly PlanProblem[] {
  const promotions = steps.filter(({ spec }) => {
    const promoted = promotedBy(spec);
    return promoted !== 'none' && promoted.to === route.target;
  });
  const started = turns.filter(({ spec }) => spec.to === 'on' && spec.region === route.target);
  return started.flatMap(({ id, spec }) => {
    const early = promotions.filter((promotion) => ancestors.get(id)?.has(promotion.id) !== true);
    return early.map((promotion) => {
      const sentence = `${id} turns ${spec.kind} on in ${route.target} before ${promotion.id} made it the writer: put it after that step`;
      return problem('start-after-promotion', id, sentence);
    });
  });
}

function lintForgotten(view: LintView, kind: LeverKind, turns: readonly LeverStep[]): readonly PlanProblem[] {
  const { workload, route } = view;
  const declared = (workload.recovery?.[kind] ?? []).map(({ region }) => region);
  const isTurned = (region: string, to: 'on' | 'off') =>
    turns.some(({ spec }) => spec.kind === kind && spec.region === region && spec.to === to);
  const problems: PlanProblem[] = [];
  if (declared.includes(route.source) && !isRejoining(view) && !isTurned(route.source, 'off')) {
    const sentence = `The ${kind} in ${route.source}, the region being left, are never turned off: add a ${kind} step with turn: off`;
    problems.push(problem('source-still-works', 'plan', sentence, 'warning'));
  }
  if (declared.includes(route.target) && !isTurned(route.target, 'on')) {
    const sentence = `The ${kind} in ${route.target} are never turned on: add a ${kind} step with turn: on after the promotion`;
    problems.push(problem('target-stands-idle', 'plan', sentence, 'warning'));
  }
  return problems;
}
