import type { EpochMs } from '../time';
import { floorTo, minuteMs } from './resolution';

/**
 * Minutes older than this are over even if no newer one is on record: an engine that stopped leaves a gap behind it, not
 * minutes that stay open for ever.
 */
const openAtMostMs = 20 * minuteMs;

/** From when on minutes are open: their time to close has not passed. */
export function toOpenFrom(closedThrough: EpochMs | 'never', now: EpochMs): EpochMs {
  const latest = floorTo('minute', now - openAtMostMs);
  return closedThrough === 'never' ? latest : Math.max(closedThrough, latest);
}
