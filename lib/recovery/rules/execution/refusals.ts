import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import type { StepKind } from '@/lib/domain/recovery/step';
import type { EpochMs } from '@/lib/domain/time';
import { approvalState } from '../approval-state';
import { changesSomething, stepsOfMode } from '../step-graph';
import type { PersonEvent } from './events';
import { canBeGraceful, canEscalate, findPlanned, findProgress, hasEnded } from './reading';

/** What may not be left out: the gates, a second person's word, and the fence, which has a word of its own. */
const neverSkipped: readonly StepKind[] = ['precheck', 'approval', 'fence-writer'];

/** Why a person may not do something now, one sentence; `none` where nothing is against it. */
export function refusalOf(execution: Execution, event: PersonEvent, now: EpochMs): string | 'none' {
  if (hasEnded(execution)) return `The run has ended: it is ${execution.state}`;
  switch (event.kind) {
    case 'approve':
      return refuseApproval(execution, event, now);
    case 'decline':
      return isAskedFor(execution, 'approve') ? withReason(event.reason) : 'Nobody is asked for an approval now';
    case 'pause':
      return refusePause(execution);
    case 'resume':
      return execution.state === 'paused-by-operator' ? 'none' : 'The run is not paused by a person';
    case 'cancel':
      return withReason(event.reason);
    case 'escalate':
      return refuseEscalation(execution, event.reason);
    case 'make-graceful':
      return refuseGrace(execution, event.reason);
    default:
      return refuseOnStep(execution, event);
  }
}

function refuseApproval(
  execution: Execution,
  { by, boundTo }: Extract<PersonEvent, { readonly kind: 'approve' }>,
  now: EpochMs,
): string | 'none' {
  if (!isAskedFor(execution, 'approve')) return 'Nobody is asked for an approval now';
  if (by === execution.startedBy) return `${by} started the run: a second person must agree`;
  if (boundTo !== execution.approval.boundTo) {
    return 'What was approved is not what would be run now: look at the plan and the figures again';
  }
  return approvalState(execution.approval, now) === 'waiting' ? 'none' : 'The time to agree is over: start anew';
}

function refusePause({ state, dryRun }: Execution): string | 'none' {
  if (dryRun) return 'A dry run changes nothing: let it end, or cancel it';
  return state === 'running' || state === 'awaiting-approval' || state === 'pending'
    ? 'none'
    : `A run that is ${state} has nothing to pause`;
}

/** A graceful run gives its source up only while it is stuck, and while nothing graceful is under way or built upon. */
function refuseEscalation(execution: Execution, reason: string): string | 'none' {
  if (!canEscalate(execution)) return 'The run has no ungraceful way to go on by';
  if (!isPaused(execution)) return 'A run gives its source up only while it is paused: pause it first';
  return refuseOtherWay(execution, 'ungraceful', reason);
}

/**
 * A run goes on gracefully only while it is paused, and while nothing that gives the source up was begun: a promotion
 * leaves nothing to switch over.
 */
function refuseGrace(execution: Execution, reason: string): string | 'none' {
  if (!canBeGraceful(execution)) return 'The run has no graceful way to go on by';
  if (!isPaused(execution)) return 'A run goes on gracefully only from a pause: pause it first';
  const graceful = new Set(stepsOfMode(execution.route, 'graceful').map(({ id }) => id));
  const done = stepsOfMode(execution.route, 'ungraceful').find(
    (planned) => !graceful.has(planned.id) && changesSomething(planned) && hasBegun(execution, planned.id),
  );
  if (done !== undefined) return `${done.id} has begun already: ${execution.source} is given up`;
  return refuseOtherWay(execution, 'graceful', reason);
}

function refuseOtherWay(execution: Execution, mode: PlanMode, reason: string): string | 'none' {
  const planned = stepsOfMode(execution.route, mode);
  const ids = new Set(planned.map(({ id }) => id));
  const underWay = execution.steps.find(({ stepId, state }) => state === 'running' && !ids.has(stepId));
  if (underWay !== undefined) return `${underWay.stepId} is still under way: wait until it has ended`;
  const early = planned.find(
    ({ id, after }) => hasBegun(execution, id) && after.some((other) => !findProgress(execution, other)),
  );
  if (early !== undefined) {
    return `${early.id} has begun on the ${execution.mode} way already: cancel, and start a run that is ${mode}`;
  }
  return withReason(reason);
}

function hasBegun(execution: Execution, stepId: string): boolean {
  const startedAt = findProgress(execution, stepId)?.startedAt;
  return startedAt !== undefined && startedAt !== 'not-yet';
}

type OnStep = Extract<PersonEvent, { readonly stepId: string }>;

function refuseOnStep(execution: Execution, event: OnStep): string | 'none' {
  const step = findProgress(execution, event.stepId);
  const kind = findPlanned(execution, event.stepId)?.spec.kind;
  if (step === undefined || kind === undefined) return `The run has no step ${event.stepId}`;
  const isStuck = step.state === 'failed' || step.state === 'in-doubt';
  switch (event.kind) {
    case 'retry-step':
      return isStuck ? withReason(event.reason) : `${event.stepId} is ${step.state}: only what failed is done again`;
    case 'skip-step': {
      if (neverSkipped.includes(kind)) return `A ${kind} step cannot be left out`;
      const isSkippable = isStuck || step.state === 'waiting' || (step.state === 'pending' && isPaused(execution));
      return isSkippable ? withReason(event.reason) : `${event.stepId} is ${step.state}: it cannot be left out now`;
    }
    case 'acknowledge-risk': {
      const isAsked = step.waitsFor === 'acknowledge-risk' || (isStuck && kind === 'fence-writer');
      return isAsked ? withReason(event.reason) : `${event.stepId} asks for no risk to be accepted`;
    }
    case 'task-done':
      return step.waitsFor === 'task-done' ? 'none' : `${event.stepId} waits for no task of a person`;
  }
}

function isAskedFor({ steps }: Execution, asked: 'approve'): boolean {
  return steps.some(({ waitsFor }) => waitsFor === asked);
}

function isPaused({ state }: Execution): boolean {
  return state === 'paused-by-operator' || state === 'paused-by-failed-step';
}

function withReason(reason: string): string | 'none' {
  return reason.trim() === '' ? 'It needs a reason' : 'none';
}
