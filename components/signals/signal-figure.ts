import type { InterestWindow } from '@/lib/domain/series/interest';
import type { MetricWindow, SignalUnit, WindowPoint } from '@/lib/domain/series/metric-window';
import { settledBefore } from '@/lib/domain/series/series-cadence';
import type { EpochMs } from '@/lib/domain/time';
import { type LineSeries, type LinesFigure, missingSpans, type TimeMark } from '../charts/lines-figure';
import { formatSignal } from './signal-words';

/** The starts of a window's periods, up to the newest that could have been published when it was read. */
export function gridOf(
  { startAt, endAt, periodSeconds, receivedAt }: Pick<MetricWindow, keyof InterestWindow | 'receivedAt'>,
  points: readonly WindowPoint[],
): readonly EpochMs[] {
  const periodMs = periodSeconds * 1000;
  const newest = points.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  const until = Math.max(newest, settledBefore(receivedAt, periodSeconds));
  const times: EpochMs[] = [];
  for (let at = startAt; at <= until && at < endAt; at += periodMs) times.push(at);
  return times;
}

/** A value for each period, null where none was published. */
export function valuesOn(times: readonly EpochMs[], points: readonly WindowPoint[]): readonly (number | null)[] {
  const byTime = new Map(points);
  return times.map((at) => byTime.get(at) ?? null);
}

export interface SignalLine {
  readonly id: string;
  readonly label: string;
  readonly points: readonly WindowPoint[];
}

/** Series of one unit in one window as lines; of one alone the stretches without data are marked. */
export function toSignalFigure(
  lines: readonly SignalLine[],
  window: Pick<MetricWindow, keyof InterestWindow | 'receivedAt'>,
  unit: SignalUnit,
  marks: readonly TimeMark[] = [],
): LinesFigure {
  const longest = [...lines].sort((a, b) => (b.points.at(-1)?.[0] ?? -1) - (a.points.at(-1)?.[0] ?? -1))[0];
  const times = gridOf(window, longest?.points ?? []);
  const bucketMs = window.periodSeconds * 1000;
  const series = lines.map(({ id, label, points }): LineSeries => ({ id, label, values: valuesOn(times, points) }));
  const [only, ...more] = series;
  return {
    startAt: window.startAt,
    endAt: window.endAt,
    times,
    bucketMs,
    series,
    chosen: only?.id ?? 'none',
    spans: only === undefined || more.length > 0 ? [] : missingSpans(only, { times, bucketMs }),
    marks,
    // What is a share of everything there is has its end at all of it.
    threshold: unit === 'percent' && isHigh(lines) ? { value: 100, label: '100 %' } : 'none',
    scale: unit === 'seconds' ? 'seconds' : 'decimal',
    format: formatSignal[unit],
  };
}

/** Only where values come near it does the whole belong on the scale. */
function isHigh(lines: readonly SignalLine[]): boolean {
  return lines.some(({ points }) => points.some(([, value]) => value >= 40));
}
