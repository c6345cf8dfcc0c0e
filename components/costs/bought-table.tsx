import type { MinutePrice } from '@/lib/domain/costs/resilience/bought-minutes';
import type { BoughtRecovery, MeasuredFigure } from '@/lib/domain/costs/resilience/recovery-evidence';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatAmount, formatDuration } from '@/lib/format';
import { workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface BoughtRow {
  readonly workloadId: string;
  readonly name: string;
  readonly bought: BoughtRecovery;
}

export interface BoughtTableProps {
  readonly rows: readonly BoughtRow[];
  readonly currency: string;
  readonly now: EpochMs;
}

const heads = ['Workload', 'Of', 'Objective', 'Measured', 'A minute, by objective', 'A minute, as measured'];

/** What each minute of recovery time and of data costs, by the wish and by the evidence; never one for the other. */
export function BoughtTable({ rows, currency, now }: BoughtTableProps) {
  return (
    <ScrollArea label={`What a minute of recovery costs, ${currency}`}>
      <table data-testid={`bought-${currency}`} className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={heads} numeric={heads.slice(4)} />
        <tbody>
          {rows.flatMap(({ workloadId, name, bought }) =>
            (['rto', 'rpo'] as const).map((of) => (
              <tr
                key={`${workloadId} ${of}`}
                className="border-line border-t"
                data-testid={`bought-${workloadId}-${of}`}
              >
                <th scope="row" className="min-w-32 px-3 py-1.5 font-normal">
                  <NameLink href={workloadAddress(workloadId)}>{name}</NameLink>
                </th>
                <td className="whitespace-nowrap px-3 py-1.5">{of === 'rto' ? 'recovery time' : 'data loss'}</td>
                <Figures figure={bought[of]} currency={currency} now={now} />
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollArea>
  );
}

interface FiguresProps {
  readonly figure: MeasuredFigure;
  readonly currency: string;
  readonly now: EpochMs;
}

function Figures({ figure, currency, now }: FiguresProps) {
  const { objectiveSeconds, measured, byObjective, byMeasured } = figure;
  return (
    <>
      <td className="whitespace-nowrap px-3 py-1.5">
        {objectiveSeconds === 'none' ? 'no objective' : formatDuration(objectiveSeconds, 'down')}
      </td>
      <td className="min-w-48 px-3 py-1.5">
        {measured.state === 'measured' ? (
          <>
            {formatDuration(measured.seconds)}
            <span className="block text-ink-muted text-note">{formatAge(measured.at, now)}</span>
          </>
        ) : (
          <span className="text-ink-muted">not measured: {measured.because}</span>
        )}
      </td>
      <td className="whitespace-nowrap px-3 py-1.5 text-right">{priceWords(byObjective, currency)}</td>
      <td className="whitespace-nowrap px-3 py-1.5 text-right">{priceWords(byMeasured, currency)}</td>
    </>
  );
}

function priceWords(price: MinutePrice, currency: string): string {
  if (price.state === 'known') return `${formatAmount(price.perMinute, currency)} est.`;
  if (price.state === 'none-bought') return 'no minute bought';
  return price.state === 'no-objective' ? 'no objective' : 'not measured';
}
