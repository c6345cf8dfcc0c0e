import type { CostLine as BilledLine, CostCut, Currency, Day } from '../../domain/costs/types';

/** One service's costs in one region, within the range asked for. */
export interface CostLine {
  /** A region code, or AWS's word for costs that belong to none, e.g. `NoRegion`, `global`. */
  readonly region: string;
  readonly service: string;
  readonly costUsd: number;
}

/** What a range of days cost. */
export interface CostReading {
  /** First day, `YYYY-MM-DD`. */
  readonly fromDay: string;
  /** The day after the last one. */
  readonly untilDay: string;
  readonly lines: readonly CostLine[];
  /** AWS corrects the figures of a month until it is closed. */
  readonly estimated: boolean;
}

/** Days as Cost Explorer takes them: the first included, the last excluded. */
export interface CostRange {
  readonly fromDay: Day;
  readonly untilDay: Day;
}

/**
 * Why an account has nothing to tell, as an answer. `not-enabled`: nobody enabled Cost Explorer, or the account may not
 * see it. `no-data`: it is on, and has no data yet, or too little.
 */
export type CostsAbsent = 'not-enabled' | 'no-data';

/** One cut of an account's own bill, period by period as asked; a period of which nothing was billed has no lines. */
export interface CutReading<C extends CostCut = CostCut> {
  /** `none` where there is no line to tell it. */
  readonly currency: Currency | 'none';
  readonly periods: readonly CutPeriod<C>[];
}

export interface CutPeriod<C extends CostCut = CostCut> {
  readonly from: Day;
  readonly until: Day;
  readonly estimated: boolean;
  readonly lines: readonly BilledLine<C>[];
}

/** A cut and how it is asked for: at most two keys at once, and as many metrics as one likes for the same page. */
export interface CutQuestion<C extends CostCut = CostCut> extends CostRange {
  readonly cut: C;
  readonly granularity: 'DAILY' | 'MONTHLY';
}
