import type { Execution } from './execution';
import type { PlanStep } from './plan';

/** Whether something is otherwise once the step has run. */
export function changesSomething({ facts }: Pick<PlanStep, 'facts'>): boolean {
  return facts.changes !== 'nothing' || facts.calls.some((call) => call.changesSomething);
}

/** Whether anything may be otherwise than before the run: some step that changes something was begun. */
export function hasChangedSomething({ steps, route }: Pick<Execution, 'steps' | 'route'>): boolean {
  const planned = route.workflows.flatMap((workflow) => workflow.steps);
  return steps.some(({ stepId, startedAt }) => {
    const step = planned.find(({ id }) => id === stepId);
    return startedAt !== 'not-yet' && step !== undefined && changesSomething(step);
  });
}
