import { isLawful } from '@/lib/domain/fleet';
import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { type LintView, ofKind, problem } from './lint-view';

/**
 * A flip is held by a value that engines publish until a step ends it: a way home that forgets it leaves users where they
 * are. Users are never led where the law forbids.
 */
export function lintFlips(view: LintView): readonly PlanProblem[] {
  return [...unlawful(view), ...forgotten(view)];
}

function unlawful({ steps, workload, route }: LintView): readonly PlanProblem[] {
  if (isLawful(workload, route.target)) return [];
  return ofKind(steps, 'health-check-flip').map(({ id }) =>
    problem('target-unlawful', id, `${id} sends users to ${route.target}, which the law forbids`),
  );
}

function forgotten({ steps, workload, route }: LintView): readonly PlanProblem[] {
  const turned = ofKind(steps, 'health-check-flip').map(({ spec }) => spec.healthCheck);
  return (workload.recovery?.flips ?? []).flatMap(({ id, healthCheck, region, standby }) => {
    const ends = region === route.target && standby === route.source;
    if (!ends || turned.includes(healthCheck)) return [];
    const sentence = `The flip ${id} goes on keeping users away from ${region} after this plan: add a health-check-flip step that ends it`;
    return [problem('flip-not-ended', 'plan', sentence, 'warning')];
  });
}
