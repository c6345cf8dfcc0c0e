import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Execution, StartRequest } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { changesSomething, stepsOfMode } from '../step-graph';
import { sampleExecution, startedAt } from '../testing/sample-execution';
import { advance } from './advance';
import type { ExecutionEvent } from './events';
import { findLiveRun } from './live-run';
import { findPlanned, findProgress, hasEnded, isOver, startableSteps } from './reading';

/** Something that may be tried on a run: most of it driving, the rest whatever people and broken drivers come up with. */
interface Move {
  readonly kind: string;
  readonly step: number;
  readonly seconds: number;
  readonly person: string;
}

const driving = ['go-on', 'go-on', 'go-on', 'go-on', 'go-on', 'begin', 'end', 'fail', 'unknown', 'read-back', 'wait'];
const meddling = [
  'approve',
  'approve',
  'decline',
  'pause',
  'resume',
  'resume',
  'retry',
  'retry',
  'skip',
  'accept',
  'task',
];
const rest = ['escalate', 'escalate', 'grace', 'grace', 'cancel', 'tick', 'tick', 'clock', 'give-up', 'claim', 'claim'];

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 14, arbitrary: fc.constantFrom(...driving) },
      { weight: 4, arbitrary: fc.constantFrom(...meddling) },
      { weight: 1, arbitrary: fc.constantFrom(...rest) },
    ),
    step: fc.nat(20),
    seconds: fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(4000) }),
    person: fc.constantFrom('ada', 'grace'),
  }),
  { minLength: 20, maxLength: 120 },
);

const isModeChange = ({ kind }: ExecutionEvent) => kind === 'escalate' || kind === 'make-graceful';

function toEvent(run: Execution, { kind, step, person: by }: Move): ExecutionEvent {
  const any = run.steps[step % run.steps.length]?.stepId ?? 'none';
  const inState = (...states: readonly string[]) => {
    const found = run.steps.filter(({ state }) => states.includes(state));
    return found[step % Math.max(1, found.length)]?.stepId ?? any;
  };
  const startable = startableSteps(run);
  const underWay = inState('running');
  const sentence = 'So it was';
  const reason = 'because';
  switch (kind) {
    case 'go-on':
      return goOn(run, startable[0], step);
    case 'begin':
      return {
        kind: 'step-started',
        stepId: step % 4 === 0 ? any : (startable[step % Math.max(1, startable.length)] ?? any),
      };
    case 'end':
      return step % 5 === 0
        ? { kind: 'step-done', stepId: underWay, sentence, fence: 'unproven' }
        : { kind: 'step-done', stepId: underWay, sentence, fence: 'proven' };
    case 'fail':
      return { kind: 'step-failed', stepId: underWay, sentence };
    case 'unknown':
      return { kind: 'step-unknown', stepId: underWay, sentence };
    case 'read-back': {
      const verdict = (['happened', 'under-way', 'did-not-happen', 'unknown'] as const)[step % 4] ?? 'unknown';
      return { kind: 'step-read-back', stepId: inState('running', 'in-doubt'), verdict, sentence };
    }
    case 'wait': {
      const spec = findPlanned(run, underWay)?.spec.kind;
      return {
        kind: 'step-waits',
        stepId: underWay,
        waitsFor: spec === 'approval' ? 'approve' : 'task-done',
        sentence,
      };
    }
    case 'approve':
      return { kind: 'approve', by, boundTo: step % 7 === 0 ? 'something else' : run.approval.boundTo };
    case 'decline':
      return step % 4 === 0 ? { kind: 'decline', by, reason } : { kind: 'tick' };
    case 'pause':
      return { kind: 'pause', by, reason };
    case 'resume':
      return { kind: 'resume', by };
    case 'retry':
      return { kind: 'retry-step', by, stepId: inState('failed', 'in-doubt'), reason };
    case 'skip':
      return { kind: 'skip-step', by, stepId: inState('failed', 'in-doubt', 'waiting', 'pending'), reason };
    case 'accept':
      return { kind: 'acknowledge-risk', by, stepId: inState('waiting', 'failed'), reason };
    case 'task':
      return { kind: 'task-done', by, stepId: inState('waiting'), note: 'done' };
    case 'escalate':
      return { kind: 'escalate', by, reason, losses: [], estimate: run.estimate, boundTo: `new ${step}` };
    case 'grace':
      return { kind: 'make-graceful', by, reason, losses: [], estimate: run.estimate, boundTo: `new ${step}` };
    case 'cancel':
      return step % 3 === 0 ? { kind: 'cancel', by, reason } : { kind: 'tick' };
    case 'clock':
      return { kind: 'clock-read', clock: { ...run.clock, recoveredAt: step % 2 === 0 ? startedAt : 'not-yet' } };
    case 'give-up':
      return step === 0 ? { kind: 'gave-up', because: 'It contradicts itself' } : { kind: 'tick' };
    case 'claim':
      return { kind: 'claimed', driver: `engine-${step % 2}` };
    default:
      return { kind: 'tick' };
  }
}

/** What lets the run come further: something ends, or something begins, or somebody clears the way. */
function goOn(run: Execution, startable: string | undefined, step: number): ExecutionEvent {
  const running = run.steps.find(({ state }) => state === 'running');
  const kind = running === undefined ? undefined : findPlanned(run, running.stepId)?.spec.kind;
  if (running !== undefined && kind === 'approval' && !run.dryRun) {
    return { kind: 'step-waits', stepId: running.stepId, waitsFor: 'approve', sentence: 'Asked' };
  }
  if (running !== undefined && (startable === undefined || step % 2 === 0)) {
    return {
      kind: 'step-done',
      stepId: running.stepId,
      sentence: 'Done',
      fence: step % 5 === 0 ? 'unproven' : 'proven',
    };
  }
  if (startable !== undefined) return { kind: 'step-started', stepId: startable };
  const [way] = run.allowedNow.filter(({ verb }) => verb !== 'cancel' && verb !== 'decline' && verb !== 'pause');
  const by = 'grace';
  const reason = 'because';
  switch (way?.verb) {
    case 'approve':
      return { kind: 'approve', by, boundTo: run.approval.boundTo };
    case 'resume':
      return { kind: 'resume', by };
    case 'retry-step':
    case 'skip-step':
    case 'acknowledge-risk':
      return { kind: way.verb, by, stepId: way.stepId, reason };
    case 'task-done':
      return { kind: 'task-done', by, stepId: way.stepId, note: 'done' };
    default:
      return { kind: 'clock-read', clock: { ...run.clock, recoveredAt: startedAt } };
  }
}

interface Passage {
  readonly before: Execution;
  readonly event: ExecutionEvent;
  readonly after: Execution;
  readonly now: EpochMs;
}

/** Every accepted event of a history, with the run before and after it. */
function passages(request: Partial<StartRequest>, history: readonly Move[]): readonly Passage[] {
  let run = sampleExecution(request);
  let now = startedAt;
  const found: Passage[] = [];
  for (const move of [{ kind: 'claim', step: 0, seconds: 0, person: 'ada' }, ...history]) {
    now += move.seconds * 1000;
    const event = toEvent(run, move);
    const advanced = advance(run, event, now);
    if (advanced.state === 'refused') {
      expect(advanced.because).not.toBe('');
      continue;
    }
    found.push({ before: run, event, after: advanced.execution, now });
    run = advanced.execution;
  }
  return found;
}

const starts = fc.record({
  mode: fc.constantFrom('graceful' as const, 'graceful' as const, 'ungraceful' as const),
  dryRun: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

/** What holds of every accepted event. */
const rules: Readonly<Record<string, (passage: Passage) => void>> = {
  'no step begins before those it waits for have ended, nor while the run is held up': ({ before, event }) => {
    if (event.kind !== 'step-started') return;
    expect(['running', 'awaiting-approval']).toContain(before.state);
    const planned = stepsOfMode(before.route, before.mode).find(({ id }) => id === event.stepId);
    for (const id of planned?.after ?? ['not planned']) {
      const other = findProgress(before, id);
      expect(other !== undefined && (isOver(other) || (before.dryRun && other.state === 'failed'))).toBe(true);
    }
  },

  'no step that has ended begins again, but for an approval of other figures and what the other mode had given up': ({
    before,
    after,
    event,
  }) => {
    for (const step of before.steps.filter(isOver)) {
      const later = findProgress(after, step.stepId);
      const isApproval = findPlanned(before, step.stepId)?.spec.kind === 'approval';
      const asksAnew =
        isApproval && (isModeChange(event) || (event.kind === 'tick' && after.approval.state === 'expired'));
      const isRevived = isModeChange(event) && step.state === 'cancelled';
      if (!asksAnew && !isRevived) expect(later?.state).toBe(step.state);
    }
  },

  'nothing is changed without the approval it needs': ({ before, event }) => {
    if (event.kind !== 'step-started' || before.dryRun) return;
    const planned = findPlanned(before, event.stepId);
    if (planned && changesSomething(planned)) expect(before.approval.state).toBe('given');
  },

  'it is approved by somebody else than who started it': ({ after }) => {
    if (after.approval.state === 'given') expect(after.approval.by).not.toBe(after.startedBy);
  },

  'an end is final: state, mode and steps that have ended stay, and nothing begins': ({ before, after, event }) => {
    if (!hasEnded(before)) return;
    expect(after.state).toBe(before.state);
    expect(after.endedAt).toBe(before.endedAt);
    expect(after.mode).toBe(before.mode);
    expect(after.allowedNow).toEqual([]);
    expect(event.kind).not.toBe('step-started');
  },

  'it can always be cancelled, and then has ended': ({ after, now }) => {
    const cancelled = advance(after, { kind: 'cancel', by: 'ada', reason: 'stop' }, now);
    if (hasEnded(after)) expect(cancelled.state).toBe('refused');
    else expect(cancelled).toMatchObject({ state: 'advanced', execution: { state: 'cancelled' } });
  },

  'an outcome that is not known is left by a person, by reading back, or where repeating does no harm': ({
    before,
    after,
    event,
  }) => {
    for (const step of before.steps.filter(({ state }) => state === 'in-doubt')) {
      const later = findProgress(after, step.stepId)?.state;
      if (later === 'in-doubt') continue;
      const byPerson = ['retry-step', 'skip-step', 'acknowledge-risk', 'escalate', 'make-graceful', 'cancel'];
      const isLateAnswer = hasEnded(before) && (event.kind === 'step-done' || event.kind === 'step-failed');
      expect(byPerson.includes(event.kind) || event.kind === 'step-read-back' || isLateAnswer).toBe(true);
    }
    if (event.kind !== 'step-unknown') return;
    const repeats = findProgress(after, event.stepId)?.state === 'pending';
    if (repeats) expect(findPlanned(after, event.stepId)?.facts.idempotency).toBe('idempotent');
  },

  'it gives its source up by a person only': ({ before, after, event }) => {
    if (before.mode !== after.mode) expect(event.kind).toBe(after.mode === 'ungraceful' ? 'escalate' : 'make-graceful');
  },

  'a promotion begins behind a fence that is proven, or whose risk was accepted': ({ before, event }) => {
    if (event.kind !== 'step-started' || event.stepId !== 'promote-orders' || before.dryRun) return;
    const accepted = before.timeline.some(
      ({ stepId, sentence }) => stepId === 'fence' && sentence.startsWith('The risk'),
    );
    expect(findProgress(before, 'fence')?.fence === 'proven' || accepted).toBe(true);
  },

  'its timeline only grows, one number after the other': ({ before, after }) => {
    expect(after.timeline.slice(0, before.timeline.length)).toEqual(before.timeline);
    expect(after.timeline.map(({ number }) => number)).toEqual(after.timeline.map((_, index) => index + 1));
  },

  'what is offered is accepted, and what is not offered is refused': ({ after, now }) => {
    const offers = new Set(after.allowedNow.map(({ verb, stepId }) => `${verb} ${stepId}`));
    const reason = 'because';
    const { boundTo } = after.approval;
    const trials: readonly ExecutionEvent[] = [
      { kind: 'approve', by: 'grace', boundTo },
      { kind: 'pause', by: 'ada', reason },
      { kind: 'resume', by: 'ada' },
      { kind: 'escalate', by: 'ada', reason, losses: [], estimate: after.estimate, boundTo },
      { kind: 'make-graceful', by: 'ada', reason, losses: [], estimate: after.estimate, boundTo },
      ...after.steps.flatMap(({ stepId }): readonly ExecutionEvent[] => [
        { kind: 'retry-step', by: 'ada', stepId, reason },
        { kind: 'skip-step', by: 'ada', stepId, reason },
      ]),
    ];
    const keyOf = (trial: ExecutionEvent) => `${trial.kind} ${'stepId' in trial ? trial.stepId : 'none'}`;
    const accepted = trials.filter((trial) => advance(after, trial, now).state === 'advanced').map(keyOf);
    const offered = trials.map(keyOf).filter((key) => offers.has(key));
    expect(accepted.join(', ')).toBe(offered.join(', '));
  },

  'it stops with a way on: a run that has not ended can be driven, or offers something beside cancelling': ({
    after,
  }) => {
    if (hasEnded(after) || after.state === 'verifying-health') return;
    const underWay = after.steps.some(({ state }) => state === 'running');
    const offers = after.allowedNow.filter(({ verb }) => verb !== 'cancel');
    expect(startableSteps(after).length > 0 || underWay || offers.length > 0).toBe(true);
  },
};

describe('whatever happens to a run', () => {
  test(Object.keys(rules).join('; '), () => {
    fc.assert(
      fc.property(starts, moves, (start, history) => {
        for (const passage of passages(start, history)) {
          for (const [sentence, holds] of Object.entries(rules)) {
            try {
              holds(passage);
            } catch (cause) {
              throw new Error(`Not so, after ${passage.event.kind}: ${sentence}`, { cause });
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('of one workload one run lives at a time, whoever starts whatever', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('start', 'cancel', 'drive'), { maxLength: 40 }), (history) => {
      let runs: readonly Execution[] = [];
      for (const [index, what] of history.entries()) {
        const live = findLiveRun(runs, 'checkout');
        if (what === 'start' && live === undefined) runs = [...runs, sampleExecution({}, { id: `run-${index}` })];
        if (what !== 'cancel' || live === undefined) continue;
        const ended = advance(live, { kind: 'cancel', by: 'ada', reason: 'stop' }, startedAt);
        runs = runs.map((run) => (run.id === live.id && ended.state === 'advanced' ? ended.execution : run));
      }
      expect(runs.filter((run) => !hasEnded(run)).length).toBeLessThanOrEqual(1);
    }),
  );
});

test('histories reach every state there is, so that the properties above are about something', () => {
  const reached = new Set<string>();
  const began = new Set<string>();
  fc.assert(
    fc.property(starts, moves, (start, history) => {
      for (const { after, event } of passages(start, history)) {
        reached.add(after.state);
        if (event.kind === 'step-started') began.add(event.stepId);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
  for (const state of [
    'awaiting-approval',
    'paused-by-operator',
    'paused-by-failed-step',
    'cancelled',
    'timed-out',
    'failed',
  ])
    expect(reached).toContain(state);
  for (const id of ['promote-orders', 'switch-orders', 'controls', 'alarms']) expect(began).toContain(id);
});
