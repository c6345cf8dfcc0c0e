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

  it('never sinks with a minute more that is breached', () => {
    const counts = fc.tuple(fc.nat(60), fc.nat(60));
    const target = fc.constantFrom(90, 99, 99.9, 99.999);
    const order = ['calm', 'not-measured', 'slow', 'fast'];
    fc.assert(
      fc.property(counts, target, ([breached, inside], targetPercent) => {
        const before = judgeBurn({ ...calm, hour: window(breached, inside, 200) }, targetPercent).hour.rate;
        const after = judgeBurn({ ...calm, hour: window(breached + 1, inside, 200) }, targetPercent).hour.rate;
        if (before !== 'not-measured') expect(after).toBeGreaterThanOrEqual(before);
        const all = (more: number) => window(breached + more, 400, 460);
        const judged = (more: number) =>
          order.indexOf(judgeBurn({ hour: all(more), sixHours: all(more), threeDays: all(more) }, targetPercent).state);
        expect(judged(1)).toBeGreaterThanOrEqual(Math.min(judged(0), 2));
      }),
    );
  });

  it('refuses a target that leaves no budget', () => {
    for (const target of [0, 100, Number.NaN]) expect(() => judgeBurn(calm, target)).toThrow(RangeError);
  });
});
