import type { EpochMs, Seconds } from '../time';

/** A calendar month in UTC, as AWS bills: `2026-08`, its first moment and the one after its last. */
export interface BilledMonth {
  readonly id: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

export function billedMonthOf(at: EpochMs): BilledMonth {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const startAt = Date.UTC(year, month, 1);
  return { id: new Date(startAt).toISOString().slice(0, 7), startAt, endAt: Date.UTC(year, month + 1, 1) };
}

export function lengthSeconds({ startAt, endAt }: Pick<BilledMonth, 'startAt' | 'endAt'>): Seconds {
  return (endAt - startAt) / 1000;
}

/** What is left of the month at `now`, in seconds; the whole of it before it begins. */
export function secondsLeft({ startAt, endAt }: BilledMonth, now: EpochMs): Seconds {
  return Math.max(0, (endAt - Math.max(now, startAt)) / 1000);
}
