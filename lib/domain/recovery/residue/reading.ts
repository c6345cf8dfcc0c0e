import type { Cadence } from '../../entities';
import { isCurrent } from '../../freshness';
import type { Observation } from '../../observation';
import { formatMissingReason, newestValue } from '../../observe';
import type { EpochMs } from '../../time';
import { formatMoment } from '../../wording/moment';

/** What is read of a line now. */
export interface LineReading {
  /** `as-before`: what is read equals what was before. */
  readonly verdict: 'as-before' | 'different' | 'unknown';
  /** What it is now, in words; for one that is unknown why. */
  readonly now: string;
  readonly readAt: EpochMs | 'never';
}

/** Nothing can be said, and why. */
export function notKnown(because: string, readAt: LineReading['readAt'] = 'never'): LineReading {
  return { verdict: 'unknown', now: `not known: ${because}`, readAt };
}

/** What a current observation made after a change says; otherwise why nothing is known. */
export function readSince<T>(
  observation: Observation<T>,
  cadence: Cadence,
  changedAt: EpochMs,
  now: EpochMs,
  judge: (value: T) => Omit<LineReading, 'readAt'>,
): LineReading {
  const newest = newestValue(observation);
  const readAt = newest === 'none' ? 'never' : newest.measuredAt;
  if (observation.state === 'missing') {
    const since = formatMoment(observation.since, now);
    return notKnown(`${formatMissingReason(observation.reason)} since ${since}`, readAt);
  }
  if (observation.measuredAt <= changedAt) return notKnown('not read since it was changed', readAt);
  if (!isCurrent(observation, cadence, now)) {
    return notKnown(`read last at ${formatMoment(observation.measuredAt, now)}`, readAt);
  }
  return { ...judge(observation.value), readAt };
}
