import type { CostBasis } from '@/lib/domain/costs/amounts';
import { resiliencePurposes } from '@/lib/domain/costs/resilience/name-purpose';
import type { SplitBill } from '@/lib/domain/costs/resilience/split-bill';
import { formatAmount } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { keyWords, purposeWords } from './cost-words';

export interface LineListProps {
  readonly split: SplitBill<CostBasis>;
  readonly currency: string;
}

const order = ['unassigned', ...resiliencePurposes, 'serving'] as const;

/** Every usage type with what it is taken to be paid for and by which rule; what is nobody's first. */
export function LineList({ split, currency }: LineListProps) {
  const lines = [
    ...split.unassigned.flatMap(({ workload, because, lines: own }) =>
      own.map((line) => ({ ...line, owner: keyWords('workload', workload), purpose: 'unassigned' as const, because })),
    ),
    ...split.workloads.flatMap(({ workloadId, lines: own }) => own.map((line) => ({ ...line, owner: workloadId }))),
  ].sort((a, b) => order.indexOf(a.purpose) - order.indexOf(b.purpose));
  return (
    <details className="border-line border-t px-4 py-2">
      <summary className="text-link text-table">Every line, with the rule that sorted it</summary>
      <ScrollArea label={`Lines of the bill with their purpose, ${currency}`}>
        <table className="mt-2 w-full border-collapse text-left text-table tabular-nums">
          <TableHead names={['Workload', 'Usage type', 'Paid for', 'Because', currency]} numeric={[currency]} />
          <tbody>
            {lines.map(({ owner, usageType, purpose, because, amount }) => (
              <tr key={`${owner} ${usageType}`} className="border-line border-t">
                <td className="px-3 py-1">
                  <bdi>{owner}</bdi>
                </td>
                <th scope="row" className="px-3 py-1 font-normal">
                  <bdi>{usageType}</bdi>
                </th>
                <td className="whitespace-nowrap px-3 py-1">{purposeWords[purpose]}</td>
                <td className="min-w-48 px-3 py-1 text-ink-muted">{because}</td>
                <td className="whitespace-nowrap px-3 py-1 text-right">{formatAmount(amount, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  );
}
