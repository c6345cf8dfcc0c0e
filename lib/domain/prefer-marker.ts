import type { LinkEntity, LinkMarker } from './entities';
import type { StoreKind } from './fleet';
import { freshnessAt } from './freshness';
import type { Observation, Observed } from './observation';
import { newestValue, toMissing } from './observe';
import type { EpochMs, Seconds } from './time';

/** The name of the evidence, where a metric would be named. */
export const markerEvidence = 'recovery-point marker';

/** Kinds whose copies apply changes in the order of the source: what a marker proves holds for everything before it. */
const orderedKinds: readonly StoreKind[] = ['aurora-global', 'rds-replica'];

/**
 * A link with the best evidence for its lag at `now` (fleet time). The marker is preferred while it is fresh. Once it
 * is stale, whatever was measured last counts: a metric from before the marker's last word does not outweigh it.
 *
 * A strongly consistent store needs no marker: its lag is 0 by design.
 */
export function preferMarker(link: LinkEntity, now: EpochMs): LinkEntity {
  const { marker } = link;
  if (marker === undefined || link.consistency === 'strong') return link;
  const proven = provenLag(marker);
  if (proven === 'none') return link;
  const isStale = freshnessAt(proven.measuredAt, marker.cadence, now) === 'stale';
  const metric = newestValue(link.lag);
  if (isStale && metric !== 'none' && metric.measuredAt >= proven.measuredAt) return link;
  const isOrdered = marker.by === 'entry-point' && orderedKinds.includes(link.storeKind);
  return {
    ...link,
    lag: toLag(marker, proven, isStale),
    lagCadence: marker.cadence,
    lagEvidence: {
      metric: markerEvidence,
      publishedIn: link.target,
      // Without an order among items the marker may arrive before what was written ahead of it.
      quality: isOrdered ? 'bound' : 'estimate',
    },
  };
}

/**
 * The lag that the marker proves, in seconds: from when the newest one seen was written to when it was read, so the
 * time since the last writing counts against us.
 *
 * It is never claimed for a moment for which nothing shows that the source was still writing: when no marker was
 * written any more, the claim stays where the next one was due, and grows old by itself. While markers are written
 * and do not arrive, it grows with every reading.
 */
export function provenLag({ seen, cadence }: LinkMarker): Observed<Seconds> | 'none' {
  const newest = newestValue(seen);
  if (newest === 'none') return 'none';
  const { writtenAt, newestWrittenAt } = newest.value;
  const writtenUntil = newestWrittenAt === 'none' ? writtenAt : Math.max(writtenAt, newestWrittenAt);
  const dueMs = (cadence.cadenceSeconds + cadence.publishDelaySeconds) * 1000;
  const measuredAt = Math.min(newest.measuredAt, writtenUntil + dueMs);
  const seconds = (measuredAt - writtenAt) / 1000;
  if (!Number.isFinite(seconds) || seconds < 0) return 'none';
  return { ...newest, value: seconds, measuredAt };
}

/** A claim that has grown stale is no lag any more; the reason is why the marker could not be read, or not written. */
function toLag(marker: LinkMarker, proven: Observed<Seconds>, isStale: boolean): Observation<Seconds> {
  const { seen, written } = marker;
  if (seen.state === 'missing') return toMissing(seen.reason, seen.since, proven);
  if (isStale && written.state === 'missing') return toMissing(written.reason, written.since, proven);
  return proven;
}
