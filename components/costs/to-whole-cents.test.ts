import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toWholeCents } from './to-whole-cents';

const amounts = fc.array(
  fc.integer({ min: -(10 ** 13), max: 10 ** 14 }).map((nano) => nano / 1e9),
  { maxLength: 40 },
);

test('the lines of a bill add up to its total, to the cent', () => {
  expect(toWholeCents([10.004, 10.004, 10.004])).toEqual([1001, 1000, 1000]);
  expect(toWholeCents([9472.535, 7855.015, 3914.096, -71])).toEqual([947_254, 785_501, 391_410, -7100]);
  expect(toWholeCents([])).toEqual([]);
});

test('whatever the lines are, their cents are the rounded total, and none is off by a cent', () => {
  fc.assert(
    fc.property(amounts, (usd) => {
      const cents = toWholeCents(usd);
      const total = usd.reduce((sum, one) => sum + Math.round(one * 1e9), 0) / 1e7;
      const sum = cents.reduce((all, one) => all + one, 0);
      expect(Math.abs(sum - total)).toBeLessThanOrEqual(0.5 + 1e-4);
      for (const [index, one] of cents.entries()) {
        expect(Number.isInteger(one)).toBe(true);
        expect(Math.abs(one - (usd[index] ?? Number.NaN) * 100)).toBeLessThan(1 + 1e-4);
      }
    }),
  );
});

test('amounts in whole cents stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(10 ** 9), max: 10 ** 9 })), (cents) => {
      expect(toWholeCents(cents.map((one) => one / 100))).toEqual(cents);
    }),
  );
});
