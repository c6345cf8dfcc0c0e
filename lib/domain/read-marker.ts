import type { MarkerSeen } from './entities';
import type { MarkerReading } from './marker-reading';
import type { MissingReason, Observed, Vantage } from './observation';
import type { EpochMs } from './time';

/** When a target was asked for its newest marker, when it had answered, and what was known to be written by then. */
export interface MarkerAsked {
  readonly askedAt: EpochMs;
  readonly receivedAt: EpochMs;
  readonly newestWrittenAt: EpochMs | 'none';
  readonly vantage: Vantage;
}

/**
 * What a reading of a marker proves. A marker from after the answer was there comes from a clock that is ahead of ours:
 * it proves nothing and is missing, never a lag of 0. Of one written while the target was being asked, the
 * moment of the answer counts.
 */
export function toMarkerSeen(
  reading: MarkerReading,
  { askedAt, receivedAt, newestWrittenAt, vantage }: MarkerAsked,
): Observed<MarkerSeen> | { readonly state: 'missing'; readonly reason: MissingReason } {
  if (reading === 'none-yet') return { state: 'missing', reason: 'no-data' };
  if (reading === 'unusable' || reading.writtenAt > receivedAt) return { state: 'missing', reason: 'unusable' };
  const { writtenAt } = reading;
  const measuredAt = writtenAt > askedAt ? receivedAt : askedAt;
  return { state: 'observed', value: { writtenAt, newestWrittenAt }, measuredAt, receivedAt, vantage };
}
