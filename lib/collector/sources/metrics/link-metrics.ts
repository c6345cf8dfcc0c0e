import type { LinkBacklog, LinkEntity } from '@/lib/domain/entities';
import { newestValue, toMissing, toObserved } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import { findFailures, findLag, findNewest, findWrites, nameLag, type WritesFound } from '@/lib/stores/observe-link';
import type { BacklogQueries, DiscoveredLink, MetricPlace } from '@/lib/stores/store-adapter';
import { carry, neverAsked, type Reading } from '../../carry';
import type { SourcePlan } from '../../source';
import type { KnownLink } from '../../topology';
import type { Place } from '../places';
import { isPolledFor, type MetricAnswer, type MetricPart, type MetricScope } from './metric-part';

/**
 * Lag and client writes of every link, asked in the regions where AWS publishes them. The queries come from what
 * discovery found last, so that they follow a change of roles.
 */
export const linkMetrics: MetricPart = {
  queries: (place, plan) =>
    linksOf(place, plan).flatMap(({ link }) => [
      ...link.lagQueries.filter((lag) => lag.region === place.region).map((lag) => lag.query),
      ...(link.writes.region === place.region ? link.writes.queries : []),
      ...backlogPlaces(link)
        .filter(({ region }) => region === place.region)
        .map(({ query }) => query),
    ]),
  merge: (place, answer, { receivedAt, ...plan }) => {
    const { snapshot, fleet } = plan;
    const known = new Map(linksOf(place, plan).map((link) => [link.id, link]));
    for (const entity of snapshot.all('link')) {
      if (entity.accountId !== place.accountId) continue;
      if (
        !isPolledFor(
          place,
          fleet.workloads.find(({ id }) => id === entity.workloadId),
        )
      )
        continue;
      const link = known.get(entity.id);
      const withLag = mergeLag(entity, link, place, answer, receivedAt);
      const withWrites = mergeWrites(withLag, link, place, answer, receivedAt);
      const merged = mergeBacklog(withWrites, link, place, answer, receivedAt);
      if (merged !== entity) snapshot.put(merged);
    }
  },
};

function linksOf(place: MetricScope, { topology }: SourcePlan): readonly KnownLink[] {
  return topology.links(place.accountId).filter(({ workload }) => isPolledFor(place, workload));
}

function mergeLag(
  entity: LinkEntity,
  known: KnownLink | undefined,
  place: Place,
  answer: MetricAnswer,
  now: EpochMs,
): LinkEntity {
  if (known !== undefined && known.link.lagQueries.length === 0) return entity;
  const found = known === undefined ? 'none' : findLag(known.link, place.region, answer.find);
  if (found !== 'none' && 'notReplicatingAt' in found) {
    const { notReplicatingAt } = found;
    const newest = newestValue(entity.lag);
    // Said outright, so the last lag is not waited out; but an old word of it does not outweigh a newer lag.
    if (newest !== 'none' && newest.measuredAt > notReplicatingAt) return entity;
    const since = entity.lag.state === 'missing' ? Math.min(entity.lag.since, notReplicatingAt) : notReplicatingAt;
    return { ...entity, lag: toMissing('not-replicating', since, newest) };
  }
  if (found !== 'none') {
    const cadence = answer.cadenceOf(found.lag.query);
    const lag = carry(entity.lag, toObserved(found.value, found.at, now, 'cloudwatch'), cadence, now);
    // A region that only has older points than another one does not become the publisher.
    if (lag === entity.lag && place.region !== entity.lagEvidence.publishedIn) return entity;
    return {
      ...entity,
      lag,
      lagCadence: cadence,
      lagEvidence: {
        ...entity.lagEvidence,
        metric: nameLag(found.lag),
        publishedIn: place.region,
        source: found.lag.query,
      },
    };
  }
  if (place.region !== entity.lagEvidence.publishedIn) return entity;
  const reading: Reading<number> = { state: 'missing', reason: whyNoLag(entity, known, place, answer) };
  const lag = carry(entity.lag, reading, entity.lagCadence, now);
  const late = known === undefined ? 'none' : findLag(known.link, place.region, answer.findLate);
  return { ...entity, lag: withLate(lag, late, now) };
}

/** What AWS publishes much later than usual ends no silence, and is newer than what was known before it. */
function withLate(lag: LinkEntity['lag'], late: ReturnType<typeof findLag>, now: EpochMs): LinkEntity['lag'] {
  if (lag.state === 'observed' || late === 'none' || 'notReplicatingAt' in late) return lag;
  if (lag.lastKnown !== 'none' && lag.lastKnown.measuredAt >= late.at) return lag;
  return { ...lag, lastKnown: toObserved(late.value, late.at, now, 'cloudwatch') };
}

function whyNoLag(entity: LinkEntity, known: KnownLink | undefined, place: Place, answer: MetricAnswer) {
  const asked = known?.link.lagQueries.filter((lag) => lag.region === place.region) ?? [];
  // Any of them could have told it: only when all are answered, and empty, is there none.
  const reasons = asked.map(({ query }) => answer.whyMissing(query));
  const untold = asked.length === 0 ? answer.reason : reasons.find((reason) => reason !== 'no-data');
  if (untold !== undefined) return untold;
  return newestValue(entity.lag) === 'none' ? 'not-published' : 'no-data';
}

function mergeWrites(
  entity: LinkEntity,
  known: KnownLink | undefined,
  place: Place,
  answer: MetricAnswer,
  now: EpochMs,
): LinkEntity {
  if (entity.source !== place.region) return entity;
  // Some kinds do not publish what clients write: then nothing was asked, and nothing failed.
  if (known?.link.writes.queries.length === 0) return entity;
  const first = known?.link.writes.queries[0];
  if (known === undefined || first === undefined) {
    const lost: Reading<number> = { state: 'missing', reason: answer.reason };
    return { ...entity, writesPerSecond: carry(entity.writesPerSecond, lost, entity.writesCadence, now) };
  }
  const cadence = answer.cadenceOf(first);
  const writes = findWrites(known.link, answer.find, answer.publishedThrough, answer.delayOf(first), now);
  const reading: Reading<number> =
    writes === 'none'
      ? { state: 'missing', reason: whyNoWrites(known, answer) }
      : toObserved(writes.value, writes.at, now, 'cloudwatch');
  return {
    ...entity,
    writesPerSecond: carry(entity.writesPerSecond, reading, cadence, now),
    writesCadence: cadence,
    ...(writes === 'none' ? {} : { writingSince: extendRun(entity, writes) }),
    ...(writes !== 'none' && writes.value > 0
      ? { lastWriteAt: Math.max(writes.at, entity.lastWriteAt ?? writes.at) }
      : {}),
  };
}

function backlogPlaces({ backlog }: DiscoveredLink): readonly MetricPlace[] {
  return backlog === undefined ? [] : [...backlog.pending, ...backlog.failed];
}

/** What failed is remembered for a day after its last failure: by then somebody should have looked. */
const failuresKeptMs = 86_400_000;

function mergeBacklog(
  entity: LinkEntity,
  known: KnownLink | undefined,
  place: Place,
  answer: MetricAnswer,
  now: EpochMs,
): LinkEntity {
  const queries = known?.link.backlog;
  if (known === undefined || queries === undefined) return entity;
  if (!backlogPlaces(known.link).some(({ region }) => region === place.region)) {
    return entity;
  }
  const before = entity.backlog ?? {
    pendingOperations: neverAsked(now),
    pendingCadence: entity.lagCadence,
    failed: 'none',
  };
  const pending = findNewest(queries.pending, place.region, answer.find);
  const [first] = queries.pending;
  const cadence = first === undefined ? before.pendingCadence : answer.cadenceOf(first.query);
  const untold = queries.pending
    .filter(({ region }) => region === place.region)
    .map(({ query }) => answer.whyMissing(query))
    .find((reason) => reason !== 'no-data');
  // Of the two regions asked only one publishes: that the other has nothing says nothing.
  const reading: Reading<number> | 'none' =
    pending !== 'none'
      ? toObserved(pending.value, pending.at, now, 'cloudwatch')
      : untold === undefined
        ? 'none'
        : { state: 'missing', reason: untold };
  const pendingOperations =
    reading === 'none' ? before.pendingOperations : carry(before.pendingOperations, reading, cadence, now);
  const failed = addFailures(before.failed, queries, place, answer, now);
  return { ...entity, backlog: { pendingOperations, pendingCadence: cadence, failed } };
}

function addFailures(
  before: LinkBacklog['failed'],
  queries: BacklogQueries,
  place: Place,
  answer: MetricAnswer,
  now: EpochMs,
): LinkBacklog['failed'] {
  const seenThrough = before === 'none' ? Number.NEGATIVE_INFINITY : before.newestAt;
  const more = findFailures(queries.failed, place.region, answer.find, seenThrough);
  if (more === 'none') return before !== 'none' && now - before.newestAt > failuresKeptMs ? 'none' : before;
  if (before === 'none') return more;
  return { operations: before.operations + more.operations, firstAt: before.firstAt, newestAt: more.newestAt };
}

/** A run that reaches back to the last known minute goes on from where that one began. */
function extendRun({ writesPerSecond, writingSince }: LinkEntity, found: WritesFound): EpochMs | undefined {
  if (found.writingSince === 'none') return undefined;
  const last = newestValue(writesPerSecond);
  const goesOn = writingSince !== undefined && last !== 'none' && found.writingSince <= last.measuredAt + 60_000;
  return goesOn ? Math.min(writingSince, found.writingSince) : found.writingSince;
}

function whyNoWrites({ link }: KnownLink, answer: MetricAnswer) {
  const reasons = link.writes.queries.map((query) => answer.whyMissing(query));
  return reasons.find((reason) => reason !== 'no-data') ?? 'no-data';
}
