import type { EpochMs } from '@/lib/domain/time';
import { formatUtc } from '@/lib/format';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps a person reads time in, up to a fortnight; longer ranges go by months. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14].map((count) => count * day),
];

export interface TimeTick {
  readonly at: EpochMs;
  readonly label: string;
}

/** Marks of a time axis in UTC: round times, at most `most` of them, the same for every chart of a range. */
export function timeTicks(startAt: EpochMs, endAt: EpochMs, most = 8): readonly TimeTick[] {
  const length = endAt - startAt;
  if (!(length > 0) || most < 1) return [];
  const step = steps.find((one) => length / one <= most);
  if (step === undefined) return monthTicks(startAt, endAt, most);
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil(startAt / step) * step; at <= endAt; at += step) {
    ticks.push({ at, label: step < day ? clockLabel(at, length) : dayLabel(at) });
  }
  return ticks.slice(0, most + 1);
}

/** The first of each month, or of every second, third … where there are too many. */
function monthTicks(startAt: EpochMs, endAt: EpochMs, most: number): readonly TimeTick[] {
  const first = new Date(startAt);
  const months: number[] = [];
  for (let count = 0; ; count++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + count, 1);
    if (at > endAt) break;
    if (at >= startAt) months.push(at);
  }
  const every = Math.max(1, Math.ceil(months.length / most));
  return months.filter((_at, index) => index % every === 0).map((at) => ({ at, label: monthLabel(at) }));
}

/** `03:00`; on a range over several days midnight is the day. */
function clockLabel(at: EpochMs, length: number): string {
  return length > day && at % day === 0 ? dayLabel(at) : formatUtc(at).slice(0, 5);
}

/** `20 Nov`. */
function dayLabel(at: EpochMs): string {
  return formatUtc(at, 'date').split(' ').slice(0, 2).join(' ');
}

/** `Nov 2026`. */
function monthLabel(at: EpochMs): string {
  return (formatUtc(at, 'date').split(',')[0] ?? '').split(' ').slice(1).join(' ');
}

/** Where a moment lies within a range, 0 at its start and 1 at its end; outside of it below 0 or above 1. */
export function shareOf(
  at: EpochMs,
  { startAt, endAt }: { readonly startAt: EpochMs; readonly endAt: EpochMs },
): number {
  return (at - startAt) / (endAt - startAt);
}

/** The index of the bucket that holds a moment; -1 where none does. */
export function bucketAt(times: readonly EpochMs[], bucketMs: number, at: EpochMs): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) <= at) low = middle + 1;
    else high = middle;
  }
  const start = times[low - 1];
  return start !== undefined && at < start + bucketMs ? low - 1 : -1;
}

/** How words at a share of the width are anchored: at either end they stay inside the drawing. */
export function anchorOf(share: number): 'start' | 'middle' | 'end' {
  if (share < 0.04) return 'start';
  return share > 0.96 ? 'end' : 'middle';
}
