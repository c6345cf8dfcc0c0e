import type { MovePrice, MovePriceLine } from '@/lib/domain/costs/price-move';
import type { PriceBook } from '@/lib/domain/costs/unit-prices';
import type { EpochMs } from '@/lib/domain/time';
import { formatDay, formatMoney } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface MovePriceTableProps {
  readonly price: MovePrice;
  readonly book: PriceBook | 'none';
  readonly name: string;
  readonly now: EpochMs;
}

const numeric = ['Amount', 'A unit', 'Price, est.'];

/** What a move would cost, part by part, with where each price is from; what nobody can tell is named below. */
export function MovePriceTable({ price, book, name, now }: MovePriceTableProps) {
  const { lines, currency, total, unknown } = price;
  return (
    <div data-testid="move-price" className="grid gap-1">
      <ScrollArea label={`What moving ${name} would cost`}>
        <table className="w-full border-collapse text-left text-table tabular-nums">
          <TableHead names={['For', ...numeric, 'Price from']} numeric={numeric} />
          <tbody>
            {lines.map((line) => (
              <tr key={line.what} className="border-line border-t">
                <th scope="row" className="min-w-56 px-3 py-1.5 font-normal">
                  {line.what}
                </th>
                <td className="whitespace-nowrap px-3 py-1.5 text-right">
                  {quantityWords(line.quantity)} {line.unit}
                </td>
                <td className="whitespace-nowrap px-3 py-1.5 text-right">{unitWords(line, currency)}</td>
                <td className="whitespace-nowrap px-3 py-1.5 text-right">{upwards(line.amount, currency)}</td>
                <td className="min-w-56 px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">
                  {line.from === 'bill' ? 'its own bill: ' : 'list: '}
                  {line.source}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-line-strong border-t font-medium">
              <th scope="row" className="px-3 py-1.5 font-medium">
                What is known of it, est.
              </th>
              <td colSpan={2} />
              <td className="whitespace-nowrap px-3 py-1.5 text-right" data-testid="move-price-total">
                {upwards(total, currency)}
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </ScrollArea>
      <p className="px-3 py-1 text-ink-muted text-note" data-testid="move-price-unknown">
        Not in it: {unknown.join('; ')}.{' '}
        {book === 'none'
          ? 'No bill of this workload is known.'
          : `Its own prices are those of ${book.fromDay} to ${book.untilDay}, read ${formatDay(book.asOf, now)}.`}
      </p>
    </div>
  );
}

/** Rounded against us, to the cent: a price up, a saving down. */
function upwards(amount: number, currency: string): string {
  // Plus nothing: a saving of less than a cent is rounded to 0, not to -0.
  return formatMoney(Math.ceil(amount * 100 - 1e-7) + 0, currency);
}

function quantityWords(quantity: number): string {
  return quantity.toLocaleString('en-GB', { maximumFractionDigits: quantity < 10 ? 2 : 0 });
}

/** Unit prices are fractions of cents. */
function unitWords({ price }: MovePriceLine, currency: string): string {
  const digits = price.toLocaleString('en-US', { maximumSignificantDigits: 4, maximumFractionDigits: 8 });
  return currency === 'USD' ? `$${digits}`.replace('$-', '-$') : `${currency} ${digits}`;
}
