import { formatDuration } from '@/lib/format';
import { type LinesFigure, missingSpans } from '../charts/lines-figure';

const minuteMs = 60_000;

export interface FigureOptions {
  readonly lines: number;
  /** Buckets without data in the middle of the first line. */
  readonly gap: number;
  readonly threshold: number | 'none';
}

/** A figure of the gallery: three hours in buckets of five minutes, the same each time. */
export function sampleFigure(endAt: number, { lines, gap, threshold }: FigureOptions): LinesFigure {
  const bucketMs = 5 * minuteMs;
  const startAt = endAt - 36 * bucketMs;
  const times = Array.from({ length: 36 }, (_, index) => startAt + index * bucketMs);
  const series = Array.from({ length: lines }, (_, line) => ({
    id: `line-${line}`,
    label: `store-${line}, us-east-1 → us-west-2`,
    values: times.map((_at, index) => {
      const isGap = line === 0 && index >= 14 && index < 14 + gap;
      return isGap ? null : 2 + ((index * (line + 3)) % 11) / 4 + line;
    }),
  }));
  const [first] = series;
  return {
    startAt,
    endAt,
    times,
    bucketMs,
    series,
    chosen: 'none',
    spans: first === undefined ? [] : missingSpans(first, { times, bucketMs }),
    marks: [{ at: startAt + 20 * bucketMs, label: 'AWS Health: RDS in us-east-1' }],
    threshold: threshold === 'none' ? 'none' : { value: threshold, label: `objective ${formatDuration(threshold)}` },
    scale: 'seconds',
    format: (value) => formatDuration(value),
  };
}
