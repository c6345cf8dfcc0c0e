import type { EpochMs } from '@/lib/domain/time';
import type { MarkTone } from '../status/mark-looks';

/** One line: a value for each of the figure's times, null where there is none. A gap is never joined or filled. */
export interface LineSeries {
  readonly id: string;
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** A stretch of time that is tinted: beyond its limit, or without data. */
export interface TimeSpan {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly look: 'breached' | 'missing';
}

/** An event that is marked on every chart of the page, e.g. a Health event or a failover. */
export interface TimeMark {
  readonly at: EpochMs;
  /** Until when it lasted; absent for what has no length, or where nobody knows. */
  readonly until?: EpochMs | 'open';
  readonly label: string;
  /** `inactive` unless given. */
  readonly tone?: MarkTone;
}

/** Everything a chart of lines over time draws. Times are fleet time, ascending, the start of each bucket. */
export interface LinesFigure {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly times: readonly EpochMs[];
  readonly bucketMs: number;
  readonly series: readonly LineSeries[];
  /** The line that stands out where there are more than four; `none` for the highest one. */
  readonly chosen: string | 'none';
  readonly spans: readonly TimeSpan[];
  readonly marks: readonly TimeMark[];
  /** A solid line with its value written, e.g. an objective. */
  readonly threshold: { readonly value: number; readonly label: string } | 'none';
  /** How the axis is divided: by steps of time, values being seconds, or of ten. */
  readonly scale: 'seconds' | 'decimal';
  /** A value with its unit, rounded against us. */
  readonly format: (value: number) => string;
}

/** More lines than can be told apart by colour and dash: one stands out, the rest is grey. */
export const mostDistinct = 4;

/** The id of the line that stands out. */
export function chosenLine({ series, chosen }: Pick<LinesFigure, 'series' | 'chosen'>): string | 'none' {
  if (series.some(({ id }) => id === chosen)) return chosen;
  const peak = ({ values }: LineSeries) => Math.max(-1, ...values.filter((value) => value !== null));
  return [...series].sort((a, b) => peak(b) - peak(a) || (a.id < b.id ? -1 : 1))[0]?.id ?? 'none';
}

/** Stretches in which a line has no value, from its first missing bucket to the next that is there. */
export function missingSpans(
  { values }: LineSeries,
  { times, bucketMs }: Pick<LinesFigure, 'times' | 'bucketMs'>,
): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  for (const [index, value] of values.entries()) {
    const at = times[index];
    if (value !== null || at === undefined) continue;
    const last = spans.at(-1);
    if (last !== undefined && last.endAt === at) spans[spans.length - 1] = { ...last, endAt: at + bucketMs };
    else spans.push({ startAt: at, endAt: at + bucketMs, look: 'missing' });
  }
  return spans;
}

/** Beyond this many times the highest value a threshold would flatten every line against the floor. */
const mostTimesHigher = 8;

/**
 * How high a chart goes: the highest value, and the threshold too unless it is so far above that nothing could be read;
 * then it is named outside the scale.
 */
export function heightOf({ series, threshold }: Pick<LinesFigure, 'series' | 'threshold'>): {
  readonly highest: number;
  readonly threshold: 'none' | 'inside' | 'above';
} {
  const values = series.flatMap((line) => line.values.filter((value) => value !== null));
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  if (threshold === 'none') return { highest, threshold: 'none' };
  if (highest > 0 && threshold.value > highest * mostTimesHigher) return { highest, threshold: 'above' };
  return { highest: Math.max(highest, threshold.value), threshold: 'inside' };
}
