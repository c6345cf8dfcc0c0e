import type { Missing, MissingReason, Observation, Observed, Vantage } from './observation';
import type { EpochMs } from './time';

/** A value seen at its source at `measuredAt` and received at `receivedAt` (fleet time). */
export function toObserved<T>(value: T, measuredAt: EpochMs, receivedAt: EpochMs, vantage: Vantage): Observed<T> {
  return { state: 'observed', value, measuredAt, receivedAt, vantage };
}

/** No value, and why, with the last good one kept beside it. */
export function toMissing<T>(
  reason: MissingReason,
  since: EpochMs,
  lastKnown: Observed<T> | 'none' = 'none',
): Missing<T> {
  return { state: 'missing', reason, since, lastKnown };
}

/**
 * What an observation becomes when an attempt gave no value: the last good value is kept with its own dates, and a
 * reason that lasts keeps the moment it began.
 */
export function loseValue<T>(previous: Observation<T>, reason: MissingReason, now: EpochMs): Missing<T> {
  if (previous.state === 'observed') return toMissing(reason, now, previous);
  return toMissing(reason, previous.reason === reason ? previous.since : now, previous.lastKnown);
}

/** The newest value ever seen, current or not; never to be judged as current without its freshness. */
export function newestValue<T>(observation: Observation<T>): Observed<T> | 'none' {
  return observation.state === 'observed' ? observation : observation.lastKnown;
}

/** The same observation of something that follows from its value; dates, reason and vantage stay. */
export function mapObservation<T, U>(observation: Observation<T>, toValue: (value: T) => U): Observation<U> {
  if (observation.state === 'observed') return { ...observation, value: toValue(observation.value) };
  const { lastKnown } = observation;
  return {
    ...observation,
    lastKnown: lastKnown === 'none' ? 'none' : { ...lastKnown, value: toValue(lastKnown.value) },
  };
}

const reasonWords: Readonly<Record<MissingReason, string>> = {
  'not-asked-yet': 'not asked yet',
  'not-published': 'not published',
  'no-data': 'no data',
  unreachable: 'unreachable from here',
  'timed-out': 'no answer in time',
  denied: 'access denied',
  throttled: 'throttled by AWS',
  failed: 'the call failed',
  'credentials-expired': "the console's credentials have expired",
  'clock-skewed': "the console's clock is wrong",
  'region-not-enabled': 'the region is not enabled for the account',
  'no-support-plan': 'the account has no support plan',
  'not-replicating': 'not replicating',
  'not-enabled': 'metrics are not enabled',
  unusable: 'the answer cannot be used',
};

/** A reason in words, to stand after a colon or a dash. */
export function formatMissingReason(reason: MissingReason): string {
  return reasonWords[reason];
}
