import type { EpochMs, Seconds } from '../time';

/** `03:12 UTC`, or with seconds `03:12:09 UTC`. Truncated, as a clock reads. */
export function formatClock(at: EpochMs, precision: 'minute' | 'second' = 'minute'): string {
  const iso = toIso(at);
  return `${precision === 'minute' ? iso.slice(11, 16) : iso.slice(11, 19)} UTC`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20 Nov 2026, 03:12 UTC`. */
export function formatDate(at: EpochMs): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${formatClock(at)}`;
}

/** A clock time for what lies within 24 hours of `now`, the full date otherwise; UTC is always written. */
export function formatMoment(at: EpochMs, now: EpochMs, precision: 'minute' | 'second' = 'minute'): string {
  return Math.abs(now - at) < 86_400_000 ? formatClock(at, precision) : formatDate(at);
}

/**
 * How old something is: `9 s ago`, `4 m ago`, `3 h ago`; rounded up, so that nothing reads younger than it is. After
 * 24 hours the date itself. What lies in the future (clocks that differ a little) reads `0 s ago`.
 */
export function formatAge(at: EpochMs, now: EpochMs): string {
  const seconds: Seconds = Math.max(0, Math.ceil((now - at) / 1000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds <= 3600 * 2 - 60) return `${Math.ceil(seconds / 60)} m ago`;
  if (seconds < 86_400) return `${Math.ceil(seconds / 3600)} h ago`;
  return formatDate(at);
}

function toIso(at: EpochMs): string {
  if (!Number.isFinite(at)) throw new RangeError(`Not a moment: ${at}`);
  return new Date(at).toISOString();
}
