import type { EpochMs } from './time';

/** The ranges a person can pick by name, shortest first. `13mo` is thirteen calendar months, as long as anything is kept. */
export const namedRanges = ['1h', '3h', '24h', '7d', '30d', '90d', '13mo'] as const;
export type NamedRange = (typeof namedRanges)[number];

/** From and until in fleet time; `endAt` is not inside. */
export interface TimeBounds {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/** A stretch of time that ends now, or one with both ends given. */
export type TimeRange = NamedRange | TimeBounds;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const lengthMs: Readonly<Record<Exclude<NamedRange, '13mo'>, number>> = {
  '1h': hourMs,
  '3h': 3 * hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
  '90d': 90 * dayMs,
};

export const rangeNames: Readonly<Record<NamedRange, string>> = {
  '1h': '1 hour',
  '3h': '3 hours',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '13mo': '13 months',
};

/** Both ends of a range at `now`. A given range stays as it was given, wherever `now` is. */
export function toBounds(range: TimeRange, now: EpochMs): TimeBounds {
  if (typeof range !== 'string') return range;
  return { startAt: range === '13mo' ? monthsBefore(now, 13) : now - lengthMs[range], endAt: now };
}

/** How a range is written in an address: `24h`, or `2026-11-20T03:00Z..2026-11-20T06:00Z` in UTC. */
export function writeTimeRange(range: TimeRange): string {
  if (typeof range === 'string') return range;
  return `${writeMinute(range.startAt)}..${writeMinute(range.endAt)}`;
}

/**
 * Reads what `writeTimeRange` writes; seconds may be given too. `invalid` for anything else, for an end that is not after
 * its start, and for more than thirteen months, which nothing is kept for.
 */
export function parseTimeRange(text: string): TimeRange | 'invalid' {
  const named = namedRanges.find((name) => name === text);
  if (named !== undefined) return named;
  const [from, until, ...rest] = text.split('..');
  if (from === undefined || until === undefined || rest.length > 0) return 'invalid';
  const startAt = parseMoment(from);
  const endAt = parseMoment(until);
  if (startAt === 'invalid' || endAt === 'invalid' || endAt <= startAt) return 'invalid';
  return startAt < monthsBefore(endAt, 13) ? 'invalid' : { startAt, endAt };
}

/** A moment in UTC as it stands in an address or a form, `2026-11-20T03:00Z`; `invalid` where it is none. */
export function parseMoment(text: string): EpochMs | 'invalid' {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text)) return 'invalid';
  const at = Date.parse(text);
  // A day that does not exist, 31 April, would read as the first of May.
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text.slice(0, 10)) ? at : 'invalid';
}

/** `2026-11-20T03:00Z`; with seconds where there are some. */
export function writeMinute(at: EpochMs): string {
  const iso = new Date(at).toISOString();
  return iso.slice(17, 19) === '00' ? `${iso.slice(0, 16)}Z` : `${iso.slice(0, 19)}Z`;
}

/** The same clock time that many months earlier; the last day of the month where it has no such day. */
function monthsBefore(at: EpochMs, months: number): EpochMs {
  const date = new Date(at);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getTime();
}
