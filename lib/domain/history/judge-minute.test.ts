import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAfterMs, hasSay, judgeLinkMinute, judgeObjectiveMinute, type LinkMinuteEvidence } from './judge-minute';
import { minuteStates } from './types';

const at = 1_800_000_000_000;
const calm: LinkMinuteEvidence = {
  at,
  consistency: 'eventual',
  lagSeconds: 1,
  writesPerSecond: 10,
  copyState: 'replicating',
  recoveryPointAt: at - 61_000,
  writingSince: at - 3_600_000,
  silentMinutes: 0,
};
const silent: LinkMinuteEvidence = { ...calm, lagSeconds: 'none', silentMinutes: 5 };

const evidence: fc.Arbitrary<LinkMinuteEvidence> = fc.record({
  at: fc.constant(at),
  consistency: fc.constantFrom('eventual', 'strong'),
  lagSeconds: fc.oneof(fc.constant('none' as const), fc.double({ min: -1, max: 10_000, noNaN: true })),
  writesPerSecond: fc.oneof(
    fc.constant('unknown' as const),
    fc.constant(0),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
  ),
  copyState: fc.constantFrom('replicating', 'rebuilding', 'pending-resync', 'not-replicating', 'unknown', 'not-asked'),
  recoveryPointAt: fc.oneof(fc.constant('none' as const), fc.integer({ min: at - 86_400_000, max: at })),
  writingSince: fc.oneof(fc.constant('none' as const), fc.integer({ min: at - 86_400_000, max: at })),
  silentMinutes: fc.integer({ min: 0, max: 1440 }),
});

describe('the verdict of a closed minute', () => {
  it('is met by a lag well within the objective, at risk above 80 % of it, breached beyond it', () => {
    expect(judgeLinkMinute(calm, 60)).toBe('met');
    expect(judgeLinkMinute({ ...calm, lagSeconds: 48 }, 60)).toBe('met');
    expect(judgeLinkMinute({ ...calm, lagSeconds: 48.1 }, 60)).toBe('at-risk');
    expect(judgeLinkMinute({ ...calm, lagSeconds: 60 }, 60)).toBe('at-risk');
    expect(judgeLinkMinute({ ...calm, lagSeconds: 60.001 }, 60)).toBe('breached');
  });

  it('is not met by a lag of a minute in which an end was out of sight for a while: of that while it tells nothing', () => {
    expect(judgeLinkMinute({ ...calm, wasPartlyDark: true }, 60)).toBe('not-measured');
    expect(judgeLinkMinute({ ...calm, wasPartlyDark: true, lagSeconds: 50 }, 60)).toBe('at-risk');
    expect(judgeLinkMinute({ ...calm, wasPartlyDark: true, lagSeconds: 61 }, 60)).toBe('breached');
  });

  it('counts no idle minute as inside while earlier writes have not arrived', () => {
    expect(judgeLinkMinute({ ...silent, writesPerSecond: 0 }, 60)).toBe('met');
    expect(judgeLinkMinute({ ...silent, writesPerSecond: 0, hasUnarrivedWrites: true }, 60)).toBe('not-measured');
  });

  it('counts a minute that is proven idle as inside, and one of which nothing is known as not measured', () => {
    expect(judgeLinkMinute({ ...silent, writesPerSecond: 0 }, 60)).toBe('met');
    expect(judgeLinkMinute({ ...silent, writesPerSecond: 'unknown' }, 60)).toBe('not-measured');
  });

  it('is breached when clients wrote for longer than the objective while nothing arrived', () => {
    expect(judgeLinkMinute({ ...silent, recoveryPointAt: at - 61_000 }, 60)).toBe('breached');
    expect(judgeLinkMinute({ ...silent, recoveryPointAt: at - 61_000 }, 300)).toBe('at-risk');
  });

  it('does not take the first write after a quiet night for a night without protection', () => {
    const night = { ...silent, recoveryPointAt: at - 36_000_000, writingSince: at - 30_000 };
    expect(judgeLinkMinute(night, 60)).toBe('at-risk');
  });

  it('does not call a single point that got lost a stall', () => {
    expect(judgeLinkMinute({ ...silent, silentMinutes: 1 }, 60)).toBe('not-measured');
  });

  it('never takes a negative or impossible lag for a good one', () => {
    for (const lagSeconds of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(['not-measured', 'breached']).toContain(judgeLinkMinute({ ...silent, lagSeconds }, 60));
    }
  });

  it('has no recovery point while the copy is rebuilt: written longer than the objective it is breached', () => {
    const rebuilding = { ...calm, copyState: 'rebuilding', recoveryPointAt: at - 600_000 } as const;
    expect(judgeLinkMinute(rebuilding, 60)).toBe('breached');
    expect(judgeLinkMinute({ ...rebuilding, writesPerSecond: 0 }, 60)).toBe('not-measured');
  });

  it('believes a strongly consistent copy only while it is active', () => {
    const strong = { ...calm, consistency: 'strong', lagSeconds: 'none' } as const;
    expect(judgeLinkMinute(strong, 1)).toBe('met');
    expect(judgeLinkMinute({ ...strong, copyState: 'unknown' }, 1)).toBe('not-measured');
    expect(judgeLinkMinute({ ...strong, copyState: 'not-asked' }, 1)).toBe('not-measured');
  });

  it('lets a link without lag by design decide nothing of a minute in which nobody looked, and all of one in which somebody did', () => {
    const strong = { ...calm, consistency: 'strong', lagSeconds: 'none' } as const;
    expect(hasSay({ ...strong, copyState: 'not-asked' })).toBe(false);
    for (const copyState of ['replicating', 'rebuilding', 'not-replicating', 'unknown'] as const) {
      expect(hasSay({ ...strong, copyState })).toBe(true);
    }
    expect(hasSay({ ...calm, copyState: 'not-asked' })).toBe(true);
  });

  it('judges a minute filled in later by what was published in it', () => {
    expect(judgeLinkMinute({ ...calm, copyState: 'not-asked' }, 60)).toBe('met');
    expect(judgeLinkMinute({ ...calm, copyState: 'unknown' }, 60)).toBe('not-measured');
  });

  it('is never good on silence: without a lag and without a proof of no writes nothing is met', () => {
    fc.assert(
      fc.property(evidence, fc.double({ min: 1, max: 100_000, noNaN: true }), (one, objective) => {
        const unproven = { ...one, consistency: 'eventual', lagSeconds: 'none', writesPerSecond: 'unknown' } as const;
        expect(judgeLinkMinute(unproven, objective)).toBe('not-measured');
      }),
    );
  });

  it('never gets better by a worse lag or a tighter objective', () => {
    const rank = (one: LinkMinuteEvidence, objective: number) => minuteStates.indexOf(judgeLinkMinute(one, objective));
    fc.assert(
      fc.property(
        evidence,
        fc.double({ min: 0, max: 10_000, noNaN: true }),
        fc.double({ min: 0, max: 10_000, noNaN: true }),
        fc.double({ min: 1, max: 10_000, noNaN: true }),
        (one, lagSeconds, more, objective) => {
          const lagging = { ...one, lagSeconds };
          expect(rank({ ...lagging, lagSeconds: lagSeconds + more }, objective)).toBeLessThanOrEqual(
            rank(lagging, objective),
          );
          expect(rank(lagging, objective)).toBeLessThanOrEqual(rank(lagging, objective + more));
        },
      ),
    );
  });

  it('closes once everything that may honestly be late has had its time', () => {
    expect(closesAfterMs({ cadenceSeconds: 60, publishDelaySeconds: 150 })).toBe(330_000);
  });
});

describe('the verdict of a workload in a minute', () => {
  it('is the worst of its links, with what was not measured named beside it', () => {
    expect(judgeObjectiveMinute(['met', 'breached', 'not-measured'])).toEqual({ state: 'breached', unmeasured: 1 });
    expect(judgeObjectiveMinute(['met', 'at-risk', 'not-measured'])).toEqual({ state: 'at-risk', unmeasured: 1 });
    expect(judgeObjectiveMinute(['met', 'met'])).toEqual({ state: 'met', unmeasured: 0 });
  });

  it('is not measured where there is nothing to judge it by', () => {
    expect(judgeObjectiveMinute([])).toEqual({ state: 'not-measured', unmeasured: 1 });
    expect(judgeObjectiveMinute(['met'], 1)).toEqual({ state: 'not-measured', unmeasured: 1 });
  });

  it('does not depend on the order of the links and never improves by one more', () => {
    const states = fc.array(fc.constantFrom('breached', 'at-risk', 'not-measured', 'met'), { minLength: 1 });
    fc.assert(
      fc.property(states, fc.constantFrom('breached', 'at-risk', 'not-measured', 'met'), (links, one) => {
        const before = judgeObjectiveMinute(links);
        expect(judgeObjectiveMinute([...links].reverse())).toEqual(before);
        const after = judgeObjectiveMinute([...links, one]);
        expect(minuteStates.indexOf(after.state)).toBeLessThanOrEqual(minuteStates.indexOf(before.state));
      }),
    );
  });
});
