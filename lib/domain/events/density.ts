import type { EpochMs } from '../time';
import type { TimeBounds } from '../time-range';
import { type Severity, severities } from '../vocabulary';

/** How many events began in a stretch of time, by severity. */
export type DensityBucket = { readonly at: EpochMs } & Readonly<Record<Severity, number>>;

export interface EventDensity {
  readonly bucketMs: number;
  /** Every stretch of the range, also those in which nothing began. */
  readonly buckets: readonly DensityBucket[];
  /** Events that stood in the range and began before it. */
  readonly before: number;
}

/** Events of a severity that began in the bucket of that index; −1 is before the range. */
export interface CountedEvents {
  readonly index: number;
  readonly severity: Severity;
  readonly count: number;
}

export const densityBuckets = 96;

/** The bucket a moment is in; −1 before the range. */
export function densityIndex(at: EpochMs, { startAt, endAt }: TimeBounds): number {
  if (at < startAt) return -1;
  return Math.min(densityBuckets - 1, Math.floor(((at - startAt) / (endAt - startAt)) * densityBuckets));
}

export function toDensity({ startAt, endAt }: TimeBounds, counted: readonly CountedEvents[]): EventDensity {
  const bucketMs = (endAt - startAt) / densityBuckets;
  const countOf = (index: number, severity: Severity) =>
    counted
      .filter((one) => one.index === index && one.severity === severity)
      .reduce((sum, { count }) => sum + count, 0);
  return {
    bucketMs,
    buckets: Array.from({ length: densityBuckets }, (_, index) => ({
      at: startAt + index * bucketMs,
      critical: countOf(index, 'critical'),
      warning: countOf(index, 'warning'),
      notice: countOf(index, 'notice'),
    })),
    before: severities.reduce((sum, severity) => sum + countOf(-1, severity), 0),
  };
}
