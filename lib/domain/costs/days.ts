import type { EpochMs } from '../time';
import type { Day } from './types';

const dayMs = 86_400_000;

/** The day (UTC) that a moment is in. */
export function dayOf(at: EpochMs): Day {
  return new Date(at).toISOString().slice(0, 10);
}

/** The first moment of a day. */
export function startOfDay(day: Day): EpochMs {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOfDay(day) + days * dayMs);
}

/** Every day from the first (included) to the last (excluded). */
export function listDays(from: Day, until: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The first day of the month so many months after that of a day. */
export function firstOfMonth(day: Day, monthsAfter = 0): Day {
  const date = new Date(startOfDay(day));
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsAfter, 1));
}
