import type { Cadence } from '@/lib/domain/entities';
import type { Observation } from '@/lib/domain/observation';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/**
 * Age of a value that is there; infinite for one that is missing. Written anew here, so that a mistake in the console's
 * own reckoning of freshness cannot excuse itself.
 */
export function ageOf(observation: Observation<unknown> | undefined, now: EpochMs): Seconds {
  if (observation?.state !== 'observed') return Number.POSITIVE_INFINITY;
  return Math.abs(now - observation.measuredAt) / 1000;
}

/** Up to here a value may be read as current: d + 3 c. */
export function staleAfter({ cadenceSeconds: c, publishDelaySeconds: d }: Cadence): Seconds {
  return d + 3 * c;
}

/** Up to here it is live: d + 1.5 c. */
export function lateAfter({ cadenceSeconds: c, publishDelaySeconds: d }: Cadence): Seconds {
  return d + 1.5 * c;
}
