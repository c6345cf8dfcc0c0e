import type { ReactNode } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatCount, formatDuration } from '@/lib/format';
import type { LossView } from '@/lib/recovery/pages/view-loss';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface LossTableProps {
  readonly caption: string;
  readonly losses: readonly LossView[];
  /** Of the moment the figures are for. */
  readonly now: EpochMs;
  /** A last column, e.g. to acknowledge a figure. */
  readonly extra?: { readonly head: string; readonly cell: (loss: LossView) => ReactNode };
}

/** What a run costs each store: measured with its age, and at most, in seconds and writes. */
export function LossTable({ caption, losses, now, extra }: LossTableProps) {
  const names = [
    'Store',
    'What happens',
    'Measured',
    'At most',
    'Writes',
    ...(extra === undefined ? [] : [extra.head]),
  ];
  return (
    <ScrollArea label={caption}>
      <table className="w-full text-left text-table">
        <caption className="sr-only">{caption}</caption>
        <TableHead names={names} numeric={['Measured', 'At most', 'Writes']} />
        <tbody>
          {losses.map((loss) => (
            <tr
              key={loss.storeId}
              data-testid={`loss-${loss.storeId}`}
              data-fate={loss.fate}
              data-at-most={loss.atMostSeconds}
              className="border-line border-t align-top"
            >
              <th scope="row" className="min-w-16 px-3 py-1.5 font-normal [overflow-wrap:anywhere] sm:min-w-28">
                <bdi>{loss.storeId}</bdi>
              </th>
              <td
                className={`px-3 py-1.5 ${loss.fate === 'lost' && loss.needsWord ? 'font-medium' : 'text-ink-muted'}`}
              >
                {loss.fateWords}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                <Measured loss={loss} now={now} />
              </td>
              <td
                className={`whitespace-nowrap px-3 py-1.5 text-right ${loss.needsWord ? 'font-medium' : 'text-ink-muted'}`}
              >
                {loss.atMostWords}
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right text-ink-muted">{writesWords(loss)}</td>
              {extra !== undefined && <td className="px-3 py-1.5">{extra.cell(loss)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function writesWords({ fate, atMostWrites }: LossView): string {
  if (fate === 'none') return 'none';
  return atMostWrites === 'unknown' ? 'not known' : formatCount(atMostWrites);
}

function Measured({ loss: { measuredSeconds, measuredAt }, now }: { readonly loss: LossView; readonly now: EpochMs }) {
  if (measuredSeconds === 'unknown') return <span className="text-ink">not known</span>;
  return (
    <>
      {formatDuration(measuredSeconds)}
      {measuredAt !== 'never' && <span className="block text-ink-faint text-note">{formatAge(measuredAt, now)}</span>}
    </>
  );
}
