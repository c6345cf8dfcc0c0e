import type { Execution, ExecutionState } from '@/lib/domain/recovery/execution';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { findProgress, hasEnded, isOver, plannedSteps } from './reading';
import { say } from './writing';

/** How long users may take to be seen served once every step has ended, before the run ends with an exception. */
export const verifyLimitSeconds: Seconds = 1800;

/** Gives a run the state that follows from its steps. An ended one stays as it is; a pause ends by a person's word only. */
export function settle(execution: Execution, now: EpochMs): Execution {
  if (hasEnded(execution) || execution.state === 'paused-by-operator') return execution;
  return enter(execution, stateOf(execution), now);
}

/** Puts a run into a state; the clock of the state starts anew only where it is another one. */
export function enter(execution: Execution, state: ExecutionState, now: EpochMs): Execution {
  if (state === execution.state) return execution;
  const isEnd = hasEnded({ state });
  const changed = { ...execution, state, stateSince: now, endedAt: isEnd ? now : execution.endedAt };
  return state === 'verifying-health'
    ? say(changed, now, 'Every step has ended. Waiting for three minutes in which users are served')
    : isEnd
      ? say(changed, now, endSentence(changed))
      : changed;
}

function stateOf(execution: Execution): ExecutionState {
  const { dryRun, clock, driver } = execution;
  const steps = plannedSteps(execution).flatMap(({ id }) => findProgress(execution, id) ?? []);
  const stuck = steps.some(({ state }) => state === 'failed' || state === 'in-doubt');
  if (dryRun && steps.every((step) => isOver(step) || step.state === 'failed')) return completion(execution);
  if (stuck && !dryRun) return 'paused-by-failed-step';
  if (steps.every(isOver)) return clock.recoveredAt === 'not-yet' ? 'verifying-health' : completion(execution);
  if (steps.some(({ waitsFor }) => waitsFor === 'approve')) return 'awaiting-approval';
  return driver === 'none' ? 'pending' : 'running';
}

/** Completed, or with exceptions: what was skipped, overridden, or accepted without proof. */
export function completion({ steps, overridden }: Execution): ExecutionState {
  const hasException = steps.some(
    ({ state, fence, isUnproven }) =>
      state === 'skipped' || state === 'failed' || (fence !== undefined && fence !== 'proven') || isUnproven === true,
  );
  return hasException || overridden.length > 0 ? 'completed-with-exceptions' : 'completed';
}

function endSentence({ state, dryRun }: Execution): string {
  if (dryRun && state === 'completed') return 'Dry run completed: nothing stands in the way, nothing was changed';
  if (dryRun && state === 'completed-with-exceptions') return 'Dry run completed with exceptions; nothing was changed';
  const words: Partial<Record<ExecutionState, string>> = {
    completed: 'Completed',
    'completed-with-exceptions': 'Completed with exceptions',
    failed: 'Failed',
    cancelled: 'Cancelled',
    'timed-out': 'Timed out',
  };
  return words[state] ?? state;
}
