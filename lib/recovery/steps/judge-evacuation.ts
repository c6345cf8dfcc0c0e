import type { GlobalTable, GlobalTableReplica } from '@/lib/aws';
import type { LinkEntity } from '@/lib/domain/entities';
import { isCurrent } from '@/lib/domain/freshness';
import { hasUnarrivedWrites } from '@/lib/domain/link-flow';
import { newestValue } from '@/lib/domain/observe';
import { newestLag, potentialLossOf } from '@/lib/domain/potential-loss';
import type { TableEvacuation } from '@/lib/domain/recovery/step';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatMoment } from '@/lib/domain/wording/moment';

/** How far the leaving of a replica is. `not-yet` may come true by itself, `never` does not. */
export interface EvacuationState {
  readonly state: 'arrived' | 'not-yet' | 'never';
  readonly sentence: string;
}

/** Facts sheet of DynamoDB: no call proves completeness; ten times the latency of late is the rule for a drain. */
const latencies = 10;
/** A rate counted by the minute may hold one marker more than its rhythm. */
const spareMarkers = 1;
/** About the time after which AWS takes a replica out that it cannot reach, in hours. */
const evictedAfterHours = 20;

/** Whether the target's replica takes part in the table, and what is wrong where it does not; `none` where it does. */
export function troubleOfTarget(table: GlobalTable, { to }: TableEvacuation): string | 'none' {
  const replica = table.replicas.find(({ region }) => region === to);
  if (replica === undefined) return `${table.name} has no replica in ${to}.`;
  if (replica.status === 'active' || replica.status === 'updating') return 'none';
  return `The replica of ${table.name} in ${to} is ${wordsOf(replica)}.`;
}

/**
 * What AWS says of the replica being left: a region that is disabled, or a key that cannot be used, ends its membership
 * after about 20 h. A region that is merely silent is not among the causes that AWS names.
 */
export function evictionOf(table: GlobalTable, { from }: TableEvacuation, now: EpochMs): string | 'none' {
  const replica = table.replicas.find(({ region }) => region === from);
  if (replica === undefined)
    return `The replica in ${from} is no part of ${table.name} any more: what it took and did not send stays there.`;
  if (replica.status !== 'region-disabled' && replica.status !== 'inaccessible-encryption-credentials') return 'none';
  const rule = `AWS takes a replica out of the table about ${evictedAfterHours} h after that, for good`;
  const happened = `The replica in ${from} is ${wordsOf(replica)}.`;
  const since = replica.inaccessibleSince;
  if (since === undefined) return `${happened} ${rule}; since when it has been so is not told.`;
  const left = (since + evictedAfterHours * 3_600_000 - now) / 1000;
  const time = left > 0 ? `${formatDuration(left, 'down')} are left` : 'that time has passed';
  return `${happened} ${rule}: it has been so since ${formatMoment(since, now)}, and ${time}.`;
}

function wordsOf({ status }: GlobalTableReplica): string {
  return status === 'inaccessible-encryption-credentials' ? 'without a key that it can use' : status;
}

/** Whether what was written at the source has arrived, as far as anything tells; asked after users were led away. */
export function judgeDrain(link: LinkEntity, begunAt: EpochMs, now: EpochMs): EvacuationState {
  const { source, target } = link;
  if (link.consistency === 'strong') return judgeStrong(link, now);
  const quiet = quietMinute(link, begunAt, now);
  if (typeof quiet === 'string') return { state: 'not-yet', sentence: quiet };
  const clock = (at: EpochMs) => formatMoment(at, now, 'second');
  const stopped = `${source} has taken no writes since ${clock(quiet)}`;
  const arrived = link.marker === undefined ? arrivedByLatency(link, quiet, now) : arrivedByMarker(link, quiet, now);
  if (!arrived.holds) return { state: 'not-yet', sentence: `${stopped}. ${arrived.words}` };
  const rest = `No call of DynamoDB proves that nothing is under way; where both regions wrote an item the later write has won`;
  return { state: 'arrived', sentence: `${stopped}, and ${target} has what came before: ${arrived.words} ${rest}.` };
}

function judgeStrong(link: LinkEntity, now: EpochMs): EvacuationState {
  const { copyState } = link;
  const isWhole =
    copyState.state === 'observed' &&
    isCurrent(copyState, link.copyStateCadence, now) &&
    copyState.value === 'replicating';
  if (isWhole) {
    const sentence = `${link.resource} is strongly consistent and its copies take part: no write was acknowledged before a second region had it.`;
    return { state: 'arrived', sentence };
  }
  return { state: 'not-yet', sentence: `Whether the copies of ${link.resource} take part is not known now.` };
}

/** The start of a whole minute after the step began in which clients wrote nothing, or a sentence that says why none is known. */
function quietMinute(link: LinkEntity, begunAt: EpochMs, now: EpochMs): EpochMs | string {
  const { writesPerSecond: writes, source } = link;
  const newest = newestValue(writes);
  if (writes.state !== 'observed' || newest === 'none' || newest.measuredAt < begunAt)
    return `Whether ${source} still takes writes is not known yet: no minute since ${formatMoment(begunAt, now, 'second')} was told.`;
  if (!isCurrent(writes, link.writesCadence, now))
    return `Whether ${source} still takes writes is not known now: the newest minute told is ${formatMoment(newest.measuredAt, now)}.`;
  if (newest.value <= ownWritesPerSecond(link)) return newest.measuredAt;
  const rate = newest.value >= 10 ? Math.ceil(newest.value) : Math.ceil(newest.value * 10) / 10;
  return `${source} still took ${rate} writes a second at ${formatMoment(newest.measuredAt, now)}: users are led there, or something else writes.`;
}

/** Markers are writes as well, and nobody's data. */
function ownWritesPerSecond({ marker }: LinkEntity): number {
  return marker === undefined ? 0 : 1 / marker.cadence.cadenceSeconds + spareMarkers / 60;
}

interface Arrived {
  readonly holds: boolean;
  readonly words: string;
}

/** A marker that was written after the last write has arrived. */
function arrivedByMarker(link: LinkEntity, quiet: EpochMs, now: EpochMs): Arrived {
  const { marker, target } = link;
  const seen = marker === undefined ? 'none' : newestValue(marker.seen);
  if (marker === undefined || seen === 'none') return { holds: false, words: `No marker is known to be in ${target}.` };
  const words = `the newest marker there was written at ${formatMoment(seen.value.writtenAt, now, 'second')}.`;
  return { holds: seen.value.writtenAt >= quiet, words: seen.value.writtenAt >= quiet ? words : sentenceOf(words) };
}

/** Writes of the last minute that had any have arrived, and ten times as long as they took has passed since. */
function arrivedByLatency(link: LinkEntity, quiet: EpochMs, now: EpochMs): Arrived {
  const lag = newestLag(link);
  const { target, lastWriteAt } = link;
  if (lag === 'none') return { holds: false, words: `Whether anything arrives in ${target} is not known.` };
  if (lastWriteAt !== undefined && hasUnarrivedWrites(link)) {
    const words = `Clients wrote at ${formatMoment(lastWriteAt, now)}, and the newest minute from which anything arrived in ${target} is ${formatMoment(lag.measuredAt, now)}.`;
    return { holds: false, words };
  }
  const wait: Seconds = Math.max(latencies * lag.value, latencies * (link.usualLag?.lagSeconds ?? lag.value));
  const left = (quiet - now) / 1000 + wait;
  const took = `what arrived last, at ${formatMoment(lag.measuredAt, now)}, took up to ${formatDuration(lag.value)}`;
  if (left > 0)
    return { holds: false, words: sentenceOf(`${took}; ${formatDuration(left)} of ten times that are left.`) };
  return { holds: true, words: `${took}, and more than ten times as long has passed.` };
}

function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What may not have arrived of a region that is given up: the figure and its date, never that nothing is missing. */
export function sayWhatIsLeft(link: LinkEntity, now: EpochMs): string {
  const { source, target, resource } = link;
  const { measured, atMost } = potentialLossOf(link, now);
  const basis = link.consistency === 'eventual' ? 'of what did arrive, and DynamoDB gives no bound' : 'by design';
  const figure =
    measured.state === 'known' && atMost.state !== 'unbounded'
      ? `what ${source} took in its last ${formatDuration(atMost.seconds)} may not have arrived (${formatDuration(measured.seconds)} late at ${formatMoment(measured.measuredAt, now, 'second')}, ${basis})`
      : `how much of what ${source} took has not arrived is not known`;
  return `${resource} is left to ${target}: ${figure}. What has not arrived stays in ${source} until it returns, and where ${target} writes the same item meanwhile the later write wins.`;
}
