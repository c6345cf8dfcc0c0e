import { type Execution, type ExecutionVerb, executionVerbs } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { PersonEvent } from './events';
import { refusalOf } from './refusals';

/**
 * What people may do to the run now, by the same rules that judge what they do. Who may is theirs to show; nobody's name
 * and nobody's reason stand in the way here.
 */
export function allowedNow(execution: Execution, now: EpochMs): Execution['allowedNow'] {
  return executionVerbs.flatMap((verb) =>
    subjectsOf(verb, execution)
      .filter((stepId) => refusalOf(execution, trial(verb, stepId, execution), now) === 'none')
      .map((stepId) => ({ verb, stepId })),
  );
}

const aboutSteps: readonly ExecutionVerb[] = ['retry-step', 'skip-step', 'acknowledge-risk', 'task-done'];

function subjectsOf(verb: ExecutionVerb, { steps }: Execution): readonly string[] {
  return aboutSteps.includes(verb) ? steps.map(({ stepId }) => stepId) : ['none'];
}

function trial(verb: ExecutionVerb, stepId: string, { approval, losses, estimate }: Execution): PersonEvent {
  const { boundTo } = approval;
  // Someone who did not start it, with a reason.
  const by = '\u0000somebody else';
  return { kind: verb, by, reason: 'a reason', note: 'a note', stepId, boundTo, losses, estimate } as PersonEvent;
}
