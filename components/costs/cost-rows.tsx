import type { CostGroup } from '@/lib/domain/costs/report/cost-query';
import type { CostRow, ToldCosts } from '@/lib/domain/costs/report/types';
import { roundTogether } from '@/lib/domain/costs/round-together';
import { formatMoney, formatShare } from '@/lib/format';
import { accountAddress, regionAddress, workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { changeWords } from './cost-figures';
import { groupWords, keyWords } from './cost-words';

export interface CostRowsProps {
  readonly told: Extract<ToldCosts, { readonly state: 'told' }>;
  readonly group: CostGroup;
  readonly currency: string;
  /** What of the grouping has a page of its own. */
  readonly known: ReadonlySet<string>;
}

/** Lines of the bill by the grouping; to the cent, they add up to the total under them. */
export function CostRows({ told, group, currency, known }: CostRowsProps) {
  const { rows, total } = told;
  const cents = roundTogether(rows.map(({ amount }) => amount));
  const sum = cents.reduce((all, one) => all + one, 0);
  const amounts = [currency, 'Share', 'Against the month before'];
  return (
    <ScrollArea label={`Costs by ${groupWords[group].toLowerCase()}, ${currency}`}>
      <table data-testid={`cost-rows-${currency}`} className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={[groupWords[group], ...amounts, '']} numeric={amounts} />
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.key} className="border-line border-t">
              <th scope="row" className="min-w-48 max-w-96 truncate px-3 py-1.5 font-normal">
                <Key group={group} value={row.key} known={known} />
              </th>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {formatShare(row.amount, cents[index] ?? Number.NaN, currency)}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">{shareWords(row, total)}</td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">{comparedOf(row)}</td>
              <td className="w-1/4 min-w-24 px-3 py-1.5">
                <svg aria-hidden="true" className="block h-2 w-full">
                  <rect width={`${shareOf(row, total)}%`} height="8" className="fill-line-strong" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-line-strong border-t font-medium">
            <th scope="row" className="px-3 py-1.5 font-medium">
              Together
            </th>
            <td className="whitespace-nowrap px-3 py-1.5 text-right" data-testid={`cost-total-${currency}`}>
              {formatMoney(sum, currency)}
            </td>
            <td colSpan={3} />
          </tr>
        </tfoot>
      </table>
    </ScrollArea>
  );
}

function Key({
  group,
  value,
  known,
}: {
  readonly group: CostGroup;
  readonly value: string;
  readonly known: ReadonlySet<string>;
}) {
  const words = <bdi>{keyWords(group, value)}</bdi>;
  if (!known.has(value)) return words;
  if (group === 'region') return <NameLink href={regionAddress(value)}>{words}</NameLink>;
  if (group === 'workload') return <NameLink href={workloadAddress(value)}>{words}</NameLink>;
  return group === 'account' ? <NameLink href={accountAddress(value)}>{words}</NameLink> : words;
}

function comparedOf({ compared }: CostRow): string {
  return compared === 'none' ? 'not comparable' : changeWords(compared.before, compared.now);
}

/** In percent of the total, from zero; a credit has no bar, and a share of nothing is none. */
function shareOf({ amount }: CostRow, total: string): number {
  const [part, whole] = [Number(amount), Number(total)];
  return whole <= 0 || part <= 0 ? 0 : Math.min(100, (part / whole) * 100);
}

function shareWords(row: CostRow, total: string): string {
  if (Number(total) <= 0) return 'no share';
  if (row.amount.startsWith('-')) return 'a credit';
  const share = shareOf(row, total);
  return share > 0 && share < 0.1 ? '<0.1 %' : `${share.toFixed(1)} %`;
}
