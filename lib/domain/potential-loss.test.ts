import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answeringEnds } from './link-ends';
import { toMissing, toObserved } from './observe';
import { potentialLossOf } from './potential-loss';
import { judgedAt, links, sampleLink } from './testing/arbitraries';

const seconds = (count: number) => count * 1000;
const lag = (value: number, age: number) =>
  toObserved(value, judgedAt - seconds(age), judgedAt - seconds(age), 'cloudwatch');

describe('potential data loss', () => {
  test('while writing is the lag with its date, and at most the lag and its age', () => {
    const loss = potentialLossOf(sampleLink({ lag: lag(2, 120) }), judgedAt);
    expect(loss.measured).toEqual({ state: 'known', seconds: 2, measuredAt: judgedAt - seconds(120) });
    expect(loss.atMost).toEqual({ state: 'growing', seconds: 122, ifStillWriting: false });
    expect(loss.recoveryPointAt).toBe(judgedAt - seconds(122));
  });

  test('of a dark source keeps the measured date while at most grows, worded as if still taking writes', () => {
    const last = lag(2, 600);
    const link = sampleLink({
      lag: toMissing('unreachable', judgedAt - seconds(300), last),
      writesPerSecond: toMissing('unreachable', judgedAt - seconds(300)),
    });
    const now = potentialLossOf(link, judgedAt);
    const later = potentialLossOf(link, judgedAt + seconds(60));
    expect(later.measured).toEqual(now.measured);
    expect(now.atMost).toEqual({ state: 'growing', seconds: 602, ifStillWriting: true });
    expect(later.atMost).toEqual({ state: 'growing', seconds: 662, ifStillWriting: true });
  });

  test('a source that went dark is not seen writing, however young its last count of writes is', () => {
    const source = { state: 'dark', region: 'us-east-1', words: 'us-east-1 is down', since: judgedAt } as const;
    const loss = potentialLossOf(sampleLink(), judgedAt, { ...answeringEnds, source });
    expect(loss.atMost).toMatchObject({ state: 'growing', ifStillWriting: true });
  });

  test('is fixed once writes are proven stopped', () => {
    const link = sampleLink({ lag: lag(2, 120), writesStoppedAt: judgedAt - seconds(100) });
    expect(potentialLossOf(link, judgedAt).atMost).toEqual({ state: 'fixed', seconds: 22 });
    expect(potentialLossOf(link, judgedAt + seconds(9999)).atMost).toEqual({ state: 'fixed', seconds: 22 });
  });

  test('a lag measured after the proven last write counts no write that was never made', () => {
    const link = sampleLink({ lag: lag(30, 10), writesStoppedAt: judgedAt - seconds(35) });
    const loss = potentialLossOf(link, judgedAt);
    expect(loss.measured).toMatchObject({ seconds: 5 });
    expect(loss.atMost).toEqual({ state: 'fixed', seconds: 5 });
  });

  test.each(['rebuilding', 'pending-resync'] as const)('has no bound while the copy is %s', (state) => {
    const copyState = toObserved(state, judgedAt, judgedAt, 'aws-api');
    const loss = potentialLossOf(sampleLink({ copyState }), judgedAt);
    expect(loss.atMost.state).toBe('unbounded');
    expect(loss.measured.state).toBe('not-measured');
    expect(loss.recoveryPointAt).toBe('void');
  });

  test('a copy last seen rebuilding keeps its void recovery point when nobody answers any more', () => {
    const last = toObserved('rebuilding' as const, judgedAt - seconds(900), judgedAt, 'aws-api');
    const loss = potentialLossOf(sampleLink({ copyState: toMissing('unreachable', judgedAt, last) }), judgedAt);
    expect(loss.recoveryPointAt).toBe('void');
  });

  test('a lag of minus one means not replicating, never no lag', () => {
    expect(potentialLossOf(sampleLink({ lag: lag(-1, 60) }), judgedAt).measured.state).toBe('not-measured');
  });

  test('nothing measured yet has no bound', () => {
    const loss = potentialLossOf(sampleLink({ lag: toMissing('not-asked-yet', judgedAt) }), judgedAt);
    expect(loss.atMost).toEqual({ state: 'unbounded', reason: 'no lag measured yet: not asked yet' });
  });

  test('latency of arrived writes only is labelled an estimate', () => {
    const lagEvidence = {
      metric: 'ReplicationLatency Maximum',
      publishedIn: 'us-east-1',
      quality: 'estimate',
    } as const;
    expect(potentialLossOf(sampleLink({ lagEvidence }), judgedAt).estimate).toBe(true);
    expect(potentialLossOf(sampleLink(), judgedAt).estimate).toBe(false);
  });

  test('a strongly consistent store loses nothing by design while its copies are active, and only then', () => {
    const missing = toMissing<number>('not-published', judgedAt);
    const loss = potentialLossOf(sampleLink({ consistency: 'strong', lag: missing }), judgedAt);
    expect(loss.measured).toMatchObject({ state: 'known', seconds: 0 });
    const gone = sampleLink({ consistency: 'strong', lag: missing, copyState: toMissing('unreachable', judgedAt) });
    expect(potentialLossOf(gone, judgedAt).measured.state).toBe('not-measured');
  });

  test('at most is never below measured', () => {
    fc.assert(
      fc.property(links, (link) => {
        const { measured, atMost } = potentialLossOf(link, judgedAt);
        expect(atMost.state === 'unbounded').toBe(measured.state === 'not-measured');
        if (measured.state === 'known' && atMost.state !== 'unbounded') {
          expect(atMost.seconds).toBeGreaterThanOrEqual(measured.seconds);
        }
      }),
    );
  });

  test('at most grows second by second unless writes are proven stopped', () => {
    fc.assert(
      fc.property(links, fc.integer({ min: 1, max: 100_000 }), (link, more) => {
        const now = potentialLossOf(link, judgedAt).atMost;
        const later = potentialLossOf(link, judgedAt + seconds(more)).atMost;
        expect(later.state).toBe(now.state);
        if (now.state === 'growing' && later.state === 'growing') {
          expect(later.seconds - now.seconds).toBeCloseTo(more, 6);
        }
        if (now.state === 'fixed') expect(later).toEqual(now);
      }),
    );
  });

  test('a larger lag never shrinks either figure', () => {
    fc.assert(
      fc.property(links, fc.double({ min: 0, max: 900, noNaN: true }), (link, more) => {
        if (link.lag.state === 'missing') return;
        const worse = { ...link, lag: { ...link.lag, value: link.lag.value + more } };
        const [before, after] = [potentialLossOf(link, judgedAt), potentialLossOf(worse, judgedAt)];
        if (before.measured.state === 'known' && after.measured.state === 'known') {
          expect(after.measured.seconds).toBeGreaterThanOrEqual(before.measured.seconds);
        }
        if (before.atMost.state !== 'unbounded' && after.atMost.state !== 'unbounded') {
          expect(after.atMost.seconds).toBeGreaterThanOrEqual(before.atMost.seconds);
        }
      }),
    );
  });
});
