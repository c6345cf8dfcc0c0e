import type { AccountId } from '../../fleet';
import type { MissingReason } from '../../observation';
import type { EpochMs } from '../../time';
import type { CostBasis } from '../amounts';
import type { Decimal } from '../decimal';
import type { SplitBill } from '../resilience/split-bill';
import type { PairCost } from '../transfer-pairs';
import type { CostAnomaly, CostPart, Currency, Day, DayCoverage, RightsizingAdvice } from '../types';
import type { CommitmentView } from '../view-commitments';
import type { Month, MonthCoverage } from './choose-month';
import type { CostDimension, CostGroup, CostQuery } from './cost-query';
import type { MonthForecast } from './forecast-month';

/** How one part of what Cost Explorer tells of an account stands. */
export interface PartState {
  /** When AWS said what is shown; `never` where it never did. */
  readonly asOf: EpochMs | 'never';
  /** `out-of-scope`: nothing tells whose it is, so that the person may not see it. */
  readonly missing: 'no' | 'out-of-scope' | { readonly reason: MissingReason; readonly since: EpochMs };
}

/** An account and what is known of its bill. */
export interface AccountReading {
  readonly accountId: AccountId;
  readonly name: string;
  readonly currency: Currency | 'unknown';
  readonly parts: Readonly<Record<CostPart, PartState>>;
}

/** One line of the page: a value of the grouping with what it cost. */
export interface CostRow {
  readonly key: string;
  readonly amount: Decimal;
  /** Over the days that are compared; `none` where months are not. */
  readonly compared: { readonly now: Decimal; readonly before: Decimal } | 'none';
}

export interface DayCost {
  readonly day: Day;
  readonly state: DayCoverage;
  /** `unknown` for a day the bill has nothing of: it is no day without costs. */
  readonly amount: Decimal | 'unknown';
}

export interface MonthCost {
  readonly month: Month;
  readonly amount: Decimal | 'unknown';
  /** Whether every day of it is billed on every bill that is shown. */
  readonly isWhole: boolean;
}

export type ComparedMonths =
  | {
      readonly state: 'same-days' | 'whole-months';
      readonly month: Month;
      readonly days: number;
      readonly daysBefore: number;
      readonly now: Decimal;
      readonly before: Decimal;
    }
  | { readonly state: 'not-comparable'; readonly because: string };

/** What the filters and the grouping come to; `not-told` where no cut of the bill tells them together. */
export type ToldCosts =
  | {
      readonly state: 'told';
      readonly total: Decimal;
      /** The dearest first; they add up to the total, exactly. */
      readonly rows: readonly CostRow[];
      readonly days: readonly DayCost[];
      /** Ascending. */
      readonly trend: readonly MonthCost[];
      readonly compared: ComparedMonths;
    }
  | { readonly state: 'not-told'; readonly wanted: readonly CostDimension[] };

/** The bills of one currency. Amounts of two are never added. */
export interface CurrencyReport {
  readonly currency: Currency;
  readonly accounts: readonly AccountId[];
  readonly coverage: MonthCoverage;
  readonly told: ToldCosts;
  readonly forecast: MonthForecast;
  /** The whole bill of these accounts by workload and purpose, whatever the filters of other properties. */
  readonly split: SplitBill<CostBasis> | 'out-of-scope';
  readonly pairs: readonly PairCost[] | 'out-of-scope';
}

/** Everything the page of costs shows that comes from bills. */
export interface CostReport {
  readonly now: EpochMs;
  readonly query: CostQuery;
  /** The month that is shown; `none` where no bill has one. */
  readonly month: Month | 'none';
  readonly months: readonly Month[];
  readonly accounts: readonly AccountReading[];
  /** Values that may be picked, by property. */
  readonly choices: Readonly<Record<CostGroup, readonly string[]>>;
  readonly groups: readonly CostGroup[];
  readonly currencies: readonly CurrencyReport[];
  readonly commitments: readonly CommitmentView[];
  readonly anomalies: readonly {
    readonly accountId: AccountId;
    readonly currency: Currency;
    readonly anomaly: CostAnomaly;
  }[];
  readonly advice: readonly { readonly accountId: AccountId; readonly advice: RightsizingAdvice }[];
}
