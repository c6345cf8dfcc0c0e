/**
 * Words for figures. All throw on NaN and infinite values: those are missing and must be worded as such, never as 0.
 */

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A count: `1,240`. */
export function formatCount(count: number): string {
  assertFinite(count);
  return grouped.format(count);
}

/** A rate per second: `0.4 /s`, `12.5 /s`, `1,240 /s`. A rate that is not zero never reads `0 /s`. */
export function formatRate(perSecond: number): string {
  assertFinite(perSecond);
  if (perSecond > 0 && perSecond < 0.1) return '<0.1 /s';
  const text = Math.abs(perSecond) < 100 ? String(Number(perSecond.toFixed(1))) : grouped.format(perSecond);
  return `${text} /s`;
}

/**
 * A share in percent with up to two decimals, rounded against us: `up` for what went wrong (errors, share used),
 * `down` for what was attained, so that `100 %` appears only when nothing failed.
 */
export function formatPercent(percent: number, rounding: 'up' | 'down'): string {
  assertFinite(percent);
  const hundredths = percent * 100;
  const whole = rounding === 'up' ? Math.ceil(hundredths - 1e-9) : Math.floor(hundredths + 1e-9);
  return `${whole / 100} %`;
}

/** Milliseconds, rounded up: `84 ms`; from one second on in seconds: `1.3 s`. */
export function formatLatency(milliseconds: number): string {
  assertFinite(milliseconds);
  if (milliseconds < 1000) return `${Math.ceil(milliseconds)} ms`;
  return `${Math.ceil(milliseconds / 100) / 10} s`;
}

function assertFinite(value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`Not a figure: ${value}`);
}
