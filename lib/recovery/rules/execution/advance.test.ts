import { describe, expect, test } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { after, driveTo, endWell, refusalFor, sampleExecution, startedAt } from '../testing/sample-execution';
import { findProgress, startableSteps } from './reading';
import { toState } from './writing';

const begin = (run: Execution, stepId: string, now = startedAt) => after(run, { kind: 'step-started', stepId }, now);
const verbs = (run: Execution) => [...new Set(run.allowedNow.map(({ verb }) => verb))];
const stateOf = (run: Execution, stepId: string) => findProgress(run, stepId)?.state;
const recovered = (run: Execution) => ({ ...run.clock, recoveredAt: startedAt + 240_000 });
const askApproval = (run: Execution, now = startedAt) =>
  after(run, { kind: 'step-waits', stepId: 'approval', waitsFor: 'approve', sentence: 'Asked' }, now);

describe('a run', () => {
  test('waits for a driver, then for a second person, and changes nothing before', () => {
    const accepted = sampleExecution();
    expect(accepted).toMatchObject({ state: 'pending', approval: { state: 'waiting' } });
    expect(startableSteps(accepted)).toEqual([]);
    const claimed = after(accepted, { kind: 'claimed', driver: 'engine-1' });
    expect(startableSteps(claimed)).toEqual(['precheck']);
    const asked = askApproval(begin(driveTo(claimed, 'approval'), 'approval'));
    expect(asked).toMatchObject({ state: 'awaiting-approval', approval: { expiresAt: startedAt + 900_000 } });
    expect(startableSteps(asked)).toEqual([]);
    expect(verbs(asked)).toEqual(['approve', 'decline', 'pause', 'cancel']);
  });

  test('is approved by another person only, and only as it is now', () => {
    const asked = askApproval(begin(driveTo(sampleExecution(), 'approval'), 'approval'));
    expect(refusalFor(asked, { kind: 'approve', by: 'ada', boundTo: 'binding' })).toMatch(/second person/);
    expect(refusalFor(asked, { kind: 'approve', by: 'grace', boundTo: 'else' })).toMatch(/look at the plan/);
    const late = startedAt + 900_000;
    expect(refusalFor(asked, { kind: 'approve', by: 'grace', boundTo: 'binding' }, late)).toMatch(/over: start anew/);
    const given = after(asked, { kind: 'approve', by: 'grace', boundTo: 'binding' });
    expect(given).toMatchObject({ state: 'running', approval: { state: 'given', by: 'grace' } });
    expect(startableSteps(given)).toEqual(['scale', 'fence']);
  });

  test('that nobody approves in time ends, since nothing was changed', () => {
    const asked = askApproval(begin(driveTo(sampleExecution(), 'approval'), 'approval'));
    const run = after(asked, { kind: 'tick' }, startedAt + 900_000);
    expect(run).toMatchObject({ state: 'timed-out', approval: { state: 'expired' }, endedAt: startedAt + 900_000 });
    expect(run.steps.every(({ state }) => state === 'done' || state === 'cancelled')).toBe(true);
  });

  test('that was approved and not begun in time ends too, and one that has begun goes on', () => {
    const given = endWell(begin(driveTo(sampleExecution(), 'approval'), 'approval'), 'approval');
    expect(after(given, { kind: 'tick' }, startedAt + 900_000).state).toBe('timed-out');
    const begun = begin(given, 'scale');
    expect(after(begun, { kind: 'tick' }, startedAt + 899_000).state).toBe('running');
    expect(after(begun, { kind: 'tick' }, startedAt + 900_000).approval.state).toBe('given');
  });

  test('that is declined is cancelled', () => {
    const asked = askApproval(begin(driveTo(sampleExecution(), 'approval'), 'approval'));
    const run = after(asked, { kind: 'decline', by: 'grace', reason: 'It is back' });
    expect(run).toMatchObject({ state: 'cancelled', approval: { state: 'declined', by: 'grace' } });
  });

  test('runs steps without an order beside each other, and none before those it waits for', () => {
    const run = driveTo(sampleExecution(), 'fence');
    expect(startableSteps(run)).toContain('fence');
    const fencing = begin(run, 'fence');
    expect(refusalFor(fencing, { kind: 'step-started', stepId: 'promote-orders' })).toMatch(/may not begin now/);
    expect(startableSteps(endWell(fencing, 'fence'))).toContain('promote-orders');
  });

  test('ends when users were seen served, with the proof, and not when its last step ends', () => {
    const ended = driveTo(sampleExecution(), 'the-end');
    expect(ended.state).toBe('verifying-health');
    const completed = after(ended, { kind: 'clock-read', clock: recovered(ended) }, startedAt + 1000);
    expect(completed).toMatchObject({ state: 'completed', endedAt: startedAt + 1000, allowedNow: [] });
    const unseen = after(ended, { kind: 'tick' }, startedAt + 1_800_000);
    expect(unseen.state).toBe('completed-with-exceptions');
    expect(unseen.timeline.map(({ sentence }) => sentence).join()).toContain('not seen served for three minutes');
  });
});

describe('a fence', () => {
  const fencing = begin(driveTo(sampleExecution(), 'fence'), 'fence');

  test.each(['unproven', 'routing-only'] as const)(
    'that is %s goes on by a person who accepts the risk only',
    (fence) => {
      const asked = after(fencing, { kind: 'step-done', stepId: 'fence', sentence: 'No answer', fence });
      expect(stateOf(asked, 'fence')).toBe('waiting');
      expect(startableSteps(asked)).not.toContain('promote-orders');
      expect(refusalFor(asked, { kind: 'skip-step', by: 'ada', stepId: 'fence', reason: 'x' })).toMatch(
        /cannot be left out/,
      );
      const accept = { kind: 'acknowledge-risk', by: 'ada', stepId: 'fence', reason: 'The region is dark' } as const;
      expect(refusalFor(asked, { ...accept, reason: ' ' })).toMatch(/needs a reason/);
      const accepted = after(asked, accept);
      expect(findProgress(accepted, 'fence')).toMatchObject({ state: 'done', fence });
      expect(startableSteps(accepted)).toContain('promote-orders');
      const end = driveTo(accepted, 'the-end');
      expect(after(end, { kind: 'clock-read', clock: recovered(end) }).state).toBe('completed-with-exceptions');
    },
  );

  test('without a result is unproven', () => {
    const asked = after(fencing, { kind: 'step-done', stepId: 'fence', sentence: 'Done' });
    expect(findProgress(asked, 'fence')).toMatchObject({ state: 'waiting', fence: 'unproven' });
  });

  test('waits for a person as long as it takes', () => {
    const asked = after(fencing, { kind: 'step-done', stepId: 'fence', sentence: 'No answer', fence: 'unproven' });
    expect(stateOf(after(asked, { kind: 'tick' }, startedAt + 86_400_000), 'fence')).toBe('waiting');
  });
});

describe('a step that is done without having seen what it is for', () => {
  const scaling = begin(driveTo(sampleExecution(), 'scale'), 'scale');
  const unproven = { kind: 'step-done', stepId: 'scale', sentence: 'Not proven', isUnproven: true } as const;

  test('holds nobody up, is marked as such, and leaves the run with an exception', () => {
    const gone = after(scaling, unproven);
    expect(findProgress(gone, 'scale')).toMatchObject({ state: 'done', isUnproven: true });
    const end = driveTo(gone, 'the-end');
    expect(after(end, { kind: 'clock-read', clock: recovered(end) }).state).toBe('completed-with-exceptions');
  });

  test('is marked as well where that is heard after the run has ended', () => {
    const underWay = begin(driveTo(sampleExecution(), 'promote-orders'), 'promote-orders');
    const cancelled = after(underWay, { kind: 'cancel', by: 'ada', reason: 'It is back' });
    expect(stateOf(cancelled, 'promote-orders')).toBe('in-doubt');
    const late = after(cancelled, { ...unproven, stepId: 'promote-orders' });
    expect(findProgress(late, 'promote-orders')).toMatchObject({ state: 'done', isUnproven: true });
  });

  test('is no longer marked once it is under way again', () => {
    const [step] = after(scaling, unproven).steps.filter(({ stepId }) => stepId === 'scale');
    if (step === undefined) throw new Error('There is no such step.');
    expect(toState(step, 'running', 'Again')).not.toHaveProperty('isUnproven');
  });
});

describe('a step that', () => {
  const promoting = begin(driveTo(sampleExecution(), 'promote-orders'), 'promote-orders');

  test('fails stops the run and may be done again, left out or cancelled, with a reason', () => {
    const failed = after(promoting, { kind: 'step-failed', stepId: 'promote-orders', sentence: 'Refused' });
    expect(failed.state).toBe('paused-by-failed-step');
    expect(startableSteps(failed)).toEqual([]);
    expect(verbs(failed)).toEqual(['retry-step', 'skip-step', 'cancel']);
    const again = { kind: 'retry-step', by: 'ada', stepId: 'promote-orders', reason: 'The role is there now' } as const;
    const retried = begin(after(failed, again), 'promote-orders');
    expect(findProgress(retried, 'promote-orders')).toMatchObject({ state: 'running', attempt: 2 });
    const skipped = after(failed, { ...again, kind: 'skip-step', reason: 'Done in the AWS console' });
    expect(findProgress(skipped, 'promote-orders')).toMatchObject({ skippedBecause: 'Done in the AWS console' });
    expect(startableSteps(skipped)).toEqual(['prove']);
  });

  test('may have happened stops and asks, and is never begun again by itself', () => {
    const doubtful = after(promoting, {
      kind: 'step-unknown',
      stepId: 'promote-orders',
      sentence: 'The answer was lost',
    });
    expect(doubtful.state).toBe('paused-by-failed-step');
    expect(stateOf(doubtful, 'promote-orders')).toBe('in-doubt');
    expect(refusalFor(doubtful, { kind: 'step-started', stepId: 'promote-orders' })).toMatch(/may not begin/);
  });

  test('can be read back goes on by what was read', () => {
    const read = (verdict: 'happened' | 'under-way' | 'did-not-happen' | 'unknown') =>
      stateOf(
        after(promoting, { kind: 'step-read-back', stepId: 'promote-orders', verdict, sentence: 'Read' }),
        'promote-orders',
      );
    expect([read('happened'), read('under-way'), read('did-not-happen'), read('unknown')]).toEqual([
      'running',
      'running',
      'pending',
      'in-doubt',
    ]);
  });

  test('does no harm twice is begun again by itself, three times at most', () => {
    let run = begin(driveTo(sampleExecution(), 'controls'), 'controls');
    const unknown = { kind: 'step-unknown', stepId: 'controls', sentence: 'No answer' } as const;
    for (const attempt of [1, 2]) {
      run = after(run, unknown);
      expect(stateOf(run, 'controls')).toBe('pending');
      run = begin(run, 'controls');
      expect(findProgress(run, 'controls')?.attempt).toBe(attempt + 1);
    }
    expect(stateOf(after(run, unknown), 'controls')).toBe('in-doubt');
  });

  test('passes its limit has failed, or is in doubt where it may have happened', () => {
    expect(stateOf(after(promoting, { kind: 'tick' }, startedAt + 899_000), 'promote-orders')).toBe('running');
    expect(stateOf(after(promoting, { kind: 'tick' }, startedAt + 900_000), 'promote-orders')).toBe('in-doubt');
    const turning = begin(driveTo(sampleExecution(), 'controls'), 'controls');
    expect(stateOf(after(turning, { kind: 'tick' }, startedAt + 120_000), 'controls')).toBe('failed');
  });

  test('passes its limit says what it was waiting for', () => {
    const noted = { kind: 'step-noted', stepId: 'controls', sentence: 'One endpoint says off.', quiet: true } as const;
    const turning = after(begin(driveTo(sampleExecution(), 'controls'), 'controls'), noted);
    const ended = findProgress(after(turning, { kind: 'tick' }, startedAt + 120_000), 'controls');
    expect(ended?.sentence).toMatch(/^It did not end within 2 m\S*\. Seen last: One endpoint says off$/);
  });
});

/** What a person saw and acknowledged before the mode was changed. */
const figuresOfNow = { losses: [], estimate: sampleExecution().estimate, boundTo: 'new figures' } as const;

describe('a graceful run', () => {
  const switching = begin(driveTo(sampleExecution({ mode: 'graceful' }), 'switch-orders'), 'switch-orders');
  const stuck = after(switching, { kind: 'tick' }, startedAt + 600_000);
  const escalation = {
    kind: 'escalate',
    by: 'ada',
    reason: 'us-east-1 stopped answering',
    losses: [],
    estimate: stuck.estimate,
    boundTo: 'new figures',
  } as const;

  test('past its limit stops and offers to give the source up, and never does by itself', () => {
    expect(stuck).toMatchObject({ state: 'paused-by-failed-step', mode: 'graceful' });
    expect(stuck.timeline.at(-1)?.sentence).toMatch(/give us-east-1 up/);
    expect(verbs(stuck)).toContain('escalate');
    for (let minute = 11; minute < 300; minute += 10) {
      expect(after(stuck, { kind: 'tick' }, startedAt + minute * 60_000).mode).toBe('graceful');
    }
  });

  test('that gives its source up fences first, with a new approval of the new figures', () => {
    const escalated = after(stuck, escalation);
    expect(escalated).toMatchObject({ mode: 'ungraceful', state: 'running', approval: { state: 'waiting' } });
    expect(stateOf(escalated, 'switch-orders')).toBe('cancelled');
    expect(stateOf(escalated, 'scale')).toBe('done');
    expect(startableSteps(escalated)).toEqual(['approval']);
    expect(refusalFor(escalated, { kind: 'step-started', stepId: 'fence' })).toMatch(/may not begin/);
    const end = driveTo(escalated, 'the-end');
    expect(end.state).toBe('verifying-health');
    expect(stateOf(end, 'promote-orders')).toBe('done');
  });

  test('gives up only while it is stuck, and an ungraceful one has nothing to give up', () => {
    expect(refusalFor(switching, escalation)).toMatch(/only while it is paused/);
    const paused = after(switching, { kind: 'pause', by: 'ada', reason: 'Think' });
    expect(refusalFor(paused, escalation)).toMatch(/switch-orders is still under way/);
    expect(refusalFor(sampleExecution(), escalation)).toMatch(/no ungraceful way/);
  });
});

describe('an ungraceful run', () => {
  const grace = { ...figuresOfNow, kind: 'make-graceful', by: 'ada', reason: 'us-east-1 answers again' } as const;
  const pause = { kind: 'pause', by: 'ada', reason: 'It answers' } as const;
  const early = after(driveTo(sampleExecution(), 'fence'), pause);

  test('that is paused before anything gave the source up goes on gracefully, with a new approval', () => {
    expect(verbs(early)).toContain('make-graceful');
    const graceful = after(early, grace);
    expect(graceful).toMatchObject({ mode: 'graceful', state: 'running', approval: { state: 'waiting' } });
    expect(graceful.timeline.at(-1)?.sentence).toMatch(/not given up, the run goes on gracefully/);
    expect(stateOf(graceful, 'fence')).toBe('cancelled');
    const end = driveTo(graceful, 'the-end');
    expect(end.state).toBe('verifying-health');
    expect(stateOf(end, 'switch-orders')).toBe('done');
    expect(stateOf(end, 'promote-orders')).toBe('cancelled');
  });

  test('gives its source up again after all, and does then what it had given up to do', () => {
    const paused = after(driveTo(after(early, grace), 'switch-orders'), pause);
    const escalated = after(paused, { ...figuresOfNow, kind: 'escalate', by: 'ada', reason: 'It is gone' });
    expect(stateOf(escalated, 'fence')).toBe('pending');
    const end = driveTo(escalated, 'the-end');
    expect(end).toMatchObject({ state: 'verifying-health', mode: 'ungraceful' });
    expect(stateOf(end, 'promote-orders')).toBe('done');
    expect(stateOf(end, 'switch-orders')).toBe('cancelled');
  });

  test('does so only from a pause, and not once a store was promoted or a writer fenced', () => {
    expect(refusalFor(driveTo(sampleExecution(), 'fence'), grace)).toMatch(/pause it first/);
    const fenced = after(driveTo(sampleExecution(), 'promote-orders'), pause);
    expect(refusalFor(fenced, grace)).toMatch(/fence has begun already: us-east-1 is given up/);
    expect(verbs(fenced)).not.toContain('make-graceful');
    expect(refusalFor(sampleExecution({ mode: 'graceful' }), grace)).toMatch(/no graceful way/);
  });
});

describe('a person', () => {
  test('pauses a run between its steps; what is under way ends, and nothing begins before it is resumed', () => {
    const scaling = begin(driveTo(sampleExecution(), 'scale'), 'scale');
    const paused = after(scaling, { kind: 'pause', by: 'ada', reason: 'Wait for the provider' });
    const ended = endWell(paused, 'scale');
    expect(ended).toMatchObject({ state: 'paused-by-operator' });
    expect(stateOf(ended, 'scale')).toBe('done');
    expect(startableSteps(ended)).toEqual([]);
    expect(startableSteps(after(ended, { kind: 'resume', by: 'ada' }))).toContain('fence');
  });

  test('cancels at any time; what may have happened is left in doubt, and its answer is still written down', () => {
    const promoting = begin(driveTo(sampleExecution(), 'promote-orders'), 'promote-orders');
    const cancelled = after(promoting, { kind: 'cancel', by: 'ada', reason: 'us-east-1 is back' });
    expect(cancelled).toMatchObject({ state: 'cancelled', allowedNow: [] });
    expect(stateOf(cancelled, 'promote-orders')).toBe('in-doubt');
    expect(stateOf(cancelled, 'controls')).toBe('cancelled');
    const late = after(cancelled, { kind: 'step-done', stepId: 'promote-orders', sentence: 'It was promoted' });
    expect(late.state).toBe('cancelled');
    expect(stateOf(late, 'promote-orders')).toBe('done');
    expect(refusalFor(late, { kind: 'resume', by: 'ada' })).toMatch(/has ended/);
  });

  test('finds every sentence of the run in order, with its author', () => {
    const run = after(driveTo(sampleExecution(), 'fence'), { kind: 'pause', by: 'ada', reason: 'Wait' });
    expect(run.timeline.map(({ number }) => number)).toEqual(run.timeline.map((_, index) => index + 1));
    expect(run.timeline.at(0)).toMatchObject({ by: 'ada', sentence: expect.stringContaining('us-east-1 is gone') });
    expect(run.timeline.at(-1)).toMatchObject({ by: 'ada', sentence: 'Paused: Wait' });
  });
});

describe('a dry run', () => {
  test('asks nobody, stops at nothing, and says what it found', () => {
    const dry = after(sampleExecution({ dryRun: true }), { kind: 'claimed', driver: 'engine-1' });
    expect(dry.approval.state).toBe('not-needed');
    const found = after(begin(dry, 'precheck'), { kind: 'step-failed', stepId: 'precheck', sentence: 'No role' });
    expect(found.state).toBe('running');
    expect(driveTo(found, 'the-end').state).toBe('completed-with-exceptions');
    expect(driveTo(dry, 'the-end').state).toBe('completed');
  });
});
