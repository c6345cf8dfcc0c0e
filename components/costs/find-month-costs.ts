import type { Observation } from '@/lib/domain/observation';
import { newestValue } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import type { MonthCostsView } from './month-costs';

/** A month to date as the engine reads it from Cost Explorer; `region` may be AWS's word for what belongs to none. */
interface MonthToDate {
  /** First day counted, `YYYY-MM-DD`. */
  readonly fromDay: string;
  /** The day after the last one counted. */
  readonly untilDay: string;
  readonly byRegion: readonly { readonly region: string; readonly costUsd: number }[];
  readonly estimated: boolean;
}

interface CostEntity {
  readonly kind: 'cost';
  readonly monthToDate: Observation<MonthToDate>;
}

/**
 * The newest month among the entities, of all accounts together; `none` where costs were never read. Dated by the
 * account read longest ago. A bill that could not be read again keeps its date: it is never stale for being a day old.
 */
export function findMonthCosts(entities: readonly { readonly kind: string }[]): MonthCostsView | 'none' {
  const read = entities.filter(isCost).flatMap(({ monthToDate }) => {
    const newest = newestValue(monthToDate);
    return newest === 'none' ? [] : [{ ...newest.value, asOf: newest.measuredAt }];
  });
  const [month] = read.map(({ fromDay }) => fromDay.slice(0, 7)).sort((a, b) => (a < b ? 1 : -1));
  if (month === undefined) return 'none';
  const ofMonth = read.filter(({ fromDay }) => fromDay.startsWith(month));
  return {
    month,
    byRegion: addUp(ofMonth.flatMap(({ byRegion }) => byRegion)),
    asOf: oldest(ofMonth),
    estimated: ofMonth.some(({ estimated }) => estimated),
  };
}

function isCost(entity: { readonly kind: string }): entity is CostEntity {
  return entity.kind === 'cost' && 'monthToDate' in entity;
}

function oldest(read: readonly { readonly asOf: EpochMs }[]): EpochMs {
  return Math.min(...read.map(({ asOf }) => asOf));
}

/** One line for each region, the dearest first. */
function addUp(costs: MonthToDate['byRegion']): MonthCostsView['byRegion'] {
  const sums = new Map<string, number>();
  for (const { region, costUsd } of costs) {
    const before = sums.get(region);
    sums.set(region, before === undefined ? costUsd : before + costUsd);
  }
  return [...sums].map(([region, usd]) => ({ region, usd })).sort((a, b) => b.usd - a.usd);
}
