import type { EpochMs } from '../domain/time';
import { formatClock, formatDate } from '../domain/wording/moment';

export { formatAge, formatMoment } from '../domain/wording/moment';

/**
 * A moment in UTC, UTC always written: `03:12 UTC`, `03:12:09 UTC` with precision `second`, or the whole date with
 * `date`: `20 Nov 2026, 03:12 UTC`.
 */
export function formatUtc(at: EpochMs, precision: 'minute' | 'second' | 'date' = 'minute'): string {
  return precision === 'date' ? formatDate(at) : formatClock(at, precision);
}

/** ISO 8601, for exports and `datetime` attributes. Throws on NaN and infinite moments. */
export function formatIso(at: EpochMs): string {
  if (!Number.isFinite(at)) throw new RangeError(`Not a moment: ${at}`);
  return new Date(at).toISOString();
}

/** A day, for figures that come daily: `12 Aug`, with its year where that is not the one of `now`. */
export function formatDay(at: EpochMs, now: EpochMs): string {
  const [day, ...rest] = formatDate(at).split(',')[0]?.split(' ') ?? [];
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return [day, ...(sameYear ? rest.slice(0, -1) : rest)].join(' ');
}
