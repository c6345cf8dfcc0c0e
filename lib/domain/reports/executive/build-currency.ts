import { type Decimal, sumDecimals } from '../../costs/decimal';
import type { CostEvidence } from '../../costs/report/build-cost-report';
import { type AccountBill, monthOf, shiftMonth } from '../../costs/report/choose-month';
import type { CurrencyReport } from '../../costs/report/types';
import { changePercent } from '../../costs/scale-decimal';
import type { Workload } from '../../fleet';
import { newestValue } from '../../observe';
import type { EpochMs } from '../../time';
import { formatCount } from '../../wording/list';
import { formatMonth } from '../../wording/month';
import { type Basis, toMoment } from '../figure';
import type { JudgedBudget } from './build-budgets';
import { coverDays } from './build-money-days';
import { basisOf, type ReportFrame } from './frame';
import type { CurrencyMoney, MoneyFigure } from './report';

/** What the figures of a currency are made of. */
export interface MoneySources {
  readonly bills: readonly AccountBill[];
  readonly costs: CostEvidence;
  readonly workloads: readonly Workload[];
  readonly budgets: readonly JudgedBudget[];
  readonly frame: ReportFrame;
}

const spentMethod = 'unblended costs of the days that are billed, exact, as Cost Explorer tells them';
const forecastMethod =
  'what is billed before the day of the forecast and what AWS expects from then to the end of the month, unblended; never added to what is billed';
const changeMethod = 'unblended costs against those of the month before';
const resilienceMethod =
  'lines of the bill by workload and usage type that pay for standby compute, replicated writes, copies, transfer between regions and tooling; lines that no rule names are not among them';

export function buildCurrency(report: CurrencyReport, sources: MoneySources): CurrencyMoney {
  const { currency, told } = report;
  const { frame, workloads, budgets } = sources;
  // Each cut that is seen tells workloads, so that only a bill of another kind would not.
  if (told.state === 'not-told') throw new Error(`The bills in ${currency} tell no workloads.`);
  const own = ownBills(report, sources);
  const coverage = coverDays(report, frame);
  const basis = (method: string) => ({ ...basisOf(frame, method), asOf: toldAt(own, sources) });
  const state = isSettled(report, frame) ? ('billed' as const) : ('billed-so-far' as const);
  const isOfWorkload = new Set(workloads.map(({ id }) => id));
  return {
    currency,
    accounts: own.map(({ accountId }) => accountId).sort(),
    spent:
      own.length === 0
        ? { ...basis(spentMethod), state: 'not-known', because: `no day of ${formatMonth(frame.month)} is on any bill` }
        : { ...basis(spentMethod), state, amount: told.total },
    forecast: forecastOf(report, frame),
    change: changeOf(told.compared, basis(changeMethod), frame),
    resilience: resilienceOf(report, basis(resilienceMethod), state),
    coverage,
    byWorkload: byWorkload(report, workloads),
    unassigned: sumDecimals(told.rows.filter(({ key }) => !isOfWorkload.has(key)).map(({ amount }) => amount)),
    budgets: budgets
      .filter((budget) => budget.currency === currency)
      .map(({ id, of, amount, state: judged, because }) => ({ id, of, amount, state: judged, because })),
  };
}

/** The bills that have anything of the month. */
function ownBills({ accounts }: CurrencyReport, { bills, frame }: MoneySources): readonly AccountBill[] {
  return bills.filter(
    ({ accountId, bill }) => accounts.includes(accountId) && monthOf(bill, frame.month).periods.length > 0,
  );
}

/**
 * When AWS told the figures: of each bill the newest lines it gave of the month, of several bills the oldest of those. That
 * AWS was asked again since and gave the same changes nothing.
 */
function toldAt(bills: readonly AccountBill[], { costs, frame }: MoneySources): string {
  const each = bills.map(({ bill }) => Math.max(...monthOf(bill, frame.month).periods.map(({ readAt }) => readAt)));
  if (each.length > 0) return toMoment(Math.min(...each));
  const asked = costs.readings.flatMap(({ bill }): readonly EpochMs[] => {
    const known = newestValue(bill);
    return known === 'none' ? [] : [known.measuredAt];
  });
  return asked.length === 0 ? frame.endMoment : toMoment(Math.min(...asked));
}

/** The month is over, every day of it is billed on every bill, and AWS corrects none of it any more. */
function isSettled({ coverage }: CurrencyReport, { goesOn }: ReportFrame): boolean {
  const { by, billedDays, daysInMonth, without, estimated } = coverage;
  return !goesOn && !estimated && without.length === 0 && (by === 'month' || billedDays === daysInMonth);
}

function forecastOf({ forecast }: CurrencyReport, frame: ReportFrame): CurrencyMoney['forecast'] {
  if (!frame.goesOn) return 'none';
  const end = `${shiftMonth(frame.month, 1)}-01T00:00:00.000Z`;
  const basis: Basis = { ...basisOf(frame, forecastMethod), period: { from: frame.period.from, to: end } };
  if (forecast.state === 'not-told') return { ...basis, state: 'not-known', because: forecast.because };
  return { ...basis, asOf: toMoment(forecast.asOf), state: 'estimated', amount: forecast.expected };
}

type Compared = Extract<CurrencyReport['told'], { readonly state: 'told' }>['compared'];

function changeOf(compared: Compared, basis: Basis, { month }: ReportFrame): CurrencyMoney['change'] {
  if (compared.state === 'not-comparable') return { ...basis, state: 'not-comparable', because: compared.because };
  const { now, before, days, daysBefore } = compared;
  const over =
    compared.state === 'same-days'
      ? `over the same ${formatCount(days, 'day')}, each billed in whole in both`
      : `as whole months of ${formatCount(days, 'day')} and ${formatCount(daysBefore, 'day')}`;
  return {
    ...basis,
    method: `${basis.method}, ${formatMonth(shiftMonth(month, -1))}, ${over}`,
    ...{ state: 'known', now, before, days, daysBefore },
    percent: risePercent(before, now),
  };
}

/** To tenths, rounded up: a rise is never told smaller, and a fall never larger, than it is. */
function risePercent(before: Decimal, now: Decimal): number | 'not-told' {
  const percent = changePercent(before, now);
  // A hair of binary noise does not push 4.3 up to 4.4, and no zero has a sign.
  return percent === 'none' ? 'not-told' : Math.ceil(percent * 10 - 1e-9) / 10 + 0;
}

function resilienceOf({ split }: CurrencyReport, basis: Basis, state: 'billed' | 'billed-so-far'): MoneyFigure {
  if (split === 'out-of-scope') {
    const because = 'usage types name no region, so that those of the regions in scope cannot be told from others';
    return { ...basis, state: 'not-known', because };
  }
  if (split.workloads.length === 0) {
    return { ...basis, state: 'not-known', because: 'no line of the bill has the tag of a workload' };
  }
  return { ...basis, state, amount: sumDecimals(split.workloads.map(({ resilience }) => resilience)) };
}

/** The dearest first. A workload that no line names is not one that cost nothing: it is left out. */
function byWorkload({ told, split }: CurrencyReport, workloads: readonly Workload[]): CurrencyMoney['byWorkload'] {
  if (told.state === 'not-told') return [];
  const names = new Map(workloads.map(({ id, name }) => [id, name]));
  const resilience = new Map(
    split === 'out-of-scope' ? [] : split.workloads.map((one) => [one.workloadId, one.resilience]),
  );
  return told.rows.flatMap(({ key, amount }) => {
    const workloadName = names.get(key);
    if (workloadName === undefined || (amount === '0' && !resilience.has(key))) return [];
    return [{ workloadId: key, workloadName, spent: amount, resilience: resilience.get(key) ?? 'not-known' }];
  });
}
