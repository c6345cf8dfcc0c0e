import type { PlanProblem } from '@/lib/domain/recovery/plan';
import { quote } from '@/lib/domain/wording/quote';
import { type LintView, problem } from './lint-view';

/** Ids that repeat, steps that wait for nothing there is, for each other in a circle, or that no mode ever runs. */
export function lintGraph({ route, plan, steps, ancestors, mode }: LintView): readonly PlanProblem[] {
  const all = route.workflows.flatMap((workflow) => workflow.steps);
  const ids = all.map(({ id }) => id);
  const known = new Set(ids);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  const cyclic = steps.filter(({ id }) => ancestors.get(id)?.has(id) === true).map(({ id }) => id);
  return [
    ...(steps.length === 0
      ? [problem('no-steps', 'plan', `It has no step in ${mode} mode: write one, or leave the mode out`)]
      : []),
    ...repeated.map((id) =>
      problem('duplicate-id', id, `${quote(id)} is the id of several steps: give each an id of its own`),
    ),
    ...all.flatMap(({ id, after }) =>
      after
        .filter((other) => !known.has(other))
        .map((other) =>
          problem('unknown-step', id, `${id} comes after ${quote(other)}, which is no step: name one, or leave it out`),
        ),
    ),
    ...cyclic.map((id) =>
      problem('cycle', id, `${id} waits for itself through ${around(id, cyclic)}: take one of its "after" away`),
    ),
    ...steps
      .filter(({ id }) => !cyclic.includes(id) && cyclic.some((other) => ancestors.get(id)?.has(other)))
      .map(({ id }) => problem('unreachable-step', id, `${id} is never reached: it waits for steps in a circle`)),
    ...all
      .filter(({ modes }) => !plan.modes.some((each) => modes.includes(each)))
      .map(({ id }) =>
        problem('unreachable-step', id, `${id} is never run: write modes that the plan has (${plan.modes.join(', ')})`),
      ),
  ];
}

function around(id: string, cyclic: readonly string[]): string {
  const others = cyclic.filter((other) => other !== id);
  return others.length === 0 ? 'its own "after"' : others.join(', ');
}
