import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks, timeSteps } from './axis-ticks';

test('an axis of time is marked in steps a person counts in', () => {
  expect(axisTicks(110, timeSteps)).toEqual([0, 30, 60, 90, 120]);
  expect(axisTicks(5400, timeSteps)).toEqual([0, 1800, 3600, 5400]);
});

test('nothing to draw still has an axis', () => {
  expect(axisTicks(0, 'decimal')).toEqual([0, 0.2]);
});

test('everything drawn lies under the highest mark, and there are few of them', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
      fc.constantFrom(timeSteps, 'decimal' as const),
      (highest, steps) => {
        const ticks = axisTicks(highest, steps);
        expect(ticks.at(-1) ?? 0).toBeGreaterThanOrEqual(highest * (1 - 1e-8));
        expect(ticks.length).toBeLessThanOrEqual(6);
      },
    ),
  );
});
