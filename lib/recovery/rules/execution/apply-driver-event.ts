import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { Execution, PersonAsked, StepProgress } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import type { Advanced, DriverEvent } from './events';
import { canEscalate, findPlanned, findProgress, hasEnded, startableSteps } from './reading';
import { enter } from './settle';
import { byConsole, say, toState, withStep } from './writing';

/** How often a step whose outcome is not known is begun by itself, where that cannot do harm. */
export const mostAttemptsByItself = 3;

type Applied = Exclude<DriverEvent, { readonly kind: 'tick' }>;
type OnStep = Extract<Applied, { readonly stepId: string }>;

/** What the driver did or saw. An event that does not fit what is written down is refused: one of the two is wrong. */
export function applyDriverEvent(execution: Execution, event: Applied, now: EpochMs): Advanced {
  switch (event.kind) {
    case 'clock-read':
      return advanced({ ...execution, clock: event.clock });
    case 'facts-read':
      return advanced({ ...execution, facts: event.facts });
    case 'claimed':
      if (hasEnded(execution)) return refused(`The run has ended: it is ${execution.state}`);
      return advanced(say({ ...execution, driver: event.driver }, now, 'Driven from here on', event.driver));
    case 'gave-up':
      if (hasEnded(execution)) return refused(`The run has ended: it is ${execution.state}`);
      return advanced(enter(say(execution, now, event.because), 'failed', now));
    default:
      return applyToStep(execution, event, now);
  }
}

function applyToStep(execution: Execution, event: OnStep, now: EpochMs): Advanced {
  const step = findProgress(execution, event.stepId);
  const planned = findPlanned(execution, event.stepId);
  if (step === undefined || planned === undefined) return refused(`The run has no step ${event.stepId}`);
  if (event.kind === 'step-started') return start(execution, planned, now);
  if (hasEnded(execution)) return settleRecord(execution, step, event, now);
  if (event.kind === 'step-read-back') return readBack(execution, step, planned, event, now);
  if (step.state !== 'running' && step.state !== 'waiting')
    return refused(`${event.stepId} is ${step.state}, not under way`);
  if (event.kind === 'step-done' && planned.spec.kind === 'approval' && !isAgreed(execution)) {
    return refused(`${event.stepId} ends by a second person's word only`);
  }
  return advanced(record(execution, planned, event, now));
}

function isAgreed({ dryRun, approval }: Execution): boolean {
  return dryRun || approval.state === 'given';
}

function start(execution: Execution, planned: PlanStep, now: EpochMs): Advanced {
  const { id } = planned;
  if (!startableSteps(execution).includes(id)) return refused(`${id} may not begin now`);
  const begun = withStep(execution, id, (step) => ({
    ...toState(step, 'running', planned.title),
    attempt: step.attempt + 1,
    startedAt: now,
  }));
  // An approval that was used does not expire any more.
  const isUsed = execution.approval.state === 'given' && changesSomething(planned);
  const approval = isUsed ? { ...begun.approval, expiresAt: 'never' as const } : begun.approval;
  return advanced(say({ ...begun, approval }, now, planned.title, execution.driver, id));
}

type Outcome = Exclude<OnStep, { readonly kind: 'step-started' | 'step-read-back' }>;

function record(execution: Execution, planned: PlanStep, event: Outcome, now: EpochMs): Execution {
  const { stepId } = event;
  switch (event.kind) {
    case 'step-called':
      return withStep(execution, stepId, (step) => ({ ...step, calls: [...step.calls, event.call] }));
    case 'step-noted':
      if (event.quiet) return withStep(execution, stepId, (step) => ({ ...step, sentence: event.sentence }));
      return tell(execution, event, now, (step) => ({ ...step, sentence: event.sentence }));
    case 'step-waits':
      return waitFor(execution, planned, event, now);
    case 'step-done':
      return finish(execution, planned, event, now);
    case 'step-failed':
      return tell(
        execution,
        { ...event, sentence: `${event.sentence}${escalationOffer(execution, planned)}` },
        now,
        (step) => toState(step, 'failed', event.sentence, now),
      );
    case 'step-unknown':
      return doubt(execution, planned, event, now);
  }
}

/** A fence that is not proven passes by a person's word only, also where the step itself says that it is done. */
function finish(
  execution: Execution,
  planned: PlanStep,
  event: Extract<Outcome, { readonly kind: 'step-done' }>,
  now: EpochMs,
): Execution {
  const { fence = 'unproven', stepId, sentence, isUnproven } = event;
  if (planned.spec.kind === 'fence-writer' && fence !== 'proven' && !execution.dryRun) {
    return waitFor(
      execution,
      planned,
      { kind: 'step-waits', stepId, sentence, waitsFor: 'acknowledge-risk', fence },
      now,
    );
  }
  const isFence = planned.spec.kind === 'fence-writer';
  return tell(execution, event, now, (step) => ({
    ...toState(step, 'done', sentence, now),
    ...(isFence && !execution.dryRun ? { fence } : {}),
    ...(isUnproven === true && !execution.dryRun ? { isUnproven } : {}),
  }));
}

function waitFor(
  execution: Execution,
  planned: PlanStep,
  event: Extract<Outcome, { readonly kind: 'step-waits' }>,
  now: EpochMs,
): Execution {
  const { sentence, fence } = event;
  const waitsFor = whomItAsks(planned) ?? event.waitsFor;
  const waits = tell(execution, event, now, (step) => ({
    ...toState(step, 'waiting', sentence),
    waitsFor,
    ...(fence === undefined ? {} : { fence }),
  }));
  if (waitsFor !== 'approve' || planned.spec.kind !== 'approval') return waits;
  const expiresAt = now + planned.spec.validSeconds * 1000;
  return { ...waits, approval: { ...waits.approval, state: 'waiting', expiresAt } };
}

/** A fence asks for its risk to be accepted and an approval for approval, whatever the driver says. */
function whomItAsks({ spec }: PlanStep): PersonAsked | undefined {
  if (spec.kind === 'fence-writer') return 'acknowledge-risk';
  return spec.kind === 'approval' ? 'approve' : undefined;
}

/** What can be repeated without harm is, a few times; everything else stops and asks. */
function doubt(
  execution: Execution,
  planned: PlanStep,
  event: Extract<Outcome, { readonly kind: 'step-unknown' }>,
  now: EpochMs,
): Execution {
  const attempt = findProgress(execution, event.stepId)?.attempt ?? mostAttemptsByItself;
  const isHarmless = planned.facts.idempotency === 'idempotent' && attempt < mostAttemptsByItself;
  const sentence = isHarmless
    ? `${event.sentence}. To be done again: repeating it does no harm`
    : `${event.sentence}. Whether it happened is not known: look, then say whether to do it again or to go on`;
  return tell(execution, { ...event, sentence }, now, (step) =>
    toState(step, isHarmless ? 'pending' : 'in-doubt', sentence),
  );
}

function readBack(
  execution: Execution,
  step: StepProgress,
  planned: PlanStep,
  event: Extract<OnStep, { readonly kind: 'step-read-back' }>,
  now: EpochMs,
): Advanced {
  if (step.state !== 'running' && step.state !== 'in-doubt') {
    return refused(`${event.stepId} is ${step.state}: there is nothing to read back`);
  }
  if (event.verdict === 'unknown') return advanced(doubt(execution, planned, { ...event, kind: 'step-unknown' }, now));
  if (event.verdict !== 'did-not-happen') {
    return advanced(tell(execution, event, now, (before) => toState(before, 'running', event.sentence)));
  }
  const asks = planned.facts.idempotency === 'manual-after-doubt';
  const sentence = asks ? `${event.sentence}. Say whether to do it again` : event.sentence;
  return advanced(
    tell(execution, { ...event, sentence }, now, (before) => toState(before, asks ? 'in-doubt' : 'pending', sentence)),
  );
}

/** What comes in after the end is written down; it changes no state but the step's own. */
function settleRecord(execution: Execution, step: StepProgress, event: OnStep, now: EpochMs): Advanced {
  if (event.kind === 'step-called') {
    return advanced(
      withStep(execution, event.stepId, (before) => ({ ...before, calls: [...before.calls, event.call] })),
    );
  }
  const isKnown = event.kind === 'step-done' || event.kind === 'step-failed';
  if (step.state !== 'in-doubt' || !isKnown) return refused(`The run has ended: it is ${execution.state}`);
  const state = event.kind === 'step-done' ? 'done' : 'failed';
  const proof = event.kind === 'step-done' && event.isUnproven === true ? { isUnproven: true as const } : {};
  return advanced(
    tell(execution, event, now, (before) => ({ ...toState(before, state, event.sentence, now), ...proof })),
  );
}

function escalationOffer(execution: Execution, { modes }: PlanStep): string {
  if (!canEscalate(execution) || modes.includes('ungraceful')) return '';
  return `. The run stops here. Giving ${execution.source} up is possible, with the loss of what has not arrived`;
}

function tell(
  execution: Execution,
  { stepId, sentence }: { readonly stepId: string; readonly sentence: string },
  now: EpochMs,
  change: (step: StepProgress) => StepProgress,
): Execution {
  const by = execution.driver === 'none' ? byConsole : execution.driver;
  return withStep(say(execution, now, sentence, by, stepId), stepId, change);
}

function advanced(execution: Execution): Advanced {
  return { state: 'advanced', execution };
}

function refused(because: string): Advanced {
  return { state: 'refused', because };
}
