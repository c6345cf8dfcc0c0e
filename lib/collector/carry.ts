import type { Cadence } from '@/lib/domain/entities';
import type { Missing, MissingReason, Observation, Observed } from '@/lib/domain/observation';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/** What one attempt to read a value brought. */
export type Reading<T> = Observed<T> | { readonly state: 'missing'; readonly reason: MissingReason };

/** A value that no attempt was made for yet. */
export function neverAsked<T>(now: EpochMs): Missing<T> {
  return { state: 'missing', reason: 'not-asked-yet', since: now, lastKnown: 'none' };
}

/**
 * How long a value stands, counted from its measured-at, before its absence outweighs it: until the values of three
 * rounds should have arrived and did not. Screens show it aging meanwhile.
 */
export function patienceSeconds(cadence: Cadence): Seconds {
  return cadence.publishDelaySeconds + 3 * cadence.cadenceSeconds;
}

/**
 * Joins what an attempt brought to what was known.
 * - A newer value replaces the known one; an older or equal one changes nothing, not even when it was received.
 * - A failed attempt leaves the known value standing while it is young enough to be the newest there is; then the
 *   observation becomes missing with the reason, since the moment the first absent value was due, and keeps the last
 *   value with its own dates.
 * - What is missing stays missing since the same moment, with the newest reason.
 */
export function carry<T>(known: Observation<T>, reading: Reading<T>, cadence: Cadence, now: EpochMs): Observation<T> {
  if (reading.state === 'observed') {
    return known.state === 'observed' && known.measuredAt >= reading.measuredAt ? known : reading;
  }
  if (known.state === 'missing') {
    return known.reason === reading.reason ? known : { ...known, reason: reading.reason };
  }
  if (now - known.measuredAt <= patienceSeconds(cadence) * 1000) return known;
  return {
    state: 'missing',
    reason: reading.reason,
    since: known.measuredAt + (cadence.cadenceSeconds + cadence.publishDelaySeconds) * 1000,
    lastKnown: known,
  };
}
