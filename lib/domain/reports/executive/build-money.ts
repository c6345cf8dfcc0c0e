import { buildCostReport, type CostEvidence, listBills } from '../../costs/report/build-cost-report';
import { type AccountBill, monthOf } from '../../costs/report/choose-month';
import { noFilters } from '../../costs/report/cost-query';
import type { CurrencyReport } from '../../costs/report/types';
import { sayCostsMissing } from '../../costs/say-costs-missing';
import { newestValue } from '../../observe';
import { formatMonth } from '../../wording/month';
import type { JudgedBudget } from './build-budgets';
import { buildCurrency } from './build-currency';
import type { ExecutiveEvidence } from './evidence';
import type { ReportFrame } from './frame';
import type { ReportedMoney } from './report';

/** The month's bills, each currency on its own, by the same reading as the page of costs has: unblended. */
export function buildMoney(
  evidence: ExecutiveEvidence,
  budgets: readonly JudgedBudget[],
  frame: ReportFrame,
): ReportedMoney {
  const { month, endAt } = frame;
  const costs: CostEvidence = { ...evidence.costs, workloads: evidence.workloads };
  const query = { month, basis: 'unblended', group: 'workload', filters: noFilters } as const;
  const report = buildCostReport(costs, query, endAt);
  // Where no bill has the month it tells of another one, which is none of ours.
  const told: readonly CurrencyReport[] = report.month === month ? report.currencies : [];
  const bills = listBills(costs);
  const currencies = told
    .filter(({ coverage }) => coverage.by !== 'none')
    .map((one) => buildCurrency(one, { bills, costs, workloads: evidence.workloads, budgets, frame }));
  return { currencies, without: listWithout(costs, bills, frame) };
}

/** Accounts of which nothing of the month was told, by id. */
function listWithout(
  { accounts, readings }: CostEvidence,
  bills: readonly AccountBill[],
  { month }: ReportFrame,
): ReportedMoney['without'] {
  const ids = [...new Set([...accounts.map(({ id }) => id), ...readings.map(({ accountId }) => accountId)])].sort();
  const told = new Set(
    bills.filter(({ bill }) => monthOf(bill, month).periods.length > 0).map(({ accountId }) => accountId),
  );
  return ids
    .filter((accountId) => !told.has(accountId))
    .map((accountId) => ({ accountId, because: whyWithout(accountId, readings, month) }));
}

function whyWithout(accountId: string, readings: CostEvidence['readings'], month: string): string {
  const reading = readings.find((one) => one.accountId === accountId);
  if (reading === undefined) return 'its bill was never asked for';
  const { bill } = reading;
  if (bill.state === 'missing' && newestValue(bill) === 'none') return sayCostsMissing(bill.reason);
  const now = bill.state === 'missing' ? `, and cannot be read: ${sayCostsMissing(bill.reason)}` : '';
  return `its bill has nothing of ${formatMonth(month)}${now}`;
}
