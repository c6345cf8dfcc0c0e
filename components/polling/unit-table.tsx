import type { PollingEntity } from '@/lib/domain/polling/polling-entity';
import type { Pricing } from '@/lib/domain/polling/prices';
import { type UnitRow, viewUnits } from '@/lib/domain/polling/view-polling';
import { formatCount, formatUsd } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { purposeWords } from './purpose-words';

const figures = ['Forecast units', 'Forecast USD', 'Counted units', 'Counted USD'];

/** Units by API: what the month is forecast to need, for what, and what was counted of it. */
export function UnitTable({ polling }: { readonly polling: PollingEntity }) {
  return (
    <ScrollArea label="Billed units by API">
      <table data-testid="billed-units" className="w-full border-collapse border-line border-t text-left text-table">
        <TableHead names={['API', 'Billed by', ...figures, 'For']} numeric={figures} />
        <tbody>
          {viewUnits(polling).map((row) => (
            <tr key={row.unit} data-unit={row.unit} className="border-line border-t align-top">
              <th scope="row" className="px-3 py-1.5 font-normal">
                {row.service}
                <span className="block font-mono text-ink-faint text-note">{row.calls}</span>
              </th>
              <td className="px-3 py-1.5 text-ink-muted">{row.counts}</td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">{forecastUnits(row)}</td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">
                {usd(row.forecastUsd, polling.pricing)}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">
                {row.countedUnits === 'not-counted' ? 'not counted' : formatCount(row.countedUnits)}
                {row.unsureUnits > 0 && (
                  <span className="block text-ink-faint text-note">
                    {formatCount(row.unsureUnits)} perhaps not billed
                  </span>
                )}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right tabular-nums">
                {row.countedUsd === 'not-counted' ? 'not counted' : usd(row.countedUsd, polling.pricing)}
              </td>
              <td className="px-3 py-1.5 text-ink-muted text-note">
                {row.byPurpose.map(({ purpose, atMostUnits }) => (
                  <span key={purpose} className="block whitespace-nowrap">
                    {purposeWords[purpose]} {formatCount(atMostUnits)}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function forecastUnits({ atLeastUnits, atMostUnits }: UnitRow): string {
  if (atLeastUnits === atMostUnits) return formatCount(atMostUnits);
  return `${formatCount(atLeastUnits)} to ${formatCount(atMostUnits)}`;
}

function usd(amount: number, pricing: Pricing): string {
  return pricing === 'unknown' ? 'not known' : formatUsd(amount);
}
