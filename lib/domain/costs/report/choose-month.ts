import type { AccountId } from '../../fleet';
import type { Bill, BilledPeriod, Day, DayCoverage } from '../types';

/** `2026-11`, a calendar month in UTC as AWS bills. */
export type Month = string;

/** The bill of an account, as far as it was read. */
export interface AccountBill {
  readonly accountId: AccountId;
  readonly bill: Bill;
}

/** What a bill has of a month: by the day, as a whole, or nothing. */
export interface MonthOfBill {
  readonly by: 'day' | 'month' | 'none';
  readonly periods: readonly BilledPeriod[];
  /** By the day only: every day of the month that is expected to be billed by now. */
  readonly coverage: Bill['coverage'];
}

export function monthOfDay(day: Day): Month {
  return day.slice(0, 7);
}

export function daysIn(month: Month): number {
  const [year = Number.NaN, number = Number.NaN] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** The month `by` months later; before it where that is below 0. */
export function shiftMonth(month: Month, by: number): Month {
  const [year = Number.NaN, number = Number.NaN] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** Months that bills have from their first day on, the newest first. */
export function listMonths(bills: readonly Bill[]): readonly Month[] {
  const known = bills.flatMap(({ coverage, months }) => [
    ...months.map(({ from }) => monthOfDay(from)),
    ...coverage.filter(({ day }) => day.endsWith('-01')).map(({ day }) => monthOfDay(day)),
  ]);
  return [...new Set(known)].sort().reverse();
}

/** What a bill has of a month. */
export function monthOf({ days, months, coverage }: Bill, month: Month): MonthOfBill {
  const isOf = ({ from }: BilledPeriod) => monthOfDay(from) === month;
  const covered = coverage.filter(({ day }) => monthOfDay(day) === month);
  if (covered[0]?.day === `${month}-01`) return { by: 'day', periods: days.filter(isOf), coverage: covered };
  const whole = months.filter(isOf);
  return { by: whole.length === 0 ? 'none' : 'month', periods: whole, coverage: [] };
}

/** Coverage of a month by several bills: each day is what the worst of them says of it. */
export interface MonthCoverage {
  readonly by: MonthOfBill['by'];
  /** Ascending; empty where the month was read as a whole or not at all. */
  readonly days: readonly { readonly day: Day; readonly state: DayCoverage }[];
  /** Of them, those that are billed in whole. */
  readonly billedDays: number;
  readonly daysInMonth: number;
  /** Accounts whose bill has nothing of the month. */
  readonly without: readonly AccountId[];
  /** AWS may still correct what it has billed. */
  readonly estimated: boolean;
}

/** The worst first. */
const worstFirst: readonly DayCoverage[] = ['not-read', 'absent', 'changed', 'arriving', 'whole'];

export function coverMonth(bills: readonly AccountBill[], month: Month): MonthCoverage {
  const read = bills.map(({ accountId, bill }) => ({ accountId, ...monthOf(bill, month) }));
  const byDay = new Map<Day, DayCoverage>();
  for (const { day, state } of read.flatMap(({ coverage }) => coverage)) {
    const before = byDay.get(day);
    const isWorse = before === undefined || worstFirst.indexOf(state) < worstFirst.indexOf(before);
    if (isWorse) byDay.set(day, state);
  }
  const days = [...byDay].map(([day, state]) => ({ day, state })).sort((a, b) => (a.day < b.day ? -1 : 1));
  const by = days.length > 0 ? 'day' : read.some((one) => one.by === 'month') ? 'month' : 'none';
  return {
    by,
    days,
    billedDays: days.filter(({ state }) => state === 'whole').length,
    daysInMonth: daysIn(month),
    without: read.filter((one) => one.by === 'none').map(({ accountId }) => accountId),
    estimated: read.some(({ periods }) => periods.some(({ estimated }) => estimated)),
  };
}

/** Days of a month, by their number, that every bill has in whole. */
export function wholeDays(bills: readonly AccountBill[], month: Month): ReadonlySet<string> {
  const { days, without } = coverMonth(bills, month);
  return new Set(
    without.length > 0 ? [] : days.filter(({ state }) => state === 'whole').map(({ day }) => day.slice(8)),
  );
}
