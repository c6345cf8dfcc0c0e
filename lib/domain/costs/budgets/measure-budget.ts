import type { AccountId } from '../../fleet';
import type { Observation } from '../../observation';
import { newestValue, toMissing, toObserved } from '../../observe';
import type { EpochMs } from '../../time';
import type { Decimal } from '../decimal';
import { type AccountBill, coverMonth, type Month } from '../report/choose-month';
import { periodsOf } from '../report/compare-months';
import { noFilters } from '../report/cost-query';
import { type Forecastable, forecastMonth } from '../report/forecast-month';
import { selectLines, totalOn } from '../report/select-lines';
import { scaleDecimal } from '../scale-decimal';
import type { Budget, BudgetSpending } from './budget';

/** Fewer days say too little of a month to carry their rate on. */
const fewestDays = 7;

/**
 * What the bills that are known say of a budget this month. Dated by the bill read longest ago. A bill that is missing, or
 * in another currency, is named: without it the sum is too low, and never taken for the whole.
 *
 * @param accounts every account of the fleet, so that one that was never read is missed
 */
export function measureBudget(
  budget: Budget,
  readings: readonly Forecastable[],
  accounts: readonly AccountId[],
  now: EpochMs,
): Observation<BudgetSpending> {
  const { of, currency } = budget;
  const wanted = of.kind === 'account' ? [of.accountId] : accounts;
  const known = readings.filter(({ accountId }) => wanted.includes(accountId)).flatMap(toDated);
  const own = known.filter(({ bill }) => bill.currency === currency);
  const [first] = own;
  if (first === undefined) return toMissing('no-data', now);
  const month = new Date(now).toISOString().slice(0, 7);
  const asOf = Math.min(...own.map(({ measuredAt }) => measuredAt));
  const there = new Set(own.map(({ accountId }) => accountId));
  const without = wanted.filter((accountId) => !there.has(accountId));
  const { billedDays, daysInMonth, days } = coverMonth(own, month);
  const unknownDays = days.filter(({ state }) => state !== 'whole' && state !== 'arriving').length;
  const spent = spentOf(budget, own, month);
  const readAgain = readings.filter(({ accountId }) => there.has(accountId));
  return toObserved(
    {
      ...{ month, spent, billedDays, daysInMonth, unknownDays, without },
      forecast: forecastOf(budget, { own, readings: readAgain, month, billedDays, daysInMonth }),
    },
    asOf,
    asOf,
    'aws-api',
  );
}

type Dated = AccountBill & { readonly measuredAt: EpochMs };

function toDated({ accountId, bill }: Forecastable): readonly Dated[] {
  const known = newestValue(bill);
  return known === 'none' ? [] : [{ accountId, bill: known.value, measuredAt: known.measuredAt }];
}

function spentOf({ of }: Budget, bills: readonly AccountBill[], month: Month, days?: ReadonlySet<string>): Decimal {
  const periods = periodsOf(bills, month).filter(({ period }) => days === undefined || days.has(period.from));
  const filters = of.kind === 'workload' ? { ...noFilters, workload: [of.workloadId] } : noFilters;
  return totalOn(selectLines(periods, 'workload-region', filters), 'unblended');
}

interface Measured {
  readonly own: readonly AccountBill[];
  readonly readings: readonly Forecastable[];
  readonly month: Month;
  readonly billedDays: number;
  readonly daysInMonth: number;
}

function forecastOf(budget: Budget, measured: Measured): BudgetSpending['forecast'] {
  const { own, readings, month, billedDays, daysInMonth } = measured;
  if (budget.of.kind !== 'workload') {
    const forecast = forecastMonth(readings, month);
    return forecast.state === 'known' ? { state: 'told', expected: forecast.expected, by: 'aws' } : forecast;
  }
  // AWS forecasts whole bills: a tag is carried on at its own rate, over the days that are billed in whole.
  if (billedDays < fewestDays) {
    return { state: 'not-told', because: `only ${billedDays} days are billed, and a rate wants ${fewestDays}` };
  }
  const { days } = coverMonth(own, month);
  const whole = new Set(days.filter(({ state }) => state === 'whole').map(({ day }) => day));
  const soFar = spentOf(budget, own, month, whole);
  return { state: 'told', expected: scaleDecimal(soFar, daysInMonth / billedDays), by: 'rate-so-far' };
}
