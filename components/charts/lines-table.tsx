import { formatMoment } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import type { LinesFigure } from './lines-figure';
import { marksOfBucket, marksWithin } from './place-marks';

/** The lines as figures, the newest first: the same as the chart says, for keyboard and screen reader. */
export function LinesTable({ figure, label }: { readonly figure: LinesFigure; readonly label: string }) {
  const { times, series, format, endAt, marks } = figure;
  const isMarked = marksWithin(marks, figure).length > 0;
  const names = series.map((line) => line.label);
  return (
    <div className="max-h-80 overflow-y-auto">
      <ScrollArea label={`Figures of ${label}`}>
        <table className="w-full border-collapse text-left text-table">
          <TableHead names={['From, UTC', ...names, ...(isMarked ? ['Events'] : [])]} numeric={names} />
          <tbody>
            {times
              .map((at, index) => (
                <tr key={at} className="border-line border-t">
                  <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal">
                    {formatMoment(at, endAt)}
                  </th>
                  {series.map(({ id, values }) => {
                    const value = values[index] ?? null;
                    return (
                      <td key={id} className="whitespace-nowrap px-3 py-1 text-right">
                        {value === null ? <span className="text-ink-muted">no figure</span> : format(value)}
                      </td>
                    );
                  })}
                  {isMarked && (
                    <td className="min-w-40 px-3 py-1 text-ink-muted">{marksOfBucket(marks, figure, at).join('; ')}</td>
                  )}
                </tr>
              ))
              .reverse()}
          </tbody>
        </table>
      </ScrollArea>
    </div>
  );
}
