import type { Budget } from '../domain/costs/budgets/budget';
import { decimalOf } from '../domain/costs/decimal';
import type { BudgetEntry } from './fleet-schema';

/** A budget as the domain has it. */
export function toBudget({ id, account, workload, amount, currency, warn }: BudgetEntry): Budget {
  const exact = decimalOf(amount);
  // The schema takes finite numbers only.
  if (exact === 'unreadable') throw new RangeError(`Not an amount: ${amount}`);
  return { id, of: subjectOf(account, workload), amount: exact, currency, warnPercent: warn };
}

function subjectOf(account: string | undefined, workload: string | undefined): Budget['of'] {
  if (account !== undefined) return { kind: 'account', accountId: account };
  return workload === undefined ? { kind: 'fleet' } : { kind: 'workload', workloadId: workload };
}
