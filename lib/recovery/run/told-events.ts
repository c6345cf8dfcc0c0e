import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { StepAttempt } from '@/lib/persistence/step-attempts';
import type { DriverEvent } from '../rules/execution/events';
import type { DryRun, ReadBack, StepCheck, StepMemory, StepOutcome } from '../steps/step-kind';

/** What a step said, as the state machine is told it and as its attempt is kept. */
export interface Told {
  readonly events: readonly DriverEvent[];
  readonly attempt: AttemptSeen;
}

export type AttemptSeen = Pick<StepAttempt, 'state' | 'sentence'> &
  Partial<Pick<StepAttempt, 'endedMs' | 'lookAtMs' | 'remembered'>> & { readonly calls: readonly CallRecord[] };

/**
 * What performing a step or looking at it came to. An outcome that nobody knows says nothing of how it goes on: that is
 * for reading back to tell.
 */
export function toldBy(stepId: string, seen: StepOutcome | StepCheck, now: EpochMs): Told {
  const { sentence } = seen;
  const calls = seen.calls ?? [];
  const called = calls.map((call): DriverEvent => ({ kind: 'step-called', stepId, call }));
  const kept = { calls, sentence };
  switch (seen.state) {
    case 'done': {
      const fence = seen.fence === undefined ? {} : { fence: seen.fence };
      const proof = seen.isUnproven === true ? { isUnproven: true as const } : {};
      return {
        events: [...called, { kind: 'step-done', stepId, sentence, ...fence, ...proof }],
        attempt: { ...kept, state: 'done', endedMs: now },
      };
    }
    case 'begun':
      return {
        events: [...called, { kind: 'step-noted', stepId, sentence }],
        attempt: { ...kept, state: 'begun', ...later(seen, now) },
      };
    case 'not-yet':
      return {
        events: [...called, { kind: 'step-noted', stepId, sentence, quiet: true }],
        attempt: { ...kept, state: 'begun', ...later(seen, now) },
      };
    case 'waits': {
      const fence = seen.fence === undefined ? {} : { fence: seen.fence };
      return {
        events: [...called, { kind: 'step-waits', stepId, sentence, waitsFor: seen.waitsFor, ...fence }],
        attempt: { ...kept, state: 'waits', endedMs: now },
      };
    }
    case 'unknown':
      return {
        events: [...called, { kind: 'step-noted', stepId, sentence }],
        attempt: { ...kept, state: 'unknown', remembered: seen.remember },
      };
    default: {
      const words = `${sentence} ${seen.next}`;
      return {
        events: [...called, { kind: 'step-failed', stepId, sentence: withoutStop(words) }],
        attempt: { ...kept, state: seen.state, endedMs: now },
      };
    }
  }
}

/** What reading back came to. What did happen is looked at from here on, as if it had been heard. */
export function toldByReadBack(stepId: string, seen: ReadBack, now: EpochMs): Told {
  const { verdict, calls } = seen;
  const sentence = withoutStop(`Read back: ${seen.sentence}`);
  const events: readonly DriverEvent[] = [
    ...calls.map((call): DriverEvent => ({ kind: 'step-called', stepId, call })),
    { kind: 'step-read-back', stepId, verdict, sentence },
  ];
  const kept = { calls, sentence };
  if (verdict === 'happened' || verdict === 'under-way') {
    return { events, attempt: { ...kept, state: 'begun', lookAtMs: now } };
  }
  return { events, attempt: { ...kept, state: verdict === 'unknown' ? 'unknown' : 'refused', endedMs: now } };
}

/** What a dry run of a step came to: what stands in the way is told as a failure, and stops nothing. */
export function toldByDryRun(stepId: string, { wouldHappen, inTheWay, calls }: DryRun, now: EpochMs): Told {
  const called = calls.map((call): DriverEvent => ({ kind: 'step-called', stepId, call }));
  const would = wouldHappen.join(' ');
  if (inTheWay.length === 0) {
    return {
      events: [...called, { kind: 'step-done', stepId, sentence: withoutStop(would) }],
      attempt: { state: 'done', sentence: would, calls, endedMs: now },
    };
  }
  const sentence = withoutStop(`In the way: ${inTheWay.join(' ')} ${would}`);
  return {
    events: [...called, { kind: 'step-failed', stepId, sentence }],
    attempt: { state: 'failed', sentence, calls, endedMs: now },
  };
}

function later(seen: { readonly remember: StepMemory; readonly lookAgainIn: number }, now: EpochMs) {
  return { remembered: seen.remember, lookAtMs: now + seen.lookAgainIn * 1000 };
}

/** Sentences of the timeline go on where those of steps end. */
function withoutStop(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}
