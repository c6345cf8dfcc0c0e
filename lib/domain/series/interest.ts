import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import { type TimeBounds, type TimeRange, toBounds, writeTimeRange } from '../time-range';
import { formatDate } from '../wording/moment';

/**
 * What a view may need beyond what is always asked. `signals`: the golden signals of everything a workload has in a
 * region. `checkers`: what Route 53's checkers in the world measure of its regional endpoints there.
 */
export const interestViews = ['signals', 'checkers'] as const;
export type InterestView = (typeof interestViews)[number];

/** Somebody looks at this. Whoever looks at the same shares one interest, and what is fetched for it. */
export interface Interest {
  readonly view: InterestView;
  readonly workloadId: WorkloadId;
  readonly region: RegionCode;
  readonly range: TimeRange;
}

/** How long an interest lives unless it is renewed, in wall seconds. */
export const interestSeconds: Seconds = 60;

/** How often a page that is looked at renews its interests, in wall milliseconds. */
export const renewEveryMs = 20_000;

/** Interests in one request, of one person, and of all together. */
export const mostInterests = { inRequest: 40, ofPerson: 120, ofAll: 480 } as const;

const dayMs = 86_400_000;

/** For how long CloudWatch keeps anything, and points of less than five minutes and of less than an hour. */
const keptDays = { atAll: 455, fiveMinutes: 63, minute: 15 } as const;

/** Points of a series are few enough to be drawn: a period for each length of range, in seconds. */
const periods: readonly (readonly [longestMs: number, period: Seconds])[] = [
  [3 * 3_600_000, 60],
  [dayMs, 300],
  [7 * dayMs, 1800],
  [30 * dayMs, 7200],
  [92 * dayMs, 21_600],
];

/** The period in which a range is read: as fine as can be drawn, and as CloudWatch still keeps at its start. */
export function periodFor({ startAt, endAt }: TimeBounds, now: EpochMs): Seconds {
  const byLength = periods.find(([longest]) => endAt - startAt <= longest)?.[1] ?? 86_400;
  const age = now - startAt;
  if (age > keptDays.fiveMinutes * dayMs) return Math.max(byLength, 3600);
  return age > keptDays.minute * dayMs ? Math.max(byLength, 300) : byLength;
}

/** A stretch of whole periods, as CloudWatch is asked for it. */
export interface InterestWindow extends TimeBounds {
  readonly periodSeconds: Seconds;
}

/** What is asked of a range at `now`: whole periods, and none that is still filling. */
export function windowOf(range: TimeRange, now: EpochMs): InterestWindow {
  const bounds = toBounds(range, now);
  const periodSeconds = periodFor(bounds, now);
  const periodMs = periodSeconds * 1000;
  const newest = Math.floor(now / periodMs) * periodMs;
  const endAt = Math.min(newest, Math.ceil(bounds.endAt / periodMs) * periodMs);
  const startAt = Math.min(Math.floor(bounds.startAt / periodMs) * periodMs, endAt - periodMs);
  return { startAt, endAt, periodSeconds };
}

/** Whether anything of a range can be there, and if not why, for the one who asked. */
export function checkRange(range: TimeRange, now: EpochMs): 'ok' | string {
  const { startAt, endAt } = toBounds(range, now);
  if (startAt >= now) return `The range begins at ${formatDate(startAt)}, which is not yet.`;
  if (endAt <= now - keptDays.atAll * dayMs) {
    return `CloudWatch keeps nothing for longer than ${keptDays.atAll} days; the range ends at ${formatDate(endAt)}.`;
  }
  return 'ok';
}

/** The same for all whose view shows the same: given ends are moved to whole periods. */
export function interestKey({ view, workloadId, region, range }: Interest, now: EpochMs): string {
  const shown = typeof range === 'string' ? range : toShared(range, now);
  return `${view} ${workloadId} ${region} ${writeTimeRange(shown)}`;
}

function toShared(range: TimeBounds, now: EpochMs): TimeBounds {
  const periodMs = periodFor(range, now) * 1000;
  return {
    startAt: Math.floor(range.startAt / periodMs) * periodMs,
    endAt: Math.ceil(range.endAt / periodMs) * periodMs,
  };
}

/** Nothing of the window can change any more: its last point had its time to appear. */
export function isSettled(window: InterestWindow, now: EpochMs): boolean {
  return now >= window.endAt + settleMs;
}

/** After this long no point of a period is expected any more. */
export const settleMs = 600_000;
