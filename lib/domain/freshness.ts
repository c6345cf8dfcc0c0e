import type { Cadence } from './entities';
import type { Observation } from './observation';
import { newestValue } from './observe';
import type { EpochMs, Seconds } from './time';
import { type FreshnessState, freshnessStates } from './vocabulary';

/** Age in seconds of something measured at `at`; never negative, clocks may differ a little. */
export function ageSeconds(at: EpochMs, now: EpochMs): Seconds {
  return Math.max(0, (now - at) / 1000);
}

/**
 * Freshness of a measurement by its age and the rhythm of its own source: live up to d + 1.5 c, late up to d + 3 c,
 * stale beyond. A date further in the future than differing clocks explain is no evidence of now either: stale.
 */
export function freshnessAt(measuredAt: EpochMs | 'never', cadence: Cadence, now: EpochMs): FreshnessState {
  if (measuredAt === 'never') return 'never';
  const age = ageSeconds(measuredAt, now);
  const { cadenceSeconds: c, publishDelaySeconds: d } = cadence;
  if ((measuredAt - now) / 1000 > d + 3 * c) return 'stale';
  if (age <= d + 1.5 * c) return 'live';
  return age <= d + 3 * c ? 'late' : 'stale';
}

/**
 * Freshness of an observation. A missing one is judged by its last known value and is never better than late: the
 * arrival it stands for did not come.
 */
export function freshnessOf<T>(observation: Observation<T>, cadence: Cadence, now: EpochMs): FreshnessState {
  const newest = newestValue(observation);
  if (newest === 'none') return 'never';
  const byAge = freshnessAt(newest.measuredAt, cadence, now);
  return observation.state === 'missing' ? worstFreshness([byAge, 'late']) : byAge;
}

/** Whether the observation is a value that may be judged as current: observed, and not stale. */
export function isCurrent<T>(observation: Observation<T>, cadence: Cadence, now: EpochMs): boolean {
  return observation.state === 'observed' && freshnessOf(observation, cadence, now) !== 'stale';
}

/** The worst of several; `never` for none, because nothing was measured. */
export function worstFreshness(states: readonly FreshnessState[]): FreshnessState {
  return freshnessStates.find((state) => states.includes(state)) ?? 'never';
}

/** Best the freshness can be when what it came from does not answer any more. */
export function atBestLate(state: FreshnessState): FreshnessState {
  return worstFreshness([state, 'late']);
}
