import type { EpochMs, Seconds } from '../time';
import { type HistoryResolution, historyResolutions } from './types';

export const minuteMs = 60_000;

/** Length of a bucket in seconds. All grids begin at the epoch, so days are UTC days. */
export const bucketSecondsOf: Readonly<Record<HistoryResolution, Seconds>> = {
  minute: 60,
  'five-minutes': 300,
  hour: 3600,
  day: 86_400,
};

/** How long a resolution is kept, in days; whole days of it are dropped later. */
export const keptDays: Readonly<Record<HistoryResolution, number>> = {
  minute: 15,
  'five-minutes': 63,
  hour: 455,
  day: 455,
};

/** Length of a bucket in milliseconds. */
export function bucketMsOf(resolution: HistoryResolution): number {
  return bucketSecondsOf[resolution] * 1000;
}

/** Start of the bucket that holds `at`. */
export function floorTo(resolution: HistoryResolution, at: EpochMs): EpochMs {
  const ms = bucketMsOf(resolution);
  return Math.floor(at / ms) * ms;
}

/** First start of a bucket at or after `at`. */
export function ceilTo(resolution: HistoryResolution, at: EpochMs): EpochMs {
  const ms = bucketMsOf(resolution);
  return Math.ceil(at / ms) * ms;
}

/** The finest resolution in which a range is still a readable number of buckets. */
export function resolutionFor(rangeSeconds: Seconds): HistoryResolution {
  const hours = rangeSeconds / 3600;
  if (hours <= 3) return 'minute';
  if (hours <= 48) return 'five-minutes';
  return hours <= 63 * 24 ? 'hour' : 'day';
}

/** The finest resolution that suits a range's length and of which its beginning is still kept at `now`. */
export function keptResolutionFor(startAt: EpochMs, endAt: EpochMs, now: EpochMs): HistoryResolution {
  const finest = historyResolutions.indexOf(resolutionFor((endAt - startAt) / 1000));
  const kept = historyResolutions
    .slice(finest)
    .find((resolution) => now - startAt <= (keptDays[resolution] - 1) * 86_400_000);
  return kept ?? 'day';
}

export interface RangePart {
  readonly resolution: Exclude<HistoryResolution, 'day'>;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/**
 * Cuts a range of whole minutes into whole hours, whole five minutes and the minutes left at its ends, oldest first:
 * every minute lies in exactly one part, and few rows have to be read.
 */
export function splitRange(startAt: EpochMs, endAt: EpochMs): readonly RangePart[] {
  if (endAt <= startAt) return [];
  return cut(startAt, endAt, ['hour', 'five-minutes', 'minute']);
}

function cut(startAt: EpochMs, endAt: EpochMs, resolutions: readonly RangePart['resolution'][]): RangePart[] {
  const [resolution, ...finer] = resolutions;
  if (resolution === undefined || startAt >= endAt) return [];
  const from = ceilTo(resolution, startAt);
  const to = floorTo(resolution, endAt);
  if (from >= to) return cut(startAt, endAt, finer);
  return [...cut(startAt, from, finer), { resolution, startAt: from, endAt: to }, ...cut(to, endAt, finer)];
}
