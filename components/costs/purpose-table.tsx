import type { CostBasis } from '@/lib/domain/costs/amounts';
import { costPurposes } from '@/lib/domain/costs/resilience/name-purpose';
import type { SplitBill, WorkloadCost } from '@/lib/domain/costs/resilience/split-bill';
import { roundTogether } from '@/lib/domain/costs/round-together';
import { formatMoney, formatShare } from '@/lib/format';
import { workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { keyWords, purposeWords } from './cost-words';

export interface PurposeTableProps {
  readonly split: SplitBill<CostBasis>;
  readonly currency: string;
  readonly names: ReadonlyMap<string, string>;
}

const heads = costPurposes.map((purpose) => purposeWords[purpose]);

/**
 * What each workload pays for, and what is nobody's. To the cent, the parts of a line add up to its total and the lines
 * to the whole bill.
 */
export function PurposeTable({ split, currency, names }: PurposeTableProps) {
  const { workloads, unassigned } = split;
  // Every cell is rounded together, so that rows and the bill agree; a row's total is the sum of its cells.
  const cents = roundTogether([
    ...workloads.flatMap(({ parts }) => costPurposes.map((purpose) => parts[purpose])),
    ...unassigned.map(({ total }) => total),
  ]);
  const cellsOf = (row: number) => cents.slice(row * costPurposes.length, (row + 1) * costPurposes.length);
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  return (
    <ScrollArea label={`What workloads pay for, ${currency}`}>
      <table data-testid={`purposes-${currency}`} className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={['Workload', ...heads, 'Together']} numeric={[...heads, 'Together']} />
        <tbody>
          {workloads.map((cost, row) => (
            <tr key={cost.workloadId} className="border-line border-t" data-testid={`purpose-${cost.workloadId}`}>
              <th scope="row" className="min-w-32 px-3 py-1.5 font-normal">
                <NameLink href={workloadAddress(cost.workloadId)}>
                  {names.get(cost.workloadId) ?? cost.workloadId}
                </NameLink>
              </th>
              {costPurposes.map((purpose, index) => (
                <td key={purpose} className="whitespace-nowrap px-3 py-1.5 text-right">
                  <PartWords
                    cost={cost}
                    purpose={purpose}
                    cents={cellsOf(row)[index] ?? Number.NaN}
                    currency={currency}
                  />
                </td>
              ))}
              <td className="whitespace-nowrap px-3 py-1.5 text-right font-medium">
                {formatMoney(sum(cellsOf(row)), currency)}
              </td>
            </tr>
          ))}
          {unassigned.map(({ workload, because }, index) => (
            <tr key={workload} className="border-line border-t text-ink-muted" data-testid={`unassigned-${workload}`}>
              <th scope="row" className="min-w-32 px-3 py-1.5 font-normal">
                <bdi>{keyWords('workload', workload)}</bdi>
              </th>
              <td colSpan={costPurposes.length} className="px-3 py-1.5">
                Not assigned to a workload: {because}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {formatMoney(cents[workloads.length * costPurposes.length + index] ?? Number.NaN, currency)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-line-strong border-t font-medium">
            <th scope="row" className="px-3 py-1.5 font-medium">
              The whole bill
            </th>
            <td colSpan={costPurposes.length} />
            <td className="whitespace-nowrap px-3 py-1.5 text-right" data-testid={`purposes-total-${currency}`}>
              {formatMoney(sum(cents), currency)}
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  );
}

interface PartWordsProps {
  readonly cost: WorkloadCost<CostBasis>;
  readonly purpose: (typeof costPurposes)[number];
  readonly cents: number;
  readonly currency: string;
}

function PartWords({ cost, purpose, cents, currency }: PartWordsProps) {
  const has = cost.lines.some((line) => line.purpose === purpose);
  if (!has) return <span className="text-ink-faint">none billed</span>;
  return formatShare(cost.parts[purpose], cents, currency);
}
