import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import { chosenLine, type LinesFigure, mostDistinct } from './lines-figure';
import { bucketAt } from './time-axis';

/** What the lines say at the moment that is pointed at; the chosen one alone where there are many. */
export function ChartReading({ figure, at }: { readonly figure: LinesFigure; readonly at: EpochMs | 'nowhere' }) {
  const { series, times, bucketMs, format, endAt } = figure;
  const index = at === 'nowhere' ? -1 : bucketAt(times, bucketMs, at);
  const start = times[index];
  if (at === 'nowhere') return <p className="min-h-4 text-ink-faint text-note">Point at the chart for its figures.</p>;
  if (start === undefined) {
    return <p className="min-h-4 text-ink-muted text-note">{formatMoment(at, endAt)}: outside of what is recorded</p>;
  }
  const chosen = chosenLine(figure);
  const shown = series.length <= mostDistinct ? series : series.filter(({ id }) => id === chosen);
  const words = shown.map(({ label, values }) => {
    const value = values[index] ?? null;
    return `${label} ${value === null ? 'no figure' : format(value)}`;
  });
  return (
    <p className="min-h-4 text-ink text-note [overflow-wrap:anywhere]">
      <span className="text-ink-muted">{formatMoment(start, endAt)}:</span> {words.join('; ')}
    </p>
  );
}
