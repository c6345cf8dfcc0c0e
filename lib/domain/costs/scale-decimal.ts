import { type Decimal, parseDecimal, subtractDecimals, sumDecimals, zero } from './decimal';

/** Places kept of what was multiplied or divided: an estimate, never a line of a bill. */
const places = 12;

/**
 * A decimal times a finite number, to twelve places: for prices and estimates. Sums of a bill never go through it.
 *
 * @throws RangeError for a factor that is no finite number
 */
export function scaleDecimal(value: Decimal, factor: number): Decimal {
  if (!Number.isFinite(factor)) throw new RangeError(`Not a factor: ${factor}`);
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const kept = (whole + fraction.padEnd(places, '0').slice(0, places)).replace(/^0+(?=\d)/, '');
  const parts = parseDecimal(factor.toFixed(places));
  if (parts === 'unreadable') throw new RangeError(`Not a factor: ${factor}`);
  const [factorWhole = '0', factorFraction = ''] = parts.replace('-', '').split('.');
  const scaled = BigInt(kept) * BigInt(factorWhole + factorFraction.padEnd(places, '0'));
  const digits = scaled.toString().padStart(places * 2 + 1, '0');
  const text = `${digits.slice(0, -places * 2)}.${digits.slice(-places * 2, -places)}`;
  const isNegative = value.startsWith('-') !== parts.startsWith('-');
  const result = parseDecimal(isNegative ? `-${text}` : text);
  return result === 'unreadable' ? zero : result;
}

/** What changed from `before` to `after` in percent of `before`, as a double; `none` where there was nothing before. */
export function changePercent(before: Decimal, after: Decimal): number | 'none' {
  if (before === zero) return 'none';
  return (Number(subtractDecimals(after, before)) / Math.abs(Number(before))) * 100;
}

/** The exact sum of some decimals and, apart from it, whether there were any. */
export function sumOrNone(values: readonly Decimal[]): Decimal | 'none' {
  return values.length === 0 ? 'none' : sumDecimals(values);
}
