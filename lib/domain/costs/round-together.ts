import { type Decimal, sumDecimals, toHundredths } from './decimal';

/**
 * Amounts as whole hundredths of their currency that add up to the rounded sum of them: each is rounded down, and the
 * hundredths that are left go to those who lost most by it. Exact: no double is in between. None is off by a hundredth or
 * more; equal amounts keep their order.
 */
export function roundTogether(amounts: readonly Decimal[]): readonly number[] {
  const floors = amounts.map(floorHundredths);
  const total = toHundredths(sumDecimals(amounts));
  const left = total - floors.reduce((sum, { whole }) => sum + whole, 0);
  const raised = new Set(
    floors
      .map(({ rest }, index) => ({ index, rest }))
      .filter(({ rest }) => rest !== '')
      .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return floors.map(({ whole }, index) => (raised.has(index) ? whole + 1 : whole));
}

/** The hundredths below an amount, and what is above them as the digits of a fraction; empty for nothing. */
function floorHundredths(amount: Decimal): { readonly whole: number; readonly rest: string } {
  const isNegative = amount.startsWith('-');
  const [units = '0', fraction = ''] = amount.replace('-', '').split('.');
  const size = Number(units + fraction.padEnd(2, '0').slice(0, 2));
  const rest = fraction.slice(2);
  if (!isNegative) return { whole: size, rest };
  if (rest === '') return { whole: -size === 0 ? 0 : -size, rest };
  // Below zero the floor is one further away, and what is above it is the complement.
  return { whole: -size - 1, rest: complement(rest) };
}

/** 1 − 0.rest, as the digits behind the point and as long as `rest`. */
function complement(rest: string): string {
  return (10n ** BigInt(rest.length) - BigInt(rest)).toString().padStart(rest.length, '0').replace(/0+$/, '');
}
