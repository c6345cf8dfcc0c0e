import type { CurrencyMoney } from '@/lib/domain/reports/executive/report';
import { formatCost } from './say-figure';
import type { SheetState } from './sheet';

type BudgetState = CurrencyMoney['budgets'][number]['state'];

/** The worst first. */
const budgetOrder: readonly BudgetState[] = ['over', 'forecast-over', 'not-measured', 'nearly-spent', 'within'];

export const budgetStates: Readonly<Record<BudgetState, { readonly text: string; readonly state: SheetState }>> = {
  over: { text: 'over', state: 'breached' },
  'forecast-over': { text: 'est. over', state: 'at-risk' },
  'not-measured': { text: 'not measured', state: 'not-measured' },
  'nearly-spent': { text: 'nearly spent', state: 'at-risk' },
  within: { text: 'within', state: 'met' },
};

/** The worst state of some budgets, and how many are in it. */
export function worstBudgets(
  budgets: CurrencyMoney['budgets'],
): { readonly state: BudgetState; readonly count: number } | 'none' {
  const state = budgetOrder.find((one) => budgets.some((budget) => budget.state === one));
  if (state === undefined) return 'none';
  return { state, count: budgets.filter((budget) => budget.state === state).length };
}

/** How the month compares with the one before, with the days that are compared. */
export function changeWords(change: CurrencyMoney['change'], currency: string): string {
  if (change.state === 'not-comparable') return `not measured: ${change.because}`;
  const { now, before, percent, days, daysBefore } = change;
  const over = days === daysBefore ? `over ${days} days of each month` : `over ${days} days against ${daysBefore}`;
  const amounts = `${formatCost(now, currency)} against ${formatCost(before, currency)} ${over}`;
  return percent === 'not-told' ? amounts : `${percentWords(percent)}: ${amounts}`;
}

function percentWords(percent: number): string {
  if (percent === 0) return 'unchanged';
  return percent > 0 ? `up ${percent} %` : `down ${-percent} %`;
}
