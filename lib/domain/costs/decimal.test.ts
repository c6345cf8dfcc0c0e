import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  decimalOf,
  parseDecimal,
  subtractDecimals,
  sumDecimals,
  toHundredths,
  toHundredthsUp,
  zero,
} from './decimal';

const nano = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

/** Billionths as AWS would write them. */
function write(units: bigint): string {
  const size = (units < 0n ? -units : units).toString().padStart(10, '0');
  return `${units < 0n ? '-' : ''}${size.slice(0, -9)}.${size.slice(-9)}`;
}

function read(text: string) {
  const value = parseDecimal(text);
  if (value === 'unreadable') throw new Error(`${text} is a decimal`);
  return value;
}

describe('an exact decimal', () => {
  it.each([
    ['12.50', '12.5'],
    ['-0.000001', '-0.000001'],
    ['1E-7', '0.0000001'],
    ['1.5e3', '1500'],
    ['0.000', '0'],
    ['-0', '0'],
    ['+7.', '7'],
    ['12345678901234567890.12345678901234567890', '12345678901234567890.1234567890123456789'],
  ])('%s is read as %s, no digit lost', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each(['', 'a lot', '1,5', '0x10', 'NaN', 'Infinity', '1e9999', '--1'])(
    '%s is no amount, and never zero',
    (text) => {
      expect(parseDecimal(text)).toBe('unreadable');
    },
  );

  it('takes a number as it is written, and none that is not finite', () => {
    expect(decimalOf(0.1)).toBe('0.1');
    expect(decimalOf(1e-7)).toBe('0.0000001');
    expect(decimalOf(Number.NaN)).toBe('unreadable');
    expect(decimalOf(undefined)).toBe('unreadable');
  });

  it('adds up to the billionth, in any order, and comes through JSON unchanged', () => {
    fc.assert(
      fc.property(fc.array(nano), (all) => {
        const values = all.map((units) => read(write(units)));
        const sum = read(write(all.reduce((total, units) => total + units, 0n)));
        expect(sumDecimals(values)).toBe(sum);
        expect(sumDecimals([...values].reverse())).toBe(sum);
        expect(sumDecimals(JSON.parse(JSON.stringify(values)))).toBe(sum);
      }),
    );
  });

  it('is ordered as the numbers are', () => {
    fc.assert(
      fc.property(nano, nano, (a, b) => {
        expect(compareDecimals(read(write(a)), read(write(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(subtractDecimals(read(write(a)), read(write(a)))).toBe(zero);
      }),
    );
  });

  it('rounds halves of a cent away from zero', () => {
    expect(['1.005', '-1.005', '1.0049999', '12', '0.1', '-0.004'].map((text) => toHundredths(read(text)))).toEqual([
      101, -101, 100, 1200, 10, 0,
    ]);
  });

  it('is never shown as less than it costs, nor a credit as more', () => {
    expect(['1.001', '1', '0.000001', '-1.009', '-0.004', '12.3'].map((text) => toHundredthsUp(read(text)))).toEqual([
      101, 100, 1, -100, 0, 1230,
    ]);
    fc.assert(
      fc.property(nano, (units) => {
        const cents = toHundredthsUp(read(write(units)));
        expect(BigInt(cents) * 10n ** 7n >= units).toBe(true);
        expect((BigInt(cents) - 1n) * 10n ** 7n < units).toBe(true);
      }),
    );
  });
});
