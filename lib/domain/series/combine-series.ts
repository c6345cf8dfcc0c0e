import type { EpochMs } from '../time';
import type { WindowPoint } from './metric-window';

/** One metric as CloudWatch answered it. */
export interface PartSeries {
  /** Whether all points there are have come. */
  readonly isWhole: boolean;
  readonly points: readonly WindowPoint[];
}

/** How the values of a signal come from those of its metrics. */
export type Combination =
  /** The first metric, times a factor. */
  | { readonly kind: 'value'; readonly factor: number }
  /** The sum of counters, times a factor. */
  | { readonly kind: 'sum'; readonly factor: number }
  /** The last metric is the whole, those before it are parts of it that are published only when they are not zero: percent. */
  | { readonly kind: 'share' }
  /** The first metric, a counter that is published only when it is not zero, beside the last, which says that there was anything. */
  | { readonly kind: 'counter-beside'; readonly factor: number };

/**
 * The points of a signal, ascending. A counter that is published only when it is not zero counts as zero where it has no
 * point, but only beside a point of the same period that says there was something to count, in an answer that is whole,
 * and after late points had their time: before `settledBefore`. Everything else that has no point has none here.
 */
export function combineSeries(
  parts: readonly PartSeries[],
  combination: Combination,
  settledBefore: EpochMs,
): readonly WindowPoint[] {
  const last = parts.at(-1);
  const [first] = parts;
  if (first === undefined || last === undefined) return [];
  switch (combination.kind) {
    case 'value':
      return first.points.map(([at, value]) => [at, value * combination.factor]);
    case 'sum':
      return sumOf(parts, combination.factor);
    case 'share':
      return besideOf(parts.slice(0, -1), last, settledBefore, (part, whole) => (100 * part) / whole);
    case 'counter-beside':
      return besideOf([first], last, settledBefore, (part) => part * combination.factor);
  }
}

/** A period in which one counter has no point is known by the others: those are published only when they count something. */
function sumOf(parts: readonly PartSeries[], factor: number): readonly WindowPoint[] {
  const sums = new Map<EpochMs, number>();
  for (const [at, value] of parts.flatMap(({ points }) => points)) {
    const before = sums.get(at);
    sums.set(at, before === undefined ? value : before + value);
  }
  return [...sums].sort(([a], [b]) => a - b).map(([at, value]) => [at, value * factor]);
}

function besideOf(
  counters: readonly PartSeries[],
  whole: PartSeries,
  settledBefore: EpochMs,
  toValue: (counted: number, whole: number) => number,
): readonly WindowPoint[] {
  const told = counters.map(({ points, isWhole }) => ({ isWhole, at: new Map(points) }));
  return whole.points.flatMap(([at, all]): WindowPoint[] => {
    if (all <= 0) return [];
    let counted = 0;
    for (const counter of told) {
      const value = counter.at.get(at);
      if (value === undefined && (!counter.isWhole || at >= settledBefore)) return [];
      if (value !== undefined) counted += value;
    }
    return [[at, toValue(counted, all)]];
  });
}
