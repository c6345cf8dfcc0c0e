import type { MetricQuerySpec, MetricSeries } from '@/lib/aws';
import type { Cadence } from '@/lib/domain/entities';
import { isProtectedTier, type Workload } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { FindSeries } from '@/lib/stores/observe-link';
import type { Reading } from '../../carry';
import type { Failure, MergeContext, SourcePlan } from '../../source';
import type { Place } from '../places';

export type Query = Omit<MetricQuerySpec, 'key'>;

/** A region whose metrics are polled, and for which workloads: for all unless a budget has those of some polled seldomer. */
export interface MetricScope extends Place {
  readonly tiers?: 'protected' | 'unprotected';
}

/** Whether a poll is for a workload. */
export function isPolledFor({ tiers }: MetricScope, workload: Pick<Workload, 'tier'> | undefined): boolean {
  if (tiers === undefined) return true;
  // What belongs to no workload of the fleet any more is nobody's to protect.
  return (workload !== undefined && isProtectedTier(workload)) === (tiers === 'protected');
}

/** What one poll of a region's metrics brought. */
export interface MetricAnswer {
  readonly find: FindSeries;
  /** The same with points that came much later than usual: they tell what was, and do not end a silence. */
  readonly findLate: FindSeries;
  /** Why whatever was not asked for, or not answered, is missing. */
  readonly reason: Failure;
  /**
   * Why a query has no value now: `denied` and `failed` where AWS says so of this one, `no-data` only where its answer
   * is whole and empty.
   */
  whyMissing(query: Query): Failure | 'no-data';
  /** Newest minute of which the region published anything; `none` when it published nothing. */
  readonly publishedThrough: EpochMs | 'none';
  /** Learned delay of a metric, in seconds from the end of a period. */
  delayOf(query: Query): Seconds;
  cadenceOf(query: Query): Cadence;
  /** How often it is polled. */
  readonly pollSeconds: Seconds;
}

/** One use of a region's metrics: which it needs, and what it makes of them. All parts share the region's calls. */
export interface MetricPart {
  queries(scope: MetricScope, plan: SourcePlan): readonly Query[];
  merge(scope: MetricScope, answer: MetricAnswer, context: MergeContext): void;
}

/** Where the newest point of a query's series was measured, as a reading; else why there is none. */
export function toNewestReading(
  query: Query,
  answer: Pick<MetricAnswer, 'find' | 'whyMissing'>,
  receivedAt: EpochMs,
  toValue: (value: number) => number = (value) => value,
): Reading<number> {
  const newest = answer.find(query)?.points.at(-1);
  if (newest === undefined) return { state: 'missing', reason: answer.whyMissing(query) };
  return toObserved(toValue(newest.value), newest.at, receivedAt, 'cloudwatch');
}

/** What a series without a value says of itself; `unanswered` is the reason where there is no series. */
export function whyEmpty(series: MetricSeries | undefined, unanswered: Failure): Failure | 'no-data' {
  switch (series?.status) {
    case 'complete':
      return 'no-data';
    case 'forbidden':
      return 'denied';
    // A part of an answer does not say that there is nothing in the rest.
    case 'partial':
    case 'failed':
      return 'failed';
    case undefined:
      return unanswered;
  }
}

/** The longest of several cadences: the honest one for values that are shown together. */
export function longestCadence(cadences: readonly [Cadence, ...Cadence[]]): Cadence {
  return cadences.reduce((longest, cadence) =>
    cadence.publishDelaySeconds > longest.publishDelaySeconds ? cadence : longest,
  );
}
