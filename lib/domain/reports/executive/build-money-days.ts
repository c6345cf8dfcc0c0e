import { addDays, dayOf } from '../../costs/days';
import { daysIn } from '../../costs/report/choose-month';
import type { CurrencyReport } from '../../costs/report/types';
import type { ReportFrame } from './frame';
import type { CurrencyMoney } from './report';

/**
 * The days of the month that are billed in whole, and those that should be there and are not. Yesterday and today are still
 * arriving while the month goes on; of one that is over every day should be there.
 */
export function coverDays(
  { coverage }: CurrencyReport,
  { month, endAt, goesOn }: ReportFrame,
): CurrencyMoney['coverage'] {
  const days = daysIn(month);
  if (coverage.by === 'month') return { billedDays: days, days, missing: [] };
  const states = new Map(coverage.days.map(({ day, state }) => [day, state]));
  const until = goesOn ? addDays(dayOf(endAt), -1) : '9999';
  const missing = Array.from({ length: days }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`).filter(
    (day) => {
      const state = states.get(day);
      return state === undefined ? day < until : state === 'absent' || state === 'not-read';
    },
  );
  return { billedDays: coverage.billedDays, days, missing };
}
