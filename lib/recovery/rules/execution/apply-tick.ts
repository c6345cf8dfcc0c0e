import { changesSomething, hasChangedSomething } from '@/lib/domain/recovery/changed-something';
import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { approvalState } from '../approval-state';
import { applyDriverEvent } from './apply-driver-event';
import { canEscalate, findPlanned, hasEnded } from './reading';
import { enter, verifyLimitSeconds } from './settle';
import { say, toState, withStep } from './writing';

/** What ends by time alone: approvals, steps past their limit, and the wait for users to be served. */
export function applyTick(execution: Execution, now: EpochMs): Execution {
  if (hasEnded(execution)) return execution;
  const agreed = endApproval(execution, now);
  if (hasEnded(agreed)) return agreed;
  const limited = agreed.steps.reduce((run, step) => endStep(run, step, now), agreed);
  const { state, stateSince } = limited;
  if (state !== 'verifying-health' || now - stateSince < verifyLimitSeconds * 1000) return limited;
  const sentence = `Users were not seen served for three minutes within ${formatDuration(verifyLimitSeconds)}`;
  return enter(say(limited, now, sentence), 'completed-with-exceptions', now);
}

/** Nothing was changed: the run ends and another one begins with new figures. Otherwise it stops, and may ask again. */
function endApproval(execution: Execution, now: EpochMs): Execution {
  const { approval } = execution;
  if (approvalState(approval, now) !== 'expired' || approval.state === 'expired') return execution;
  const words = approval.state === 'given' ? 'What was approved was not begun in time' : 'Nobody agreed in time';
  const expired = say({ ...execution, approval: { ...approval, state: 'expired' } }, now, words);
  if (!hasChangedSomething(expired)) {
    const steps = expired.steps.map((step): StepProgress => {
      const isOpen = step.state === 'pending' || step.state === 'waiting' || step.state === 'running';
      return isOpen ? toState(step, 'cancelled', words, now) : step;
    });
    return enter({ ...expired, steps }, 'timed-out', now);
  }
  const ids = execution.steps.map(({ stepId }) => stepId);
  const approvals = ids.filter((id) => findPlanned(execution, id)?.spec.kind === 'approval');
  return approvals.reduce((run, id) => withStep(run, id, (step) => toState(step, 'failed', words, now)), expired);
}

/**
 * A step past its limit has failed, unless it may have done something that must not be done twice: then it is in doubt.
 * A person who was asked to accept a risk is given all the time there is.
 */
function endStep(execution: Execution, step: StepProgress, now: EpochMs): Execution {
  const planned = findPlanned(execution, step.stepId);
  if (planned === undefined || step.startedAt === 'not-yet') return execution;
  if (step.state !== 'running' && step.waitsFor !== 'task-done') return execution;
  if (now - step.startedAt < planned.timeoutSeconds * 1000) return execution;
  const seen =
    step.sentence === '' || step.sentence === planned.title ? '' : `. Seen last: ${withoutStop(step.sentence)}`;
  const sentence = `It did not end within ${formatDuration(planned.timeoutSeconds)}${seen}`;
  const isDoubtful =
    step.state === 'running' && changesSomething(planned) && planned.facts.idempotency !== 'idempotent';
  if (!isDoubtful) {
    const ended = applyDriverEvent(execution, { kind: 'step-failed', stepId: step.stepId, sentence }, now);
    return ended.state === 'advanced' ? ended.execution : execution;
  }
  const canGiveUp = canEscalate(execution) && !planned.modes.includes('ungraceful');
  const offer = canGiveUp ? `, or give ${execution.source} up` : '';
  const words = `${sentence}; whether it will is not known: look, then say whether to do it again or to go on${offer}`;
  return withStep(say(execution, now, words, undefined, step.stepId), step.stepId, (before) =>
    toState(before, 'in-doubt', words),
  );
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
