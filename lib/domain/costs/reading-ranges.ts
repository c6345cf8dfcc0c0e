import type { EpochMs } from '../time';
import { addDays, dayOf, firstOfMonth } from './days';
import type { Day } from './types';

/** Days of a bill, the last one excluded. */
export interface DayRange {
  readonly fromDay: Day;
  readonly untilDay: Day;
}

/** Days that are kept one by one: with them the whole month before this one always is. */
export const keptDays = 62;

/** The last 62 days, today included. */
export function rangeOfDays(now: EpochMs): DayRange {
  const untilDay = addDays(dayOf(now), 1);
  return { fromDay: addDays(untilDay, -keptDays), untilDay };
}

/** The twelve whole months before the month that precedes this one: with that and this one, all that AWS keeps. */
export function rangeOfMonths(now: EpochMs): DayRange {
  const today = dayOf(now);
  return { fromDay: firstOfMonth(today, -13), untilDay: firstOfMonth(today, -1) };
}

/** The rest of this month and the two months after it. */
export function rangeOfForecast(now: EpochMs): DayRange {
  const today = dayOf(now);
  return { fromDay: today, untilDay: firstOfMonth(today, 3) };
}

/** The last 30 days of which AWS has billed nearly everything. */
export function rangeOfCommitments(now: EpochMs): DayRange {
  const untilDay = addDays(dayOf(now), -1);
  return { fromDay: addDays(untilDay, -30), untilDay };
}

/** AWS keeps anomalies for 90 days; one day less is surely kept. */
export function anomaliesSince(now: EpochMs): Day {
  return addDays(dayOf(now), -89);
}
