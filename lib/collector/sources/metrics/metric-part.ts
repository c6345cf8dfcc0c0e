import type { MetricQuerySpec, MetricSeries } from '@/lib/aws';
import type { Cadence } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { FindSeries } from '@/lib/stores/observe-link';
import type { Reading } from '../../carry';
import type { Failure, MergeContext, SourcePlan } from '../../source';
import type { Place } from '../places';

export type Query = Omit<MetricQuerySpec, 'key'>;

/** What one poll of a region's metrics brought. */
export interface MetricAnswer {
  readonly find: FindSeries;
  /** Why a series that `find` does not have is missing. */
  readonly reason: Failure;
  /** Newest minute of which the region published anything; `none` when it published nothing. */
  readonly publishedThrough: EpochMs | 'none';
  /** Learned delay of a metric, in seconds from the end of a period. */
  delayOf(query: Query): Seconds;
  cadenceOf(query: Query): Cadence;
}

/** One use of a region's metrics: which it needs, and what it makes of them. All parts share the region's calls. */
export interface MetricPart {
  queries(place: Place, plan: SourcePlan): readonly Query[];
  merge(place: Place, answer: MetricAnswer, context: MergeContext): void;
}

/** Where the newest point of a series was measured, as a reading. */
export function toNewestReading(
  series: MetricSeries | undefined,
  answer: MetricAnswer,
  receivedAt: EpochMs,
  toValue: (value: number) => number = (value) => value,
): Reading<number> {
  if (series === undefined) return { state: 'missing', reason: answer.reason };
  const newest = series.points.at(-1);
  if (newest === undefined) return { state: 'missing', reason: 'no-data' };
  return toObserved(toValue(newest.value), newest.at, receivedAt, 'cloudwatch');
}

/** The longest of several cadences: the honest one for values that are shown together. */
export function longestCadence(cadences: readonly [Cadence, ...Cadence[]]): Cadence {
  return cadences.reduce((longest, cadence) =>
    cadence.publishDelaySeconds > longest.publishDelaySeconds ? cadence : longest,
  );
}
