import { formatMoment } from '@/lib/format';
import type { TimeMark } from '../charts/lines-figure';
import { marksOfBucket, marksWithin } from '../charts/place-marks';
import { bucketWords } from '../status/history-looks';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import type { HistoryFigure } from './history-figure';

export interface HistoryTableProps {
  readonly figure: HistoryFigure;
  readonly marks: readonly TimeMark[];
}

/** The chosen line of the chart as figures, the newest first, with what is marked on the chart. */
export function HistoryTable({ figure, marks }: HistoryTableProps) {
  const { times, series, chosen, format, endAt } = figure;
  const bucketed = { ...figure, bucketMs: figure.bucketSeconds * 1000 };
  const isMarked = marksWithin(marks, figure).length > 0;
  const line = series.find(({ id }) => id === chosen);
  if (line === undefined) return <p className="text-ink-muted">Nothing is recorded of this figure.</p>;
  const rows = times.map((at, index) => ({
    at,
    value: line.values[index] ?? null,
    state: line.states[index] ?? 'gap',
  }));
  return (
    <div className="max-h-80 overflow-y-auto" data-testid="history-table">
      <ScrollArea label={`Figures of ${line.label}`}>
        <table className="w-full border-collapse text-left text-table">
          <TableHead names={['From', line.label, 'State', ...(isMarked ? ['Events'] : [])]} />
          <tbody>
            {rows.reverse().map(({ at, value, state }) => (
              <tr key={at} className="border-line border-t">
                <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
                  {formatMoment(at, endAt)}
                </th>
                <td className="px-3 py-1">{value === null ? 'no figure' : format(value)}</td>
                <td className="px-3 py-1 text-ink-muted">{bucketWords[state]}</td>
                {isMarked && (
                  <td className="min-w-40 px-3 py-1 text-ink-muted">{marksOfBucket(marks, bucketed, at).join('; ')}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </div>
  );
}
