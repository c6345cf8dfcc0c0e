declare const decimal: unique symbol;

/**
 * An exact decimal number as text, e.g. `12.5`, `-0.000001`, `0`: no exponent, no needless zeros, any number of digits.
 * It survives JSON unchanged, and sums of it are exact; a double would make or lose cents.
 */
export type Decimal = string & { readonly [decimal]: true };

/** Reads an exact decimal; an exponent of up to three digits is taken, as `1E-7`. Anything else is no number. */
export function parseDecimal(text: string | undefined): Decimal | 'unreadable' {
  const parts = /^([+-]?)(\d{1,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,3}))?$/.exec((text ?? '').trim());
  if (parts === null) return 'unreadable';
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const signed = sign === '-' ? -digits : digits;
  return shift >= 0 ? writeDecimal(signed * 10n ** BigInt(shift), 0) : writeDecimal(signed, -shift);
}

/** A finite number, digit by digit as it is written; AWS sends some figures as JSON numbers. */
export function decimalOf(value: number | undefined): Decimal | 'unreadable' {
  return value === undefined || !Number.isFinite(value) ? 'unreadable' : parseDecimal(String(value));
}

export const zero = '0' as Decimal;

/** The exact sum; of nothing it is 0. */
export function sumDecimals(values: Iterable<Decimal>): Decimal {
  let units = 0n;
  let places = 0;
  for (const value of values) {
    const other = readUnits(value);
    if (other.places > places) {
      units *= 10n ** BigInt(other.places - places);
      places = other.places;
    }
    units += other.units * 10n ** BigInt(places - other.places);
  }
  return writeDecimal(units, places);
}

/** `a` − `b`, exactly. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return sumDecimals([a, negateDecimal(b)]);
}

export function negateDecimal(value: Decimal): Decimal {
  const { units, places } = readUnits(value);
  return writeDecimal(-units, places);
}

/** Below 0, 0 or above it as `a` is less than, equal to or more than `b`: to sort by. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { units } = readUnits(subtractDecimals(a, b));
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** Whole hundredths, halves away from zero: for a total. The lines under one have to be rounded together. */
export function toHundredths(value: Decimal): number {
  const { units, places } = readUnits(value);
  if (places <= 2) return Number(units * 10n ** BigInt(2 - places));
  const divisor = 10n ** BigInt(places - 2);
  const size = units < 0n ? -units : units;
  const rounded = (size + divisor / 2n) / divisor;
  return Number(units < 0n ? -rounded : rounded);
}

/** Whole hundredths, the next ones above where it lies between two: for what something costs at most. */
export function toHundredthsUp(value: Decimal): number {
  const { units, places } = readUnits(value);
  if (places <= 2) return Number(units * 10n ** BigInt(2 - places));
  const divisor = 10n ** BigInt(places - 2);
  // Division of whole numbers goes towards zero, which is up for what lies below it.
  return Number(units / divisor + (units > 0n && units % divisor > 0n ? 1n : 0n));
}

/** The nearest double: for lengths of bars and shares, never to add up. */
export function toApproximateNumber(value: Decimal): number {
  return Number(value);
}

function readUnits(value: Decimal): { readonly units: bigint; readonly places: number } {
  const point = value.indexOf('.');
  if (point === -1) return { units: BigInt(value), places: 0 };
  return { units: BigInt(value.slice(0, point) + value.slice(point + 1)), places: value.length - point - 1 };
}

function writeDecimal(units: bigint, places: number): Decimal {
  const size = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const whole = size.slice(0, size.length - places);
  const fraction = size.slice(size.length - places).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return (units < 0n ? `-${text}` : text) as Decimal;
}
