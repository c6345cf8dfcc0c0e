import type { WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { HealthCheckFlip } from './step';

/** A value is published so often until the region is come home to: its alarm must never be without data. */
export const republishSeconds: Seconds = 60;

/** Two periods without a value, and the alarm may have no data. */
export const longestGapSeconds: Seconds = 2 * republishSeconds;

/**
 * A health check that is held by a metric: engines publish its value every minute, whichever is there, until a step brings
 * users back.
 */
export interface HeldFlip {
  readonly workloadId: WorkloadId;
  /** The run whose step began or turned it last. */
  readonly executionId: string;
  readonly flip: HealthCheckFlip;
  /** Fleet time at which it was begun. */
  readonly since: EpochMs;
  /** Fleet time of the last value that AWS took. */
  readonly publishedAt: EpochMs;
  /** Why the last attempt did not publish it; empty where it did. */
  readonly trouble: string;
}

/** One check is held by one value: away and back are the same row. */
export function heldFlipId({ accountId, healthCheck }: Pick<HealthCheckFlip, 'accountId' | 'healthCheck'>): string {
  return `${accountId}/${healthCheck}`;
}

/** The value that is published. */
export function flipValue({ metric, to }: Pick<HealthCheckFlip, 'metric' | 'to'>): number {
  return metric[to];
}
