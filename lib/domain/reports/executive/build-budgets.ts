import type { Budget, BudgetEntity } from '../../costs/budgets/budget';
import { type BudgetState, budgetStates, judgeBudget } from '../../costs/budgets/judge-budget';
import { measureBudget } from '../../costs/budgets/measure-budget';
import { compareDecimals, type Decimal } from '../../costs/decimal';
import { listBills } from '../../costs/report/build-cost-report';
import { coverMonth } from '../../costs/report/choose-month';
import type { Currency } from '../../costs/types';
import type { Workload } from '../../fleet';
import { newestValue } from '../../observe';
import type { Scope } from '../../scope';
import { formatCount } from '../../wording/list';
import { formatAmount } from '../../wording/money';
import { formatMonth } from '../../wording/month';
import type { ExecutiveEvidence } from './evidence';
import type { ReportFrame } from './frame';

/** A budget as it stands at the end of the period. */
export interface JudgedBudget {
  readonly id: string;
  /** Whose costs it is for, in words. */
  readonly of: string;
  readonly amount: Decimal;
  readonly currency: Currency;
  readonly state: BudgetState;
  /** Without a full stop. */
  readonly because: string;
  readonly workload: Workload | 'none';
}

type Judgement = Pick<JudgedBudget, 'state' | 'because'>;

/** The worst first. */
export function buildBudgets(evidence: ExecutiveEvidence, frame: ReportFrame): readonly JudgedBudget[] {
  return evidence.budgets
    .map((entity): JudgedBudget => {
      const { budget } = entity;
      const { id, of, amount, currency } = budget;
      const workload =
        of.kind === 'workload' ? (evidence.workloads.find((one) => one.id === of.workloadId) ?? 'none') : 'none';
      return { ...{ id, amount, currency, workload }, of: nameOf(budget, evidence), ...judge(entity, evidence, frame) };
    })
    .sort((a, b) => budgetStates.indexOf(a.state) - budgetStates.indexOf(b.state) || (a.id < b.id ? -1 : 1));
}

function judge(entity: BudgetEntity, evidence: ExecutiveEvidence, frame: ReportFrame): Judgement {
  if (!isWholeIn(entity.budget, evidence.scope)) {
    return { state: 'not-measured', because: 'only a part of what it counts is in this report' };
  }
  return frame.goesOn ? judgeOpen(entity, frame) : judgeOver(entity.budget, evidence, frame);
}

/** Whether all that a budget counts may be seen. */
function isWholeIn({ of }: Budget, { accounts, regions, workloads }: Scope): boolean {
  const sees = (all: 'all' | readonly string[], one: string) => all === 'all' || all.includes(one);
  if (regions !== 'all') return false;
  if (of.kind === 'workload') return accounts === 'all' && sees(workloads, of.workloadId);
  return workloads === 'all' && (of.kind === 'fleet' ? accounts === 'all' : sees(accounts, of.accountId));
}

function judgeOpen(entity: BudgetEntity, { endAt }: ReportFrame): Judgement {
  const { state, spending, because } = judgeBudget(entity, endAt);
  if (spending === 'none') return { state, because };
  const { currency } = entity.budget;
  const { spent, forecast } = spending;
  const expected =
    forecast.state === 'told'
      ? [
          `${formatAmount(forecast.expected, currency)} est. expected ${forecast.by === 'aws' ? 'by AWS' : 'at the rate so far'}`,
        ]
      : [];
  return { state, because: [sayUsed(entity.budget, spent, 'so far'), ...expected, because].filter(Boolean).join('; ') };
}

/**
 * Of a month that is over its own bill decides, and nothing is forecast: spent more, or all of it is billed and it was not.
 * Until then nobody can say that it was kept.
 */
function judgeOver(budget: Budget, { costs }: ExecutiveEvidence, { month, endAt }: ReportFrame): Judgement {
  const accounts = [...costs.accounts.map(({ id }) => id), ...costs.readings.map(({ accountId }) => accountId)];
  const measured = newestValue(measureBudget(budget, costs.readings, [...new Set(accounts)], endAt - 1));
  if (measured === 'none') return { state: 'not-measured', because: 'no bill in its currency was read' };
  const { spent, without } = measured.value;
  const { of, currency, amount } = budget;
  const bills = listBills(costs).filter(
    ({ accountId, bill }) => bill.currency === currency && (of.kind !== 'account' || of.accountId === accountId),
  );
  const cover = coverMonth(bills, month);
  const lacking = [...new Set([...without, ...cover.without])].sort();
  const missing = [
    ...(lacking.length === 0 ? [] : [`the bill of account ${lacking.join(', ')} is not in it`]),
    ...(cover.by === 'day' && cover.billedDays < cover.daysInMonth
      ? [`${cover.billedDays} of ${formatCount(cover.daysInMonth, 'day')} are billed in whole`]
      : []),
    ...(cover.estimated ? ['AWS may still correct the bill'] : []),
  ];
  if (cover.by === 'none') return { state: 'not-measured', because: `no bill has anything of ${formatMonth(month)}` };
  const because = [sayUsed(budget, spent, `in ${formatMonth(month)}`), ...missing].join('; ');
  if (compareDecimals(spent, amount) > 0) return { state: 'over', because };
  return { state: missing.length > 0 ? 'not-measured' : 'within', because };
}

function sayUsed({ amount, currency }: Budget, spent: Decimal, when: string): string {
  return `${formatAmount(spent, currency)} of ${formatAmount(amount, currency)} spent ${when}`;
}

function nameOf({ of }: Budget, { costs, workloads }: ExecutiveEvidence): string {
  if (of.kind === 'fleet') return 'the fleet';
  if (of.kind === 'account') return costs.accounts.find(({ id }) => id === of.accountId)?.name ?? of.accountId;
  return workloads.find(({ id }) => id === of.workloadId)?.name ?? of.workloadId;
}
