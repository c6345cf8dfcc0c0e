import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costPerSecond } from './forecast-polling';
import { isSamePeriods, planPeriods, replanPeriods } from './plan-periods';
import { type PolledItem, type PollPeriods, periodOf, pollPurposes } from './polled-item';

const month = 30 * 86_400;

const items: fc.Arbitrary<readonly PolledItem[]> = fc
  .array(
    fc.record({
      purpose: fc.constantFrom(...pollPurposes),
      usualSeconds: fc.constantFrom(10, 30, 60, 300, 21_600),
      longestTimes: fc.constantFrom(1, 3, 15, 60),
      metrics: fc.integer({ min: 1, max: 800 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(({ purpose, usualSeconds, longestTimes, metrics }, index): PolledItem => {
      const use = { requests: 1, units: { 'cloudwatch-metrics': metrics } };
      const longestSeconds = usualSeconds * longestTimes;
      const place = { accountId: '111122223333', region: 'us-east-1', call: 'cloudwatch:GetMetricData' };
      return { id: `item-${index}`, ...place, purpose, usualSeconds, longestSeconds, atLeast: use, atMost: use };
    }),
  );
const allowances = fc.double({ min: -5, max: 800, noNaN: true });

const longest = (all: readonly PolledItem[]): PollPeriods =>
  new Map(all.map(({ id, longestSeconds }) => [id, longestSeconds]));

describe('periods under a budget', () => {
  it('never cost more than is allowed, unless even the longest ones do, which is said', () => {
    fc.assert(
      fc.property(items, allowances, (all, allowance) => {
        const { periods, verdict } = planPeriods(all, allowance, month);
        const floor = costPerSecond(all, longest(all)) * month;
        if (verdict === 'over') {
          expect(floor).toBeGreaterThan(allowance);
          for (const item of all) expect(periodOf(item, periods)).toBe(item.longestSeconds);
        } else {
          expect(costPerSecond(all, periods) * month).toBeLessThanOrEqual(allowance);
        }
      }),
    );
  });

  it('are as usual while that is cheap enough, and never shorter than usual nor longer than they may be', () => {
    fc.assert(
      fc.property(items, allowances, (all, allowance) => {
        const { periods, verdict } = planPeriods(all, allowance, month);
        const usual = costPerSecond(all, new Map()) * month;
        expect(verdict === 'usual').toBe(usual <= allowance);
        if (verdict === 'usual') expect(periods.size).toBe(0);
        for (const item of all) {
          expect(periodOf(item, periods)).toBeGreaterThanOrEqual(item.usualSeconds);
          expect(periodOf(item, periods)).toBeLessThanOrEqual(item.longestSeconds);
        }
      }),
    );
  });

  it('are stretched in order: nothing that matters more is, before all that matters less is as long as it may be', () => {
    fc.assert(
      fc.property(items, allowances, (all, allowance) => {
        const { periods } = planPeriods(all, allowance, month);
        const last = Math.max(
          -1,
          ...all
            .filter((item) => periodOf(item, periods) > item.usualSeconds)
            .map(({ purpose }) => pollPurposes.indexOf(purpose)),
        );
        for (const item of all) {
          if (pollPurposes.indexOf(item.purpose) < last) expect(periodOf(item, periods)).toBe(item.longestSeconds);
        }
      }),
    );
  });

  it('never become shorter when less is allowed', () => {
    fc.assert(
      fc.property(items, allowances, fc.double({ min: 0, max: 300, noNaN: true }), (all, allowance, less) => {
        const more = planPeriods(all, allowance, month).periods;
        const fewer = planPeriods(all, allowance - less, month).periods;
        for (const item of all) expect(periodOf(item, fewer)).toBeGreaterThanOrEqual(periodOf(item, more));
      }),
    );
  });

  it('are stretched at once when it is needed, and relaxed only with room to spare', () => {
    fc.assert(
      fc.property(items, allowances, allowances, (all, before, after) => {
        const inUse = planPeriods(all, before, month).periods;
        const next = replanPeriods(inUse, all, after, month);
        if (next.verdict !== 'over') expect(costPerSecond(all, next.periods) * month).toBeLessThanOrEqual(after);
        // What was decided stands as long as nothing changes.
        expect(isSamePeriods(replanPeriods(next.periods, all, after, month).periods, next.periods)).toBe(true);
      }),
    );
  });
});
