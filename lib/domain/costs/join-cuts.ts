import type { EpochMs } from '../time';
import { areSameAmounts } from './amounts';
import { totalOfLines } from './sum-lines';
import type { BilledPeriod, CostCut, CostLine, CutLines, Day } from './types';

/** The lines of one cut in a day or a month. */
export interface PeriodLines<C extends CostCut> {
  readonly from: Day;
  readonly until: Day;
  readonly estimated: boolean;
  readonly lines: readonly CostLine<C>[];
}

export type CutsRead = { readonly [C in CostCut]: readonly PeriodLines<C>[] };

export interface JoinedPeriods {
  readonly periods: readonly BilledPeriod[];
  /** First days of periods whose cuts do not add up to the same: AWS has changed its bill between two requests. */
  readonly unequal: readonly Day[];
}

/**
 * Puts the cuts of the same periods together. A period counts only if every cut has it and adds up to the same on every
 * basis: no grouping changes a total.
 */
export function joinCuts(cuts: CutsRead, readAt: EpochMs): JoinedPeriods {
  const others = {
    'region-service': byStart(cuts['region-service']),
    'workload-region': byStart(cuts['workload-region']),
    'workload-usage-type': byStart(cuts['workload-usage-type']),
  };
  const periods: BilledPeriod[] = [];
  const unequal: Day[] = [];
  for (const { from, until, estimated, lines: heads } of cuts['region-record-type']) {
    const total = totalOfLines(heads);
    const lines: CutLines = {
      'region-record-type': heads,
      'region-service': others['region-service'].get(from)?.lines ?? [],
      'workload-region': others['workload-region'].get(from)?.lines ?? [],
      'workload-usage-type': others['workload-usage-type'].get(from)?.lines ?? [],
    };
    const isWhole = Object.values(others).every((cut) => cut.has(from));
    if (isWhole && Object.values(lines).every((cut) => areSameAmounts(totalOfLines(cut), total))) {
      periods.push({ from, until, total, lines, estimated, readAt, checkedAt: readAt });
    } else {
      unequal.push(from);
    }
  }
  return { periods, unequal };
}

function byStart<C extends CostCut>(periods: readonly PeriodLines<C>[]): ReadonlyMap<Day, PeriodLines<C>> {
  return new Map(periods.map((period) => [period.from, period]));
}
