import type { Entity, MonthCosts } from '../../entities';
import { formatMissingReason, newestValue } from '../../observe';
import type { EpochMs } from '../../time';
import { formatCount } from '../../wording/list';
import { formatDayOfMonth, formatMonth } from '../../wording/month';
import { formatUsd } from '../../wording/usd';
import type { SceneInput } from '../types';

/**
 * What the fleet costs. AWS bills about a day late: of today itself nothing is known, and what is shown for it is the mean
 * of the days billed, marked as an estimate.
 */
export interface CostsSceneView {
  /** `November 2026`; `none` where no bill was ever read. */
  readonly month: string | 'none';
  /** All accounts read, of the newest month among them; `$1,240.07`, or why it is not known. */
  readonly monthToDate: CostFigure;
  readonly today: CostFigure;
  /** How many accounts are in the figures, e.g. `1 of 2 accounts`. */
  readonly accounts: string;
  /** The dearest first; each region once, over all accounts. */
  readonly regions: readonly CostLineView[];
  /** Accounts whose bill is not in the figures, with the reason. */
  readonly missing: readonly string[];
}

export type CostFigure =
  | { readonly state: 'known'; readonly words: string; readonly note: string }
  | { readonly state: 'unknown'; readonly reason: string };

export interface CostLineView {
  readonly region: string;
  readonly usd: number;
  readonly words: string;
  /** Of the month, 0 to 1; 0 for a credit. */
  readonly share: number;
}

interface Read extends MonthCosts {
  readonly accountId: string;
  readonly asOf: EpochMs;
}

const dayMs = 86_400_000;

/** Builds the scene of costs from the bills as they were read last. A bill is never stale for being a day old. Pure. */
export function buildCostsScene({ entities }: Pick<SceneInput, 'entities'>): CostsSceneView {
  const costs = entities.filter(isCost);
  const read = costs.flatMap(({ accountId, monthToDate }): readonly Read[] => {
    const newest = newestValue(monthToDate);
    return newest === 'none' ? [] : [{ ...newest.value, accountId, asOf: newest.measuredAt }];
  });
  const [month] = read.map(({ fromDay }) => fromDay.slice(0, 7)).sort((a, b) => (a < b ? 1 : -1));
  const counted = read.filter(({ fromDay }) => month !== undefined && fromDay.startsWith(month));
  const missing = missingAccounts(costs, counted);
  if (month === undefined || counted.length === 0) {
    const reason = costs.length === 0 ? 'No bill has been read yet.' : `No bill is known: ${missing.join('; ')}.`;
    const unknown = { state: 'unknown', reason } as const;
    return { month: 'none', monthToDate: unknown, today: unknown, accounts: 'no account', regions: [], missing };
  }
  return {
    month: formatMonth(month),
    monthToDate: monthFigure(counted, formatMonth(month)),
    today: todayFigure(counted),
    accounts: accountWords(counted.length, missing.length),
    regions: addUp(counted),
    missing,
  };
}

function isCost(entity: Entity): entity is Extract<Entity, { kind: 'cost' }> {
  return entity.kind === 'cost';
}

/** Accounts that are not in the sum: never read, or read last in another month. */
function missingAccounts(
  costs: readonly Extract<Entity, { kind: 'cost' }>[],
  counted: readonly Read[],
): readonly string[] {
  return costs
    .filter(({ accountId }) => !counted.some((one) => one.accountId === accountId))
    .map(({ accountId, monthToDate }) => {
      if (monthToDate.state === 'missing') return `${accountId}: ${formatMissingReason(monthToDate.reason)}`;
      return `${accountId}: its newest bill is of an earlier month`;
    })
    .sort();
}

function monthFigure(counted: readonly Read[], month: string): CostFigure {
  // On the first of a month its bills have no line yet, which is no cost of zero.
  if (counted.every(({ byRegion }) => byRegion.length === 0)) {
    return { state: 'unknown', reason: `Nothing of ${month} is billed yet.` };
  }
  const total = counted.reduce((sum, { totalUsd }) => sum + totalUsd, 0);
  const until = Math.min(...counted.map(billedUntil));
  const isAny = counted.every((one) => daysOf(one) > 0);
  const kind = counted.some(({ estimated }) => estimated) ? ' est.' : '';
  return {
    state: 'known',
    words: `${formatUsd(total)}${kind}`,
    note: isAny ? `billed through ${dayBefore(until)}` : 'no whole day is billed yet',
  };
}

/** The sum of each account's mean: accounts need not be billed through the same day. */
function todayFigure(counted: readonly Read[]): CostFigure {
  const billed = counted.map((one) => ({ totalUsd: one.totalUsd, days: daysOf(one) }));
  const known = billed.filter(({ days }) => days > 0);
  if (known.length < billed.length) {
    return { state: 'unknown', reason: 'No whole day of this month has been billed yet.' };
  }
  const mean = known.reduce((sum, { totalUsd, days }) => sum + totalUsd / days, 0);
  const days = Math.min(...known.map((one) => one.days));
  return {
    state: 'known',
    words: `${formatUsd(mean)} est.`,
    note: `mean of ${formatCount(days, 'billed day')}`,
  };
}

function accountWords(counted: number, missing: number): string {
  return missing === 0 ? formatCount(counted, 'account') : `${counted} of ${counted + missing} accounts`;
}

/**
 * The end of the last whole day that can be on a bill read at `asOf`: the range that was asked for reaches into tomorrow,
 * and what AWS has of it is about a day older than the reading. Whole days only, so that the mean is rather too high.
 */
function billedUntil({ untilDay, asOf }: Pick<Read, 'untilDay' | 'asOf'>): EpochMs {
  return Math.min(Date.parse(untilDay), Math.floor((asOf - dayMs) / dayMs) * dayMs);
}

function daysOf(read: Read): number {
  return Math.round((billedUntil(read) - Date.parse(read.fromDay)) / dayMs);
}

/** Each region once over all accounts, the dearest first; equal ones by name. */
function addUp(counted: readonly Read[]): readonly CostLineView[] {
  const sums = new Map<string, number>();
  for (const { region, costUsd } of counted.flatMap(({ byRegion }) => byRegion)) {
    const before = sums.get(region);
    sums.set(region, before === undefined ? costUsd : before + costUsd);
  }
  const total = [...sums.values()].reduce((sum, usd) => sum + Math.max(0, usd), 0);
  return [...sums]
    .sort(([a, usdOfA], [b, usdOfB]) => usdOfB - usdOfA || (a < b ? -1 : 1))
    .map(([region, usd]) => ({
      region,
      usd,
      words: formatUsd(usd),
      share: usd <= 0 || total <= 0 ? 0 : usd / total,
    }));
}

/** `11 Aug` for the beginning of 12 August: the last day that is on the bill. */
function dayBefore(until: EpochMs): string {
  const [date, name = ''] = formatDayOfMonth(new Date(until - dayMs).toISOString().slice(0, 10)).split(' ');
  return `${date} ${name.slice(0, 3)}`;
}
