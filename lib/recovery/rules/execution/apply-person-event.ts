import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { changeMode } from './change-mode';
import type { PersonEvent } from './events';
import { findPlanned, isOver } from './reading';
import { enter } from './settle';
import { say, toState, withStep } from './writing';

/** What a person did, once nothing stands against it. */
export function applyPersonEvent(execution: Execution, event: PersonEvent, now: EpochMs): Execution {
  switch (event.kind) {
    case 'approve':
      return approve(execution, event.by, now);
    case 'decline': {
      const { approval } = execution;
      const declined: Execution = { ...execution, approval: { ...approval, state: 'declined', by: event.by, at: now } };
      return cancel(say(declined, now, `Declined: ${event.reason}`, event.by), now);
    }
    case 'pause':
      return enter(say(execution, now, `Paused: ${event.reason}`, event.by), 'paused-by-operator', now);
    case 'resume':
      return { ...say(execution, now, 'Resumed', event.by), state: 'running', stateSince: now };
    case 'cancel':
      return cancel(say(execution, now, `Cancelled: ${event.reason}`, event.by), now);
    case 'escalate':
    case 'make-graceful':
      return changeMode(execution, event, now);
    case 'retry-step':
      return onStep(execution, event, `To be done again: ${event.reason}`, now, (step, sentence) => {
        // What is to be deleted may be another thing by now: it is asked for anew.
        const { agreedBy: _before, ...rest } = toState(step, 'pending', sentence);
        return rest;
      });
    case 'skip-step':
      return onStep(execution, event, `Left out: ${event.reason}`, now, (step, sentence) => ({
        ...toState(step, 'skipped', sentence, now),
        skippedBecause: event.reason,
      }));
    case 'acknowledge-risk':
      if (findPlanned(execution, event.stepId)?.spec.kind === 'clean-up') {
        return onStep(execution, event, `Its deletion was agreed to: ${event.reason}`, now, (step, sentence) => ({
          ...toState(step, 'pending', sentence),
          agreedBy: event.by,
        }));
      }
      return onStep(
        execution,
        event,
        `The risk of two writers was accepted: ${event.reason}`,
        now,
        (step, sentence) => ({
          ...toState(step, 'done', sentence, now),
          fence: step.fence ?? 'unproven',
        }),
      );
    case 'task-done':
      return onStep(execution, event, `Done by hand: ${event.note}`, now, (step, sentence) =>
        toState(step, 'done', sentence, now),
      );
  }
}

function approve(execution: Execution, by: string, now: EpochMs): Execution {
  const asked = execution.steps.find(({ waitsFor }) => waitsFor === 'approve');
  const planned = asked === undefined ? undefined : findPlanned(execution, asked.stepId);
  const validMs = planned?.spec.kind === 'approval' ? planned.spec.validSeconds * 1000 : 0;
  const approval = { ...execution.approval, state: 'given', by, at: now, expiresAt: now + validMs } as const;
  const given = say({ ...execution, approval }, now, 'Approved', by, asked?.stepId ?? 'none');
  if (asked === undefined) return given;
  return withStep(given, asked.stepId, (step) => toState(step, 'done', `Approved by ${by}`, now));
}

/**
 * Ends the run at once. What was under way and may have happened is left in doubt, for the record; what it did is not
 * undone.
 */
export function cancel(execution: Execution, now: EpochMs): Execution {
  const steps = execution.steps.map((step): StepProgress => {
    if (isOver(step) || step.state === 'in-doubt' || step.state === 'failed') return step;
    const planned = findPlanned(execution, step.stepId);
    const mayHaveHappened = step.state === 'running' && planned !== undefined && changesSomething(planned);
    if (!mayHaveHappened) return toState(step, 'cancelled', 'The run was cancelled', now);
    return toState(
      step,
      'in-doubt',
      'The run was cancelled while this was under way: whether it happened is not known',
    );
  });
  return enter({ ...execution, steps }, 'cancelled', now);
}

function onStep(
  execution: Execution,
  { stepId, by }: { readonly stepId: string; readonly by: string },
  sentence: string,
  now: EpochMs,
  change: (step: StepProgress, sentence: string) => StepProgress,
): Execution {
  return withStep(say(execution, now, sentence, by, stepId), stepId, (step) => change(step, sentence));
}
