import type { LinkEntity } from './entities';
import { ageSeconds, freshnessOf, isCurrent } from './freshness';
import type { MissingReason } from './observation';
import type { LinkView } from './overview/types';
import { newestLag } from './potential-loss';
import type { EpochMs } from './time';

export type LinkFlow = LinkView['flow'];

/** Reasons that mean the source was asked and had nothing to say; all others mean that we could not ask. */
const silentReasons: readonly MissingReason[] = ['no-data', 'not-published', 'not-replicating'];

/**
 * What a link is doing. No lag while clients write is stalled; no lag while a current count of writes is zero is idle,
 * which is no trouble, unless what was written before never arrived: that is stalled still. Where none is proven it is
 * unknown.
 */
export function flowOf(link: LinkEntity, now: EpochMs): LinkFlow {
  const { copyState: copy } = link;
  if (copy.state === 'missing' || !isCurrent(copy, link.copyStateCadence, now)) return 'unknown';
  if (copy.value === 'rebuilding' || copy.value === 'pending-resync') return 'rebuilding';
  if (copy.value === 'not-replicating') return 'stalled';
  if (link.consistency === 'strong') return 'replicating';

  const { writesPerSecond: writes } = link;
  const writesKnown = writes.state === 'observed' && isCurrent(writes, link.writesCadence, now);
  const lag = newestLag(link);
  // A value that has grown old without anybody having heard why is no silence.
  const silent = link.lag.state === 'missing' && silentReasons.includes(link.lag.reason);
  const idle =
    writesKnown &&
    writes.value === 0 &&
    (lag === 'none' || writes.measuredAt > lag.measuredAt) &&
    !hasUnarrivedWrites(link);
  if (idle && silent) return 'idle';

  const freshness = freshnessOf(link.lag, link.lagCadence, now);
  if (lag !== 'none' && (freshness === 'live' || freshness === 'late')) return 'replicating';
  if (!silent || !writesKnown) return 'unknown';
  if (writes.value === 0) return hasUnarrivedWrites(link) ? 'stalled' : 'idle';
  return writes.value > 0 && silenceIsOld(link, now) ? 'stalled' : 'unknown';
}

/**
 * Whether a lag should have arrived by now: the time in which it may honestly be late has passed since clients began to
 * write, or since we began to ask. Where neither is known the silence counts as old.
 */
function silenceIsOld(link: LinkEntity, now: EpochMs): boolean {
  const { cadenceSeconds: c, publishDelaySeconds: d } = link.lagCadence;
  const began =
    link.writingSince ?? (link.lag.state === 'missing' && newestLag(link) === 'none' ? link.lag.since : 'unknown');
  return began === 'unknown' || ageSeconds(began, now) > d + 3 * c;
}

/** Whether clients wrote in a minute after the last one in which anything was heard to arrive. */
export function hasUnarrivedWrites(link: LinkEntity): boolean {
  const lag = newestLag(link);
  return link.lastWriteAt !== undefined && (lag === 'none' || link.lastWriteAt > lag.measuredAt);
}
