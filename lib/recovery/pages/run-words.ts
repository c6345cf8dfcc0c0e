import { type Execution, endedStates, type StepProgress, type StepState } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatCount } from '@/lib/domain/wording/list';
import { findPlanned, isOver, plannedSteps } from '../rules/execution/reading';

/** How far a run is: steps that have ended and all of its mode. */
export function stepCount(execution: Execution): { readonly ended: number; readonly all: number } {
  const planned = new Set(plannedSteps(execution).map(({ id }) => id));
  const steps = execution.steps.filter(({ stepId }) => planned.has(stepId));
  return { ended: steps.filter(isOver).length, all: steps.length };
}

/** State of a run in words, with the amount or the name that belongs to it. */
export function stateWords(execution: Execution, now: EpochMs): string {
  const { state, stateSince, createdAt, endedAt } = execution;
  const since = formatDuration(Math.max(0, (now - stateSince) / 1000));
  switch (state) {
    case 'pending':
      return 'Not started';
    case 'running':
      return `${isWaiting(execution) ? 'Waiting for a person' : 'Running'}, ${stepWords(execution)}`;
    case 'awaiting-approval':
      return `Waiting for approval, ${since}`;
    case 'paused-by-failed-step':
      return isInDoubt(execution) ? `Paused: outcome not known, ${since}` : `Paused: step failed, ${since}`;
    case 'paused-by-operator':
      return `Paused by ${lastToSay(execution, 'Paused:')}, ${since}`;
    case 'verifying-health':
      return `Checking health, ${since}`;
    case 'completed':
      return 'Completed';
    case 'completed-with-exceptions':
      return `Completed with ${formatCount(exceptionsOf(execution).length, 'exception')}`;
    case 'failed':
      return `Failed at ${stepWords(execution)}`;
    case 'cancelled':
      return `Cancelled by ${lastToSay(execution, 'Cancelled:', 'Declined:')}`;
    case 'timed-out':
      return `Timed out after ${formatDuration(((endedAt === 'not-yet' ? now : endedAt) - createdAt) / 1000)}`;
  }
}

/** `step 4 of 9`: the first that has not ended, or the last one. */
function stepWords(execution: Execution): string {
  const { ended, all } = stepCount(execution);
  return `step ${Math.min(ended + 1, all)} of ${all}`;
}

function isInDoubt({ steps }: Execution): boolean {
  return steps.some(({ state }) => state === 'in-doubt') && !steps.some(({ state }) => state === 'failed');
}

function lastToSay({ timeline }: Execution, ...beginnings: readonly string[]): string {
  const entry = timeline.findLast(({ sentence }) => beginnings.some((beginning) => sentence.startsWith(beginning)));
  return entry?.by ?? 'somebody';
}

/** What a run that is completed was completed in spite of; sentences. */
export function exceptionsOf(execution: Execution): readonly string[] {
  const { steps, overridden } = execution;
  const title = (stepId: string) => findPlanned(execution, stepId)?.title ?? stepId;
  const ofSteps = steps.flatMap(({ stepId, state, fence, isUnproven, skippedBecause, sentence }): readonly string[] => {
    if (state === 'skipped') return [`${title(stepId)}: left out, ${skippedBecause ?? 'without a reason'}`];
    if (state === 'failed') return [`${title(stepId)}: failed, ${sentence}`];
    if (isUnproven === true) return [`${title(stepId)}: ${sentence}`];
    return fence !== undefined && fence !== 'proven' ? [`${title(stepId)}: ${fence}`] : [];
  });
  const ofGates = overridden.map(
    ({ code, reason, by }) => `${by} went on in spite of ${code.replaceAll('-', ' ')}: ${reason}`,
  );
  return [...ofSteps, ...ofGates, ...neverSeenServed(execution)];
}

function neverSeenServed({ clock, dryRun, state }: Execution): readonly string[] {
  const isEnded = state === 'completed-with-exceptions' || state === 'completed';
  return isEnded && !dryRun && clock.recoveredAt === 'not-yet' ? ['Users were not seen served for three minutes'] : [];
}

/** Whether a run that is under way stands still until a person has done something. */
export function isWaiting({ state, steps }: Execution): boolean {
  if (state !== 'running' && state !== 'awaiting-approval') return false;
  return steps.some((step) => step.state === 'waiting') && !steps.some((step) => step.state === 'running');
}

/** Whom a run waits for; `nobody` while it goes on by itself. */
export function asksOf(
  execution: Execution,
): 'approval' | 'task' | 'risk' | 'deletion' | 'doubt' | 'failure' | 'resume' | 'nobody' {
  const { state, steps } = execution;
  const waits = (is: (step: StepProgress) => boolean) => steps.some(is);
  if (endedStates.includes(state)) return 'nobody';
  if (waits(({ waitsFor }) => waitsFor === 'approve')) return 'approval';
  const asked = steps.find(({ waitsFor }) => waitsFor === 'acknowledge-risk');
  if (asked !== undefined) return deletes(execution, asked) ? 'deletion' : 'risk';
  if (waits(({ waitsFor }) => waitsFor === 'task-done')) return 'task';
  if (waits((step) => step.state === 'in-doubt')) return 'doubt';
  if (waits((step) => step.state === 'failed')) return 'failure';
  return state === 'paused-by-operator' ? 'resume' : 'nobody';
}

function deletes({ route }: Execution, { stepId }: StepProgress): boolean {
  const planned = route.workflows.flatMap((workflow) => workflow.steps);
  return planned.some(({ id, spec }) => id === stepId && spec.kind === 'clean-up');
}

export const askWords: Readonly<Record<ReturnType<typeof asksOf>, string>> = {
  approval: 'A second person must agree',
  risk: 'Somebody must accept the risk of two writers, or cancel',
  deletion: 'Somebody must agree to what is to be deleted, or leave it out',
  task: 'Something must be done by hand',
  doubt: 'Nobody knows whether a step happened: look, then say how to go on',
  failure: 'A step failed: do it again, leave it out, or cancel',
  resume: 'It goes on when somebody resumes it',
  nobody: 'It goes on by itself',
};

export const stepStateWords: Readonly<Record<StepState, string>> = {
  pending: 'Not begun',
  running: 'Under way',
  waiting: 'Waits for a person',
  'in-doubt': 'Outcome not known',
  failed: 'Failed',
  done: 'Done',
  skipped: 'Left out',
  cancelled: 'Not done',
};

/** How a step fares, in two or three words. */
export function stepWord({
  state,
  isUnproven,
}: Pick<StepProgress, 'state'> & { readonly isUnproven: boolean }): string {
  return isUnproven ? `${stepStateWords[state]}, not proven` : stepStateWords[state];
}
