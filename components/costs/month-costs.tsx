import type { EpochMs } from '@/lib/domain/time';
import { formatDay, formatMonth, formatUsd } from '@/lib/format';
import { regionAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { toWholeCents } from './to-whole-cents';

/** What a month has cost so far, by region, as AWS last said. */
export interface MonthCostsView {
  /** `2026-11` */
  readonly month: string;
  /** Empty where nothing is billed yet. */
  readonly byRegion: readonly { readonly region: string; readonly usd: number }[];
  /** When the bill was read; what AWS has on it is about a day older. */
  readonly asOf: EpochMs;
  /** AWS has not closed the bill yet. */
  readonly estimated: boolean;
}

export interface MonthCostsProps {
  readonly costs: MonthCostsView;
  /** Regions of the fleet: those have a page. */
  readonly known: readonly string[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/**
 * Costs of the month by region, dated; the lines add up to the total shown, to the cent. A day-old bill is how AWS bills,
 * so it is never called stale.
 */
export function MonthCosts({ costs, known, now, simulated }: MonthCostsProps) {
  const { byRegion, month, estimated } = costs;
  if (byRegion.length === 0) return <NothingBilled costs={costs} now={now} simulated={simulated} />;
  const cents = toWholeCents(byRegion.map(({ usd }) => usd));
  const total = cents.reduce((sum, one) => sum + one, 0) / 100;
  return (
    <Panel
      id="costs-title"
      title={`Costs of ${formatMonth(month)}`}
      simulated={simulated}
      aside={`${formatUsd(total)}${estimated ? ' est.' : ''}, read ${formatDay(costs.asOf, now)}; AWS bills about a day late`}
    >
      <ScrollArea label="Costs of the month by region">
        <table data-testid="month-costs" className="w-full border-collapse text-left text-table">
          <TableHead
            names={['Region', estimated ? 'USD est.' : 'USD', 'Share of the month']}
            numeric={['USD', 'USD est.']}
          />
          <tbody>
            {byRegion.map(({ region, usd }, index) => (
              <tr key={region} className="border-line border-t">
                <th scope="row" className="w-48 whitespace-nowrap px-3 py-1.5 font-normal">
                  {known.includes(region) ? <NameLink href={regionAddress(region)}>{region}</NameLink> : region}
                </th>
                <td className="w-32 whitespace-nowrap px-3 py-1.5 text-right">{lineWords(usd, cents[index])}</td>
                <td className="px-3 py-1.5">
                  <svg aria-hidden="true" className="block h-2 w-full min-w-24">
                    <rect width={shareOf(usd, total)} height="8" className="fill-line-strong" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </Panel>
  );
}

/** On the first of a month its bill has no line yet, which is no cost of zero. */
function NothingBilled({ costs: { month, asOf }, now, simulated }: Omit<MonthCostsProps, 'known'>) {
  return (
    <Panel
      id="costs-title"
      title={`Costs of ${formatMonth(month)}`}
      simulated={simulated}
      aside={`not known, read ${formatDay(asOf, now)}; AWS bills about a day late`}
    >
      <p className="px-4 py-3 text-table" data-testid="nothing-billed">
        Nothing of {formatMonth(month)} is billed yet.
      </p>
    </Panel>
  );
}

/** A line with its share of the total's cents; one of less than a cent says so. */
function lineWords(usd: number, cents: number | undefined): string {
  return formatUsd(cents === undefined || cents === 0 ? usd : cents / 100);
}

/** Of the whole month, from zero. A credit has no bar. */
function shareOf(usd: number, total: number): string {
  return total <= 0 || usd <= 0 ? '0%' : `${Math.min(100, (usd / total) * 100).toFixed(2)}%`;
}
