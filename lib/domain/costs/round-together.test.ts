import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decimal, parseDecimal, sumDecimals, toHundredths } from './decimal';
import { roundTogether } from './round-together';

function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === 'unreadable') throw new Error(`Not a decimal: ${text}`);
  return value;
}

test('the lines of a bill add up to the total that is shown, to the cent', () => {
  expect(roundTogether(['10.004', '10.004', '10.004'].map(decimal))).toEqual([1001, 1000, 1000]);
  expect(roundTogether(['9472.535', '7855.015', '3914.096', '-71'].map(decimal))).toEqual([
    947_254, 785_501, 391_410, -7100,
  ]);
  expect(roundTogether(['-0.004', '0.001'].map(decimal))).toEqual([0, 0]);
  expect(roundTogether([])).toEqual([]);
});

test('whatever the lines are, their cents are the rounded total exactly, and none is off by a cent', () => {
  const amounts = fc.array(
    fc.bigInt({ min: -(10n ** 16n), max: 10n ** 17n }).map((pico) => decimal(`${pico}e-12`)),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(amounts, (lines) => {
      const cents = roundTogether(lines);
      expect(cents.reduce((sum, one) => sum + one, 0)).toBe(toHundredths(sumDecimals(lines)));
      for (const [index, one] of cents.entries()) {
        expect(Number.isInteger(one)).toBe(true);
        expect(Math.abs(one - Number(lines[index]) * 100)).toBeLessThan(1 + 1e-4);
      }
    }),
  );
});
