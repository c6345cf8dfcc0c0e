import type { LinkEntity } from '@/lib/domain/entities';
import { newestValue, toObserved } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import { findLag, findWrites, nameMetric, type WritesFound } from '@/lib/stores/observe-link';
import { carry, type Reading } from '../../carry';
import type { KnownLink } from '../../topology';
import type { Place } from '../places';
import type { MetricAnswer, MetricPart } from './metric-part';

/**
 * Lag and client writes of every link, asked in the regions where AWS publishes them. The queries come from what
 * discovery found last, so that they follow a change of roles.
 */
export const linkMetrics: MetricPart = {
  queries: (place, { topology }) =>
    topology
      .links(place.accountId)
      .flatMap(({ link }) => [
        ...link.lagQueries.filter((lag) => lag.region === place.region).map((lag) => lag.query),
        ...(link.writes.region === place.region ? link.writes.queries : []),
      ]),
  merge: (place, answer, { snapshot, topology, receivedAt }) => {
    const known = new Map(topology.links(place.accountId).map((link) => [link.id, link]));
    for (const entity of snapshot.all('link')) {
      if (entity.accountId !== place.accountId) continue;
      const link = known.get(entity.id);
      const withLag = mergeLag(entity, link, place, answer, receivedAt);
      const merged = mergeWrites(withLag, link, place, answer, receivedAt);
      if (merged !== entity) snapshot.put(merged);
    }
  },
};

function mergeLag(
  entity: LinkEntity,
  known: KnownLink | undefined,
  place: Place,
  answer: MetricAnswer,
  now: EpochMs,
): LinkEntity {
  if (known !== undefined && known.link.lagQueries.length === 0) return entity;
  const found = known === undefined ? 'none' : findLag(known.link, place.region, answer.find);
  if (found !== 'none') {
    const cadence = answer.cadenceOf(found.lag.query);
    const lag = carry(entity.lag, toObserved(found.value, found.at, now, 'cloudwatch'), cadence, now);
    // A region that only has older points than another one does not become the publisher.
    if (lag === entity.lag && place.region !== entity.lagEvidence.publishedIn) return entity;
    return {
      ...entity,
      lag,
      lagCadence: cadence,
      lagEvidence: { ...entity.lagEvidence, metric: nameMetric(found.lag.query), publishedIn: place.region },
    };
  }
  if (place.region !== entity.lagEvidence.publishedIn) return entity;
  const reading: Reading<number> = { state: 'missing', reason: whyNoLag(entity, known, place, answer) };
  return { ...entity, lag: carry(entity.lag, reading, entity.lagCadence, now) };
}

function whyNoLag(entity: LinkEntity, known: KnownLink | undefined, place: Place, answer: MetricAnswer) {
  const asked = known?.link.lagQueries.filter((lag) => lag.region === place.region) ?? [];
  const answered = asked.some((lag) => answer.find(lag.query) !== undefined);
  if (!answered) return answer.reason;
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
  };
}

/** A run that reaches back to the last known minute goes on from where that one began. */
function extendRun({ writesPerSecond, writingSince }: LinkEntity, found: WritesFound): EpochMs | undefined {
  if (found.writingSince === 'none') return undefined;
  const last = newestValue(writesPerSecond);
  const goesOn = writingSince !== undefined && last !== 'none' && found.writingSince <= last.measuredAt + 60_000;
  return goesOn ? Math.min(writingSince, found.writingSince) : found.writingSince;
}

function whyNoWrites({ link }: KnownLink, answer: MetricAnswer) {
  return link.writes.queries.some((query) => answer.find(query) === undefined) ? answer.reason : 'no-data';
}
