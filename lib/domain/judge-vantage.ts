import type { Cadence, EndpointReading } from './entities';
import { freshnessOf } from './freshness';
import type { Observation } from './observation';
import { formatMissingReason, newestValue } from './observe';
import type { EpochMs } from './time';
import { formatMoment } from './wording/moment';

/** What one vantage on the user path says now. Missing and stale evidence says nothing. */
export interface VantageVerdict {
  readonly name: string;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly sentence: string;
  /** What it said last, while it says nothing now. */
  readonly lastKnown: 'pass' | 'fail' | 'none';
}

/** Judges one vantage by its newest reading, its rhythm and nothing else. */
export function judgeVantage(
  name: string,
  reading: Observation<EndpointReading>,
  cadence: Cadence,
  now: EpochMs,
): VantageVerdict {
  const newest = newestValue(reading);
  const freshness = freshnessOf(reading, cadence, now);
  if (reading.state === 'observed' && freshness !== 'stale') {
    if (reading.value.outcome === 'pass') {
      return { name, verdict: 'pass', sentence: `${name} passes`, lastKnown: 'none' };
    }
    return { name, verdict: 'fail', sentence: `${name} fails: ${reading.value.detail}`, lastKnown: 'none' };
  }
  if (newest === 'none') {
    const since = reading.state === 'missing' ? `, waiting since ${formatMoment(reading.since, now, 'second')}` : '';
    return { name, verdict: 'unknown', sentence: `${name}: no data yet${since}`, lastKnown: 'none' };
  }
  const reason = reading.state === 'missing' ? ` (${formatMissingReason(reading.reason)})` : '';
  return {
    name,
    verdict: 'unknown',
    sentence: `${name} gave nothing since ${formatMoment(newest.measuredAt, now, 'second')}${reason}`,
    lastKnown: newest.value.outcome,
  };
}
