import { roundTogether } from '@/lib/domain/costs/round-together';
import type { PairCost } from '@/lib/domain/costs/transfer-pairs';
import { formatShare } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { OutOfScope } from './out-of-scope';

export interface PairTableProps {
  readonly pairs: readonly PairCost[] | 'out-of-scope';
  readonly currency: string;
}

/** What was sent from region to region, and what it cost the sender. */
export function PairTable({ pairs, currency }: PairTableProps) {
  if (pairs === 'out-of-scope') return <OutOfScope />;
  if (pairs.length === 0) {
    return (
      <p className="px-4 py-3 text-ink-muted text-table">
        No line of these bills, as far as they were read, was sent from one region to another in this month.
      </p>
    );
  }
  const cents = roundTogether(pairs.map(({ amount }) => amount));
  return (
    <ScrollArea label={`Transfer between regions, ${currency}`}>
      <table data-testid={`pairs-${currency}`} className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={['From', 'To', 'GB', currency]} numeric={['GB', currency]} />
        <tbody>
          {pairs.map(({ from, to, gigabytes, amount }, index) => (
            <tr key={`${from} ${to}`} className="border-line border-t">
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
                {from}
              </th>
              <td className="whitespace-nowrap px-3 py-1.5">{to}</td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {gigabytes === 'unknown' ? (
                  <span className="text-ink-muted">in several units</span>
                ) : (
                  Number(gigabytes).toFixed(1)
                )}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {formatShare(amount, cents[index] ?? Number.NaN, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
