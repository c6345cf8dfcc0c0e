import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs } from '../time';
import { sumDecimals } from './decimal';
import { groupBy } from './group-by';
import type { AccountBill } from './report/choose-month';
import { readUsageType } from './resilience/usage-type';
import type { Currency } from './types';

/** What a unit of a usage type was charged at, by the bill itself. */
export interface UnitPrice {
  readonly usageType: string;
  readonly unit: string;
  /** In the currency of the bill, as a double: a price to estimate by, never part of a sum. */
  readonly price: number;
  /** Units of an average day. */
  readonly perDay: number;
}

/** Prices of a workload's own usage, by its newest days. */
export interface PriceBook {
  readonly workloadId: WorkloadId;
  readonly currency: Currency;
  /** Days they are from. */
  readonly fromDay: string;
  readonly untilDay: string;
  readonly prices: readonly UnitPrice[];
  readonly asOf: EpochMs;
}

const newestDays = 7;

/**
 * What the units of a workload's usage cost over the newest seven days that are billed in whole, on demand and discounts
 * mixed as they were. `none` without such days. Lines of several units, credits and what was used of nothing have no price.
 */
export function buildPriceBook(workloadId: WorkloadId, { bill }: AccountBill, asOf: EpochMs): PriceBook | 'none' {
  const whole = new Set(bill.coverage.filter(({ state }) => state === 'whole').map(({ day }) => day));
  const days = bill.days.filter(({ from }) => whole.has(from)).slice(-newestDays);
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return 'none';
  const lines = days.flatMap(({ lines: cuts }) =>
    cuts['workload-usage-type'].filter(({ workload }) => workload === workloadId),
  );
  const prices = [...groupBy(lines, ({ usageType }) => usageType)].flatMap(([usageType, own]): readonly UnitPrice[] => {
    const quantities = own.flatMap(({ quantity }) => (quantity === 'several-units' ? [] : [quantity]));
    const [one] = quantities;
    if (one === undefined || quantities.length < own.length) return [];
    if (quantities.some(({ unit }) => unit !== one.unit)) return [];
    const used = Number(sumDecimals(quantities.map(({ amount }) => amount)));
    const cost = Number(sumDecimals(own.map(({ amounts }) => amounts.unblended)));
    if (used <= 0 || cost < 0) return [];
    return [{ usageType, unit: one.unit, price: cost / used, perDay: used / days.length }];
  });
  return {
    ...{ workloadId, asOf, prices },
    currency: bill.currency,
    fromDay: first.from,
    untilDay: last.until,
  };
}

/** What an hour of a server of the workload costs in a region, of several kinds the dearest; absent where none is billed. */
export function findServerPrice({ prices }: PriceBook, region: RegionCode): UnitPrice | undefined {
  return dearest(prices.filter(({ usageType }) => isUsedIn(usageType, region) && /BoxUsage:/.test(usageType)));
}

export function dearest(prices: readonly UnitPrice[]): UnitPrice | undefined {
  return [...prices].sort((a, b) => b.price - a.price)[0];
}

/** Whether a usage type is of a region; one without a prefix is of us-east-1. */
export function isUsedIn(usageType: string, region: RegionCode): boolean {
  const { region: named } = readUsageType(usageType);
  return named === region || (named === 'not-named' && region === 'us-east-1');
}
