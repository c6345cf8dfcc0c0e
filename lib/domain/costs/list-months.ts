import { type Amounts, sumAmounts } from './amounts';
import { addDays, firstOfMonth, listDays } from './days';
import type { Bill, Day } from './types';

/** What a calendar month cost, by all that is known of it. */
export interface MonthTotal {
  readonly from: Day;
  /** The day after the last one of the month. */
  readonly until: Day;
  readonly total: Amounts;
  readonly estimated: boolean;
  /** Days of the month, so far, that the bill has not or not wholly; none for a month that is told as a whole. */
  readonly lacking: readonly Day[];
}

/**
 * The months of a bill, ascending, each counted once: whole ones as AWS told them, the last two from their days. A month of
 * which only some days are kept is left out.
 */
export function listMonths({ days, months, coverage }: Bill): readonly MonthTotal[] {
  const whole = months.map(({ from, until, total, estimated }) => ({ from, until, total, estimated, lacking: [] }));
  const lastWhole = months.at(-1)?.until ?? '';
  const first = coverage[0]?.day;
  const starts = [...new Set(coverage.map(({ day }) => firstOfMonth(day)))].filter(
    (start) => first !== undefined && start >= first && start >= lastWhole,
  );
  const byDays = starts.map((from): MonthTotal => {
    const until = firstOfMonth(from, 1);
    const own = days.filter((day) => day.from >= from && day.from < until);
    const states = new Map(coverage.map(({ day, state }) => [day, state]));
    const end = coverage.at(-1)?.day ?? from;
    const lacking = listDays(from, until).filter((day) => day <= end && states.get(day) !== 'whole');
    return {
      ...{ from, until, lacking },
      total: sumAmounts(own.map(({ total }) => total)),
      estimated: own.length === 0 || own.some(({ estimated }) => estimated) || end < addDays(until, -1),
    };
  });
  return [...whole, ...byDays];
}
