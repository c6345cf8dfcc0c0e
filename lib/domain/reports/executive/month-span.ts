import type { Month } from '../../costs/report/choose-month';
import { shiftMonth } from '../../costs/report/choose-month';
import type { EpochMs } from '../../time';

/** Fleet milliseconds after its end from which on a month is closed whatever of it has not arrived. */
export const closedAtLatestMs = 48 * 3_600_000;

/** Whether a text is a calendar month as reports name it, such as `2026-10`. */
export function isMonth(text: string): text is Month {
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);
}

/** From the first moment of a month to the first of the next one, in UTC as AWS bills. Throws on what is no month. */
export function spanOfMonth(month: Month): { readonly startAt: EpochMs; readonly endAt: EpochMs } {
  if (!isMonth(month)) throw new RangeError(`Not a month: ${month}`);
  const startOf = (one: Month) => Date.parse(`${one}-01T00:00:00Z`);
  return { startAt: startOf(month), endAt: startOf(shiftMonth(month, 1)) };
}

/** The month (UTC) that a moment is in. */
export function monthAt(at: EpochMs): Month {
  return new Date(at).toISOString().slice(0, 7);
}

/** Fleet milliseconds after which the report of a month that goes on is made anew when somebody looks at it. */
const draftAgedMs = 60_000;

/** Whether the report of a month that goes on is too old to be shown without asking for a newer one. */
export function isAged(madeAt: EpochMs, now: EpochMs): boolean {
  return now - madeAt > draftAgedMs;
}
