import type { BudgetEntity } from '@/lib/domain/costs/budgets/budget';
import { budgetStates, judgeBudget } from '@/lib/domain/costs/budgets/judge-budget';
import type { EpochMs } from '@/lib/domain/time';
import { formatAmount, formatPercent } from '@/lib/format';
import { SpendingStatus } from '../status/spending-status';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface BudgetTableProps {
  readonly budgets: readonly BudgetEntity[];
  readonly now: EpochMs;
}

const figures = ['A month', 'Spent', 'Used', 'Forecast, est.'];

/** Every budget of the fleet file, the worst first, with what is missing of it. */
export function BudgetTable({ budgets, now }: BudgetTableProps) {
  const rows = budgets
    .map((entity) => ({ ...entity, judged: judgeBudget(entity, now) }))
    .sort((a, b) => budgetStates.indexOf(a.judged.state) - budgetStates.indexOf(b.judged.state));
  return (
    <ScrollArea label="Budgets">
      <table data-testid="budgets" className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={['Budget', 'Of', 'State', ...figures, 'Billed']} numeric={figures} />
        <tbody>
          {rows.map(({ id, budget, judged: { state, usedPercent, spending, because } }) => (
            <tr key={id} className="border-line border-t align-top" data-testid={`budget-${id}`}>
              <th scope="row" className="px-3 py-1.5 font-normal">
                <bdi>{id}</bdi>
              </th>
              <td className="px-3 py-1.5">{subjectWords(budget)}</td>
              <td className="min-w-44 px-3 py-1.5">
                <SpendingStatus state={state} />
                {because !== '' && <span className="block text-ink-muted text-note">{because}</span>}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {formatAmount(budget.amount, budget.currency)}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {spending === 'none' ? 'unknown' : formatAmount(spending.spent, budget.currency)}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {usedPercent === 'unknown' ? 'unknown' : formatPercent(usedPercent, 'up')}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {spending === 'none' || spending.forecast.state === 'not-told' ? (
                  <span className="text-ink-muted">not told</span>
                ) : (
                  <>
                    {formatAmount(spending.forecast.expected, budget.currency)}
                    <span className="block text-ink-muted text-note">
                      {spending.forecast.by === 'aws' ? 'by AWS' : 'at the rate so far'}
                    </span>
                  </>
                )}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5">
                {spending === 'none' ? 'nothing' : `${spending.billedDays} of ${spending.daysInMonth} days`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function subjectWords({ of }: BudgetEntity['budget']): string {
  if (of.kind === 'fleet') return 'the fleet';
  return of.kind === 'account' ? `account ${of.accountId}` : `workload ${of.workloadId}`;
}
