import type { Cadence } from '../entities';
import type { EpochMs, Seconds } from '../time';

/** Points appear up to two minutes after their period's end, as is assumed of any metric until it is learned. */
const publishDelaySeconds: Seconds = 120;

/** A window that is looked at is fetched again this often at the least. */
const refreshSeconds: Seconds = 60;

/** The rhythm of a series read in such a period: a point is dated at its start, so the period is part of its delay. */
export function seriesCadence(periodSeconds: Seconds): Cadence {
  return {
    cadenceSeconds: Math.max(refreshSeconds, periodSeconds),
    publishDelaySeconds: periodSeconds + publishDelaySeconds,
  };
}

/** Before this moment late points of a period had their time to appear: `now` is when the answer came. */
export function settledBefore(now: EpochMs, periodSeconds: Seconds): EpochMs {
  return now - (periodSeconds + publishDelaySeconds) * 1000;
}
