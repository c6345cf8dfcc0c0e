import type { LinkEntity } from './entities';
import type { EpochMs } from './time';
import { formatMoment } from './wording/moment';

/**
 * DynamoDB takes a replica out of its table about 20 hours after its region was disabled or its key became unusable: it
 * keeps its data, and nothing is replicated to it or from it any more (DynamoDB developer guide, global tables).
 */
export const evictedAfterMs = 20 * 3_600_000;

/** What becomes of a copy that AWS keeps out of its store, as the end of a sentence; empty where it keeps none out. */
export function evictionWords({ keptOutSince }: Pick<LinkEntity, 'keptOutSince'>, now: EpochMs): string {
  if (keptOutSince === undefined) return '';
  const at = keptOutSince + evictedAfterMs;
  const since = `; AWS keeps an end of it out since ${formatMoment(keptOutSince, now)}`;
  return now >= at
    ? `${since}, and takes that replica out of the table about 20 h after: it may have to be made anew`
    : `${since}, and takes that replica out of the table for good at about ${formatMoment(at, now)}`;
}
