import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { stepsOfMode } from '../step-graph';
import type { ModeChange } from './events';
import { isOver } from './reading';
import { pendingStep, say, toState } from './writing';

/** The mode a run goes on in after such an event. */
export const modeAfter: Readonly<Record<ModeChange['kind'], PlanMode>> = {
  escalate: 'ungraceful',
  'make-graceful': 'graceful',
};

/**
 * Goes on in the other mode with the figures of now. Steps of the mode before that have not ended are given up; those of
 * both modes keep what they did. A second person agrees once more: mode and figures are not those of before.
 */
export function changeMode(execution: Execution, event: ModeChange, now: EpochMs): Execution {
  const mode = modeAfter[event.kind];
  const planned = stepsOfMode(execution.route, mode);
  const ids = new Set(planned.map(({ id }) => id));
  const approvals = new Set(planned.filter(({ spec }) => spec.kind === 'approval').map(({ id }) => id));
  const kept = execution.steps.map((step) => {
    const isAnew = approvals.has(step.stepId) || (ids.has(step.stepId) && step.state === 'cancelled');
    if (isAnew) return { ...pendingStep(step.stepId), attempt: step.attempt, calls: step.calls };
    return ids.has(step.stepId) || isOver(step) ? step : giveUp(step, mode, now);
  });
  const known = new Set(kept.map(({ stepId }) => stepId));
  const added = planned.filter(({ id }) => !known.has(id)).map(({ id }) => pendingStep(id));
  const changed: Execution = {
    ...execution,
    mode,
    losses: event.losses,
    estimate: event.estimate,
    overridden: event.overridden ?? execution.overridden,
    approval: {
      state: approvals.size > 0 ? 'waiting' : 'not-needed',
      boundTo: event.boundTo,
      by: 'nobody',
      at: 'not-yet',
      expiresAt: 'never',
    },
    steps: [...kept, ...added],
    state: 'running',
    stateSince: now,
  };
  return say(changed, now, `${sayChange(execution, mode)}: ${event.reason}`, event.by);
}

function sayChange({ source }: Execution, mode: PlanMode): string {
  return mode === 'ungraceful'
    ? `${source} is given up, the run goes on ungracefully`
    : `${source} is not given up, the run goes on gracefully`;
}

function giveUp(step: StepProgress, mode: PlanMode, now: EpochMs): StepProgress {
  const wasUnknown = step.state === 'in-doubt' ? '; whether it happened was not known' : '';
  return toState(step, 'cancelled', `Given up for the ${mode} way${wasUnknown}`, now);
}
