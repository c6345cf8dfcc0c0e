import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noMinutes } from '../history/roll-up';
import { type BurnWindow, judgeBurn } from './burn';

const window = (breached: number, inside: number, minutesAll = breached + inside): BurnWindow => ({
  counts: { ...noMinutes, breached, inside },
  minutesAll,
});
const calm = { hour: window(0, 60), sixHours: window(0, 360), threeDays: window(0, 4320) };

describe('the burn of an error budget', () => {
  it('is one where a range spends exactly what it may, and is rounded against us', () => {
    const { threeDays } = judgeBurn({ ...calm, threeDays: window(10, 9990) }, 99.9);
    expect(threeDays.rate).toBe(1);
    expect(judgeBurn({ ...calm, threeDays: window(1, 9999) }, 99.9).threeDays.rate).toBe(0.1);
    expect(judgeBurn({ ...calm, threeDays: window(1, 99_999) }, 99.9).threeDays.rate).toBe(0.1);
  });

  it('is fast only while the last hour agrees with the last six: what is over is no alarm', () => {
    const sixHours = window(10, 350);
    expect(judgeBurn({ ...calm, hour: window(10, 50), sixHours }, 99.9).state).toBe('fast');
    expect(judgeBurn({ ...calm, sixHours }, 99.9).state).toBe('calm');
    expect(judgeBurn({ ...calm, hour: window(1, 59) }, 99.9).state).toBe('calm');
  });

  it('is slow where the last three days spend more than they may and the last six hours go on', () => {
    const threeDays = window(20, 4300);
    expect(judgeBurn({ ...calm, sixHours: window(1, 359), threeDays }, 99.9).state).toBe('slow');
    expect(judgeBurn({ ...calm, threeDays }, 99.9).state).toBe('calm');
  });

  it('is not called calm where too little of a window was measured', () => {
    expect(judgeBurn({ ...calm, hour: window(0, 0, 60) }, 99.9)).toMatchObject({
      state: 'not-measured',
      hour: { rate: 'not-measured' },
    });
    expect(judgeBurn({ ...calm, hour: window(0, 53, 60) }, 99.9).state).toBe('not-measured');
    expect(judgeBurn({ ...calm, hour: window(0, 54, 60) }, 99.9).state).toBe('calm');
    expect(judgeBurn({ ...calm, threeDays: window(0, 100, 4320) }, 99.9).state).toBe('not-measured');
  });

  it('never sinks when a minute that was inside is breached instead', () => {
    const order = ['calm', 'slow', 'fast'];
    const counts = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(counts, fc.constantFrom(90, 99, 99.9, 99.999), ([breached, inside], targetPercent) => {
        const judged = (worse: number) => {
          const all = window(breached + worse, inside - worse);
          return judgeBurn({ hour: all, sixHours: all, threeDays: all }, targetPercent);
        };
        const [before, after] = [judged(0), judged(1)];
        expect(Number(after.hour.rate)).toBeGreaterThanOrEqual(Number(before.hour.rate));
        expect(order.indexOf(after.state)).toBeGreaterThanOrEqual(order.indexOf(before.state));
      }),
    );
  });

  it('refuses a target that leaves no budget', () => {
    for (const target of [0, 100, Number.NaN]) expect(() => judgeBurn(calm, target)).toThrow(RangeError);
  });
});
