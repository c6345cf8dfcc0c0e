import { type Amount, type CostBasis, sumOnBasis } from '../amounts';
import type { CostCut } from '../types';
import { type AccountBill, daysIn, type Month, monthOf, shiftMonth, wholeDays } from './choose-month';
import type { CostQuery } from './cost-query';
import { type AccountPeriod, groupLines, selectLines, totalOn } from './select-lines';

/** Two months side by side, by what is billed of both. */
export type Comparison<B extends CostBasis = CostBasis> =
  | {
      /** Over the days, by their number, that are billed in whole in both months. */
      readonly state: 'same-days';
      readonly days: number;
      readonly month: Month;
      readonly now: Amount<B>;
      readonly before: Amount<B>;
      readonly byKey: ReadonlyMap<string, { readonly now: Amount<B>; readonly before: Amount<B> }>;
    }
  | {
      /** Both were read as a whole; months differ in length, so both lengths are told. */
      readonly state: 'whole-months';
      readonly days: number;
      readonly daysBefore: number;
      readonly month: Month;
      readonly now: Amount<B>;
      readonly before: Amount<B>;
      readonly byKey: ReadonlyMap<string, { readonly now: Amount<B>; readonly before: Amount<B> }>;
    }
  | { readonly state: 'not-comparable'; readonly because: string };

/** Compares a month with the one before it, over the same number of days wherever bills tell days. */
export function compareMonths<B extends CostBasis>(
  bills: readonly AccountBill[],
  month: Month,
  cut: CostCut,
  query: Pick<CostQuery, 'filters' | 'group'>,
  basis: B,
): Comparison<B> {
  const before = shiftMonth(month, -1);
  const [ways, waysBefore] = [waysOf(bills, month), waysOf(bills, before)];
  if (ways.has('none') || waysBefore.has('none')) {
    return { state: 'not-comparable', because: `not every bill has ${waysBefore.has('none') ? before : month}` };
  }
  const compare = (keep: (period: AccountPeriod) => boolean) => {
    const linesOf = (one: Month) => selectLines(periodsOf(bills, one).filter(keep), cut, query.filters);
    return sideBySide(linesOf(month), linesOf(before), query, basis);
  };
  if (ways.has('month') || waysBefore.has('month')) {
    if (ways.has('day') && !isOver(bills, month)) {
      return { state: 'not-comparable', because: `${before} is kept as a whole and ${month} is not over` };
    }
    const lengths = { days: daysIn(month), daysBefore: daysIn(before) };
    return { state: 'whole-months', month: before, ...lengths, ...compare(() => true) };
  }
  const there = wholeDays(bills, before);
  const shared = new Set([...wholeDays(bills, month)].filter((day) => there.has(day)));
  if (shared.size === 0) return { state: 'not-comparable', because: 'no day is billed in whole in both months yet' };
  return {
    state: 'same-days',
    days: shared.size,
    month: before,
    ...compare(({ period }) => shared.has(period.from.slice(8))),
  };
}

/** The periods of a month on every bill. */
export function periodsOf(bills: readonly AccountBill[], month: Month): readonly AccountPeriod[] {
  return bills.flatMap(({ accountId, bill }) => monthOf(bill, month).periods.map((period) => ({ accountId, period })));
}

function waysOf(bills: readonly AccountBill[], month: Month): ReadonlySet<'day' | 'month' | 'none'> {
  return new Set(bills.map(({ bill }) => monthOf(bill, month).by));
}

function isOver(bills: readonly AccountBill[], month: Month): boolean {
  return wholeDays(bills, month).size === daysIn(month);
}

function sideBySide<B extends CostBasis>(
  now: ReturnType<typeof selectLines>,
  before: ReturnType<typeof selectLines>,
  { group }: Pick<CostQuery, 'group'>,
  basis: B,
) {
  const [groups, groupsBefore] = [groupLines(now, group), groupLines(before, group)];
  const sum = (lines: ReturnType<typeof selectLines> | undefined) =>
    lines === undefined ? sumOnBasis<B>([]) : totalOn(lines, basis);
  const byKey = new Map(
    [...new Set([...groups.keys(), ...groupsBefore.keys()])].map((key) => [
      key,
      { now: sum(groups.get(key)), before: sum(groupsBefore.get(key)) },
    ]),
  );
  return { now: totalOn(now, basis), before: totalOn(before, basis), byKey };
}
