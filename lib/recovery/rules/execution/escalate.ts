import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { stepsOfMode } from '../step-graph';
import type { PersonEvent } from './events';
import { isOver } from './reading';
import { pendingStep, say, toState } from './writing';

type Escalation = Extract<PersonEvent, { readonly kind: 'escalate' }>;

/**
 * Goes on ungracefully with the figures of now. Graceful steps that have not ended are given up; those of both modes
 * keep what they did. A second person agrees once more: mode and figures are not those of before.
 */
export function escalate(execution: Execution, event: Escalation, now: EpochMs): Execution {
  const planned = stepsOfMode(execution.route, 'ungraceful');
  const ids = new Set(planned.map(({ id }) => id));
  const approvals = new Set(planned.filter(({ spec }) => spec.kind === 'approval').map(({ id }) => id));
  const kept = execution.steps.map((step) => {
    if (approvals.has(step.stepId)) return { ...pendingStep(step.stepId), attempt: step.attempt, calls: step.calls };
    return ids.has(step.stepId) || isOver(step) ? step : giveUp(step, now);
  });
  const known = new Set(kept.map(({ stepId }) => stepId));
  const added = planned.filter(({ id }) => !known.has(id)).map(({ id }) => pendingStep(id));
  const escalated: Execution = {
    ...execution,
    mode: 'ungraceful',
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
  return say(
    escalated,
    now,
    `${execution.source} is given up, the run goes on ungracefully: ${event.reason}`,
    event.by,
  );
}

function giveUp(step: StepProgress, now: EpochMs): StepProgress {
  const wasUnknown = step.state === 'in-doubt' ? '; whether it happened was not known' : '';
  return toState(step, 'cancelled', `Given up for the ungraceful way${wasUnknown}`, now);
}
