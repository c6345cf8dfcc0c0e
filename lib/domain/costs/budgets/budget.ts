import type { AccountId, WorkloadId } from '../../fleet';
import type { Observation } from '../../observation';
import type { Decimal } from '../decimal';
import type { Currency } from '../types';

/** Whose costs a budget is for: all accounts of its currency, one account, or what carries a workload's tag. */
export type BudgetSubject =
  | { readonly kind: 'fleet' }
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'workload'; readonly workloadId: WorkloadId };

/** What a calendar month (UTC) may cost, unblended, as the fleet file says it. */
export interface Budget {
  readonly id: string;
  readonly of: BudgetSubject;
  /** Above 0. */
  readonly amount: Decimal;
  readonly currency: Currency;
  /** Share of the amount, in percent, from which it is worth a notice. */
  readonly warnPercent: number;
}

/** What the bills say of a budget's month. Exact, in the currency of the budget. */
export interface BudgetSpending {
  /** `2026-11` */
  readonly month: string;
  readonly spent: Decimal;
  /** Days of the month that are billed in whole on every bill it looks at. */
  readonly billedDays: number;
  readonly daysInMonth: number;
  /** Days so far of which a bill has nothing, or other figures than those known: the sum is too low by them. */
  readonly unknownDays: number;
  readonly forecast:
    | {
        readonly state: 'told';
        readonly expected: Decimal;
        /** By AWS for whole bills; else what is billed so far, carried on at the same rate. */
        readonly by: 'aws' | 'rate-so-far';
      }
    | { readonly state: 'not-told'; readonly because: string };
  /** Accounts it should look at and whose bill is not known, or is in another currency. */
  readonly without: readonly AccountId[];
}

/** A budget of the fleet file with what the bills say of it. */
export interface BudgetEntity {
  readonly kind: 'budget';
  readonly id: string;
  /** `none` for one of the fleet. */
  readonly accountId: AccountId | 'none';
  readonly workloadId: WorkloadId | 'none';
  readonly budget: Budget;
  readonly spending: Observation<BudgetSpending>;
}

/** Its labels, by whom it is for. */
export function labelsOfBudget({ of }: Pick<Budget, 'of'>): Pick<BudgetEntity, 'accountId' | 'workloadId'> {
  return {
    accountId: of.kind === 'account' ? of.accountId : 'none',
    workloadId: of.kind === 'workload' ? of.workloadId : 'none',
  };
}
