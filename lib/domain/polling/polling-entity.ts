import type { AccountId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { ForecastLine } from './forecast-polling';
import type { PollPurpose } from './polled-item';
import type { BilledUnit, Pricing } from './prices';

/** Units counted where the calls were made, in one month. */
export interface CountedUnit {
  readonly unit: BilledUnit;
  /** Retries and failed calls that AWS bills are among them. */
  readonly units: number;
  /** Among them, those that AWS may not have billed: calls that were sent and not answered, or refused. */
  readonly unsureUnits: number;
}

/** A period that is not the usual one, because of the budget. */
export interface StretchedPoll {
  readonly purpose: PollPurpose;
  readonly call: string;
  /** Accounts × regions in which it is so. */
  readonly places: number;
  readonly fromSeconds: Seconds;
  readonly toSeconds: Seconds;
}

export type BudgetVerdict =
  | 'no-budget'
  | 'usual'
  | 'stretched'
  /** Even the longest periods, or what is counted already, cost more than the budget. */
  | 'over'
  /** The prices of the partition are not known, so no budget can be kept. */
  | 'prices-unknown';

/** What watching an account costs: forecast from the plan that is in use, and counted call by call. */
export interface PollingEntity {
  readonly kind: 'polling';
  /** The account. */
  readonly id: AccountId;
  readonly accountId: AccountId;
  /** The calendar month in UTC, `2026-08`. */
  readonly month: string;
  readonly pricing: Pricing;
  /** The whole month at the periods in use. Amounts are rounded up to the cent. */
  readonly forecast: {
    readonly lines: readonly ForecastLine[];
    readonly requests: number;
    readonly atLeastUsd: number;
    readonly atMostUsd: number;
    /** Whether discovery has told how many series there are. */
    readonly isCertain: boolean;
  };
  /** The whole month at the usual periods, at most. */
  readonly usualUsd: number;
  /** Names looked up in a month; a resolver that keeps answers asks Route 53 far less often. */
  readonly nameLookups: number;
  readonly counted:
    | 'not-counted'
    | { readonly units: readonly CountedUnit[]; readonly usd: number; readonly countedAt: EpochMs };
  /** Counted so far, and the rest of the month at the periods in use. */
  readonly expectedUsd: number;
  readonly budgetUsd: number | 'none';
  /** The budget under which this month could go on at the usual periods. */
  readonly usualBudgetUsd: number;
  readonly verdict: BudgetVerdict;
  readonly stretched: readonly StretchedPoll[];
  readonly updatedAt: EpochMs;
}
