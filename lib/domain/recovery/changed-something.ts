import type { Execution } from './execution';
import type { PlanStep } from './plan';

/** Whether something is otherwise once the step has run. */
export function changesSomething({ facts }: Pick<PlanStep, 'facts'>): boolean {
  return facts.changes !== 'nothing' || facts.calls.some((call) => call.changesSomething);
}

/**
 * Whether anything may be otherwise than before the run: some step that changes something was begun, or a person said that
 * a task is done that is more than deciding. What a person does by hand no call shows.
 */
export function hasChangedSomething({ steps, route }: Pick<Execution, 'steps' | 'route'>): boolean {
  const planned = route.workflows.flatMap((workflow) => workflow.steps);
  return steps.some(({ stepId, startedAt, state }) => {
    const step = planned.find(({ id }) => id === stepId);
    if (startedAt === 'not-yet' || step === undefined) return false;
    return changesSomething(step) || (state === 'done' && isHandwork(step));
  });
}

function isHandwork({ spec, phase }: PlanStep): boolean {
  return spec.kind === 'manual-task' && phase !== 'decide';
}
