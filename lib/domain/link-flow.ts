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
 * which is no trouble. Where neither is proven it is unknown.
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
  const silent = link.lag.state === 'observed' || silentReasons.includes(link.lag.reason);
  const idle = writesKnown && writes.value === 0 && (lag === 'none' || writes.measuredAt > lag.measuredAt);
  if (idle && link.lag.state === 'missing' && silent) return 'idle';

  const freshness = freshnessOf(link.lag, link.lagCadence, now);
  if (lag !== 'none' && (freshness === 'live' || freshness === 'late')) return 'replicating';
  if (!silent || !writesKnown) return 'unknown';
  if (writes.value === 0) return 'idle';
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
