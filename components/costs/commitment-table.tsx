import { type CommitmentView, viewLostCommitment } from '@/lib/domain/costs/view-commitments';
import { formatCount, formatPercent } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

const names = [
  'Account',
  'Region',
  'Reserved of what ran',
  'Used of what is reserved',
  'Savings Plans',
  'If it is left',
];

/** Coverage by region, and what leaving the region would do to it. */
export function CommitmentTable({ commitments }: { readonly commitments: readonly CommitmentView[] }) {
  const rows = commitments.flatMap((view) => view.regions.map((region) => ({ view, region })));
  if (rows.length === 0) {
    return (
      <p className="px-4 py-3 text-ink-muted text-table">
        {commitments.length === 0
          ? 'We can’t say: reservations and Savings Plans were never read.'
          : 'AWS tells of no reservation and no Savings Plan in any region.'}
      </p>
    );
  }
  return (
    <ScrollArea label="Reservations and Savings Plans by region">
      <table data-testid="commitments" className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={names} />
        <tbody>
          {rows.map(({ view, region: { region, reserved, bought, planned } }) => (
            <tr key={`${view.accountId} ${region}`} className="border-line border-t align-top">
              <td className="whitespace-nowrap px-3 py-1.5">{view.accountId}</td>
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
                {region}
              </th>
              <td className="whitespace-nowrap px-3 py-1.5">
                {reserved === 'none' ? 'not told' : percentOf(reserved.percent)}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5">
                {bought === 'none'
                  ? 'nothing reserved'
                  : `${hours(bought.usedHours)} of ${hours(bought.boughtHours)} h`}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5">
                {planned === 'none' ? 'not told' : percentOf(planned.percent)}
              </td>
              <td className="min-w-64 max-w-[60ch] px-3 py-1.5 text-ink-muted">
                {viewLostCommitment(view, region).sentence}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function percentOf(percent: string): string {
  return percent === 'nothing-ran' ? 'nothing ran' : formatPercent(Number(percent), 'down');
}

function hours(text: string): string {
  return formatCount(Math.round(Number(text)));
}
