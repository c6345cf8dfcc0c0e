import type { Execution, StepProgress, TimelineEntry } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';

/** The console itself, where nobody in particular did it. */
export const byConsole = 'antipode';

/** A run with one more sentence on its timeline. */
export function say(
  execution: Execution,
  now: EpochMs,
  sentence: string,
  by: string = byConsole,
  stepId: string | 'none' = 'none',
): Execution {
  const number = execution.timeline.length + 1;
  const entry: TimelineEntry = { number, at: now, sentence, by, stepId };
  return { ...execution, timeline: [...execution.timeline, entry] };
}

/** A run with one of its steps changed. */
export function withStep(
  execution: Execution,
  stepId: string,
  change: (step: StepProgress) => StepProgress,
): Execution {
  return { ...execution, steps: execution.steps.map((step) => (step.stepId === stepId ? change(step) : step)) };
}

/** A step in another state; what it waited for is over, and so is what an earlier end of it left unproven. */
export function toState(
  step: StepProgress,
  state: StepProgress['state'],
  sentence: string,
  endedAt: StepProgress['endedAt'] = 'not-yet',
): StepProgress {
  const { waitsFor: _waitsFor, isUnproven: _isUnproven, ...rest } = step;
  return { ...rest, state, sentence, endedAt };
}

export function pendingStep(stepId: string): StepProgress {
  return { stepId, state: 'pending', attempt: 0, startedAt: 'not-yet', endedAt: 'not-yet', sentence: '', calls: [] };
}
