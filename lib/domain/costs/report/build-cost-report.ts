import type { FleetAccount, Workload } from '../../fleet';
import { newestValue } from '../../observe';
import type { EpochMs } from '../../time';
import { sumOnBasis } from '../amounts';
import { compareDecimals } from '../decimal';
import { groupBy } from '../group-by';
import { splitBill } from '../resilience/split-bill';
import { listTransferPairs } from '../transfer-pairs';
import { type CostCut, type CostPart, costParts } from '../types';
import { viewCommitments } from '../view-commitments';
import { type AccountBill, coverMonth, listMonths, type Month, monthOf } from './choose-month';
import { compareMonths, periodsOf } from './compare-months';
import {
  type CostGroup,
  type CostQuery,
  costGroups,
  dimensionsOf,
  findCut,
  groupsBeside,
  isWholeBill,
  noFilters,
} from './cost-query';
import { forecastMonth, type MonthForecast } from './forecast-month';
import type { SeenCosts, SeenPart } from './seen-costs';
import { groupLines, selectLines, totalOn } from './select-lines';
import type {
  AccountReading,
  ComparedMonths,
  CostReport,
  CostRow,
  CurrencyReport,
  DayCost,
  MonthCost,
  ToldCosts,
} from './types';

/** What a report is made of. */
export interface CostEvidence {
  readonly readings: readonly SeenCosts[];
  readonly workloads: readonly Pick<Workload, 'id' | 'regions'>[];
  readonly accounts: readonly Pick<FleetAccount, 'id' | 'name'>[];
}

/**
 * The costs of a month as a question asks for them. Each total is the exact sum of what its filters keep, whatever the
 * grouping; amounts of two bases or two currencies are never added.
 */
export function buildCostReport(evidence: CostEvidence, query: CostQuery, now: EpochMs): CostReport {
  const { readings } = evidence;
  const bills = listBills(evidence);
  const months = listMonths(bills.map(({ bill }) => bill));
  const month = chooseMonth(query.month, months, now);
  const byCurrency = groupBy(bills, ({ bill }) => bill.currency);
  const hidden = hiddenCuts(evidence);
  return {
    ...{ now, query, month, months },
    accounts: readings.map((one) => toAccountReading(one, evidence)),
    choices: listChoices(bills, month, hidden),
    groups: groupsBeside(query.filters, hidden),
    currencies:
      month === 'none'
        ? []
        : [...byCurrency]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([, own]) => toCurrency(own, month, query, evidence)),
    commitments: readings.flatMap(({ accountId, commitments }) => {
      const known = newestSeen(commitments);
      return known === 'none' ? [] : [viewCommitments(accountId, known.value)];
    }),
    anomalies: bills.flatMap(({ accountId, bill }) => {
      const known = newestSeen(readingOf(readings, accountId).anomalies);
      if (known === 'none') return [];
      return known.value.map((anomaly) => ({ accountId, currency: bill.currency, anomaly }));
    }),
    advice: readings.flatMap(({ accountId, rightsizing }) => {
      const known = newestValue(rightsizing);
      return known === 'none' ? [] : known.value.map((advice) => ({ accountId, advice }));
    }),
  };
}

/** The bills that are known, current or not. */
export function listBills({ readings }: CostEvidence): readonly AccountBill[] {
  return readings.flatMap(toAccountBill);
}

/** One of which no line was ever told has no currency, and nothing to show. */
function toAccountBill({ accountId, bill }: SeenCosts): readonly AccountBill[] {
  const known = newestValue(bill);
  return known === 'none' || known.value.currency === 'none' ? [] : [{ accountId, bill: known.value }];
}

/** Cuts of which nothing may be seen, on any bill. */
function hiddenCuts({ readings }: CostEvidence): readonly CostCut[] {
  return [...new Set(readings.flatMap((one) => one.hiddenCuts))];
}

function newestSeen<T>(part: SeenPart<T>): ReturnType<typeof newestValue<T>> {
  return part === 'out-of-scope' ? 'none' : newestValue(part);
}

/** The month asked for, if any bill has it; else this month, else the newest there is. */
function chooseMonth(wanted: CostQuery['month'], months: readonly Month[], now: EpochMs): Month | 'none' {
  if (wanted !== 'newest' && months.includes(wanted)) return wanted;
  const current = new Date(now).toISOString().slice(0, 7);
  return months.includes(current) ? current : (months[0] ?? 'none');
}

function toAccountReading(reading: SeenCosts, { accounts }: CostEvidence): AccountReading {
  const { accountId } = reading;
  const known = newestValue(reading.bill);
  const stateOf = (part: CostPart) => {
    const observation = reading[part];
    if (observation === 'out-of-scope') return { asOf: 'never' as const, missing: 'out-of-scope' as const };
    const newest = newestValue<unknown>(observation);
    return {
      asOf: newest === 'none' ? ('never' as const) : newest.measuredAt,
      missing:
        observation.state === 'observed' ? ('no' as const) : { reason: observation.reason, since: observation.since },
    };
  };
  return {
    accountId,
    name: accounts.find(({ id }) => id === accountId)?.name ?? accountId,
    currency: known === 'none' || known.value.currency === 'none' ? 'unknown' : known.value.currency,
    parts: Object.fromEntries(costParts.map((part) => [part, stateOf(part)])) as AccountReading['parts'],
  };
}

function readingOf(readings: readonly SeenCosts[], accountId: string): SeenCosts {
  const found = readings.find((one) => one.accountId === accountId);
  if (found === undefined) throw new Error(`No readings of account ${accountId}`);
  return found;
}

/** Every value the bills of a month have, so that a filter can be seen before it is set. */
function listChoices(
  bills: readonly AccountBill[],
  month: Month | 'none',
  hidden: readonly CostCut[],
): CostReport['choices'] {
  const periods = month === 'none' ? [] : periodsOf(bills, month);
  const valuesOf = (group: CostGroup): readonly string[] => {
    const cut = findCut(group === 'account' ? [] : [group], hidden);
    if (cut === 'none') return [];
    return [...groupLines(selectLines(periods, cut, noFilters), group).keys()].sort();
  };
  return Object.fromEntries(costGroups.map((group) => [group, valuesOf(group)])) as unknown as CostReport['choices'];
}

function toCurrency(
  bills: readonly AccountBill[],
  month: Month,
  query: CostQuery,
  evidence: CostEvidence,
): CurrencyReport {
  const { filters, basis } = query;
  const hidden = hiddenCuts(evidence);
  const kept = bills.filter(({ accountId }) => filters.account.length === 0 || filters.account.includes(accountId));
  const lines = periodsOf(kept, month).flatMap(({ period }) => period.lines['workload-usage-type']);
  return {
    currency: bills[0]?.bill.currency ?? 'unknown',
    accounts: kept.map(({ accountId }) => accountId),
    coverage: coverMonth(kept, month),
    told: toTold(kept, month, query, hidden),
    forecast: toForecast(kept, month, query, evidence),
    split: hidden.includes('workload-usage-type') ? 'out-of-scope' : splitBill(lines, evidence.workloads, basis),
    pairs: hidden.includes('workload-usage-type') ? 'out-of-scope' : listTransferPairs(lines, basis),
  };
}

function toForecast(
  bills: readonly AccountBill[],
  month: Month,
  { filters, basis }: CostQuery,
  { readings }: CostEvidence,
): MonthForecast {
  if (!isWholeBill(filters)) return { state: 'not-told', because: 'AWS forecasts whole bills, without these filters' };
  if (basis !== 'unblended') return { state: 'not-told', because: 'AWS is asked for a forecast of unblended costs' };
  const own = bills.map(({ accountId }) => readingOf(readings, accountId));
  return own.length === 0 ? { state: 'not-told', because: 'no account is picked' } : forecastMonth(own, month);
}

function toTold(bills: readonly AccountBill[], month: Month, query: CostQuery, hidden: readonly CostCut[]): ToldCosts {
  const { group, filters, basis } = query;
  const wanted = dimensionsOf(query);
  const cut = findCut(wanted, hidden);
  if (cut === 'none') return { state: 'not-told', wanted };
  const periods = periodsOf(bills, month);
  const lines = selectLines(periods, cut, filters);
  const comparison = compareMonths(bills, month, cut, query, basis);
  const byKey = comparison.state === 'not-comparable' ? 'none' : comparison.byKey;
  const groups = groupLines(lines, group);
  // What was there last month and is gone stays a line: of nothing, and compared.
  const keys = new Set([...groups.keys(), ...(byKey === 'none' ? [] : byKey.keys())]);
  const rows = [...keys].map((key): CostRow => {
    const own = groups.get(key);
    return {
      key,
      amount: own === undefined ? sumOnBasis([]) : totalOn(own, basis),
      compared: byKey === 'none' ? 'none' : (byKey.get(key) ?? noneOnEither),
    };
  });
  return {
    state: 'told',
    total: totalOn(lines, basis),
    rows: rows.sort((a, b) => compareDecimals(b.amount, a.amount) || (a.key < b.key ? -1 : 1)),
    days: toDays(bills, month, cut, query),
    trend: toTrend(bills, cut, query),
    compared: toCompared(comparison),
  };
}

const noneOnEither = { now: sumOnBasis([]), before: sumOnBasis([]) };

function toCompared(comparison: ReturnType<typeof compareMonths>): ComparedMonths {
  if (comparison.state === 'not-comparable') return comparison;
  const { state, month, days, now, before } = comparison;
  const daysBefore = comparison.state === 'whole-months' ? comparison.daysBefore : days;
  return { state, month, days, daysBefore, now, before };
}

function toDays(bills: readonly AccountBill[], month: Month, cut: CostCut, query: CostQuery): readonly DayCost[] {
  const byDay = groupBy(periodsOf(bills, month), ({ period }) => period.from);
  return coverMonth(bills, month).days.map(({ day, state }) => {
    const periods = byDay.get(day);
    const amount = periods === undefined ? 'unknown' : totalOn(selectLines(periods, cut, query.filters), query.basis);
    return { day, state, amount };
  });
}

/** The months before and this one; of each, what its bills have. */
function toTrend(bills: readonly AccountBill[], cut: CostCut, query: CostQuery): readonly MonthCost[] {
  return [...listMonths(bills.map(({ bill }) => bill))].reverse().map((month) => {
    const periods = periodsOf(bills, month);
    const isKnown = bills.every(({ bill }) => monthOf(bill, month).periods.length > 0);
    const { by, billedDays, daysInMonth } = coverMonth(bills, month);
    return {
      month,
      amount: isKnown ? totalOn(selectLines(periods, cut, query.filters), query.basis) : 'unknown',
      isWhole: isKnown && (by === 'month' || billedDays === daysInMonth),
    };
  });
}
