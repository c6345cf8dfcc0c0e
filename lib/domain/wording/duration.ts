import type { Seconds } from '../time';

/**
 * Which way a length of time is rounded. `up` is against us for lag, loss, age and recovery time; `down` is against us
 * for what we claim to have attained.
 */
export type Rounding = 'up' | 'down';

const minute = 60;
const hour = 3600;
const day = 86_400;

/**
 * Words for a length of time in seconds: `0.7 s`, `42 s`, `4 m 10 s`, `3 h 12 m`, `2 d 4 h`. Tenths below ten seconds,
 * two units above a minute. Zero is `0 s`; anything between zero and a tenth reads `0.1 s` when rounded up.
 * Throws on NaN and on negative or infinite lengths: those are missing values and must be worded as such.
 */
export function formatDuration(seconds: Seconds, rounding: Rounding = 'up'): string {
  if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`Not a length of time: ${seconds}`);
  if (seconds < 10) {
    const tenths = roundTo(seconds, 0.1, rounding);
    return `${Number(tenths.toFixed(1))} s`;
  }
  if (seconds < minute) {
    const whole = roundTo(seconds, 1, rounding);
    if (whole < minute) return `${whole} s`;
  }
  if (seconds < hour) {
    const whole = roundTo(seconds, 1, rounding);
    if (whole < hour) return twoUnits(whole, minute, 'm', 1, 's');
  }
  if (seconds < day) {
    const whole = roundTo(seconds, minute, rounding);
    if (whole < day) return twoUnits(whole, hour, 'h', minute, 'm');
  }
  return twoUnits(roundTo(seconds, hour, rounding), day, 'd', hour, 'h');
}

function twoUnits(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.round((seconds % large) / small);
  const first = `${Math.floor(seconds / large)} ${largeName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}

/** Rounds to a step; a hair of binary noise (1e-9 steps) does not push 1.2 up to 1.3. */
function roundTo(value: number, step: number, rounding: Rounding): number {
  const steps = value / step;
  const whole = rounding === 'up' ? Math.ceil(steps - 1e-9) : Math.floor(steps + 1e-9);
  return whole * step;
}
