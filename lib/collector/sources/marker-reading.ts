import type { Cadence, MarkerSeen } from '@/lib/domain/entities';
import type { MarkerReading } from '@/lib/domain/marker-reading';
import { newestValue } from '@/lib/domain/observe';
import { addUnits, type UnitCounts } from '@/lib/domain/polling/prices';
import { toMarkerSeen } from '@/lib/domain/read-marker';
import type { EpochMs } from '@/lib/domain/time';
import type { ApplicationAnswer } from '@/lib/probes';
import { carry, type Reading } from '../carry';
import { standingFor } from '../polling/standing';
import {
  type AskContext,
  type BilledTurn,
  type Failure,
  type Merge,
  type SourceKind,
  type SourcePlan,
  type SourceSettings,
  toSourceId,
} from '../source';
import {
  billedMarkerOf,
  explain,
  findMarkerUrl,
  type MarkedLink,
  type MarkedStore,
  markedLinksOf,
  markedStoresAt,
  markedWays,
  markerPlaces,
  nameCall,
  nameCalls,
  vantageOf,
} from './marked-stores';
import { markerDeadlineMs, markerPeriodSeconds, toMarkerCadence } from './marker-cadence';
import type { Place } from './places';

const api = 'marker-read';

/** Recovery-point markers as they arrive, read every ten seconds in every region that receives a store with one. */
export const markerReading: SourceKind = (fleet, settings) =>
  markerPlaces(fleet).map((place) => {
    const stores = markedStoresAt(fleet, place);
    const cadence = toMarkerCadence(settings);
    const id = toSourceId(place.accountId, place.region, api);
    return {
      id,
      ...place,
      api,
      call: nameCalls(stores, 'GET', ({ readCall }) => readCall),
      // Between two writings, so that the marker written last has had time to arrive.
      rhythm: { periodSeconds: markerPeriodSeconds, phaseSeconds: markerPeriodSeconds / 2 },
      deadlineMs: markerDeadlineMs,
      bills: (plan) => [toTurn(id, place, stores, plan)],
      ask: async (context) => {
        const links = stores.flatMap((one) => markedLinksOf(context.snapshot, one).map((link) => ({ one, link })));
        if (links.length === 0) return 'nothing-to-ask';
        // Where no store arrives now there is nothing to do, and nothing has failed.
        const due = links.filter(({ link }) => link.target === place.region);
        const done = await Promise.all(due.map(({ one, link }) => readLink(one, link, context, settings)));
        const merge: Merge = (after) => {
          for (const { linkId, reading } of done) mergeSeen(linkId, reading, cadence)(after);
        };
        const failed = done.find(({ failure }) => failure !== 'none')?.failure ?? 'none';
        return failed === 'none' ? { state: 'answered', message: '', merge } : { ...failed, merge };
      },
      lose: (reason) => (context) => {
        for (const link of stores.flatMap((one) => markedLinksOf(context.snapshot, one))) {
          if (link.target === place.region) mergeSeen(link.id, { state: 'missing', reason }, cadence)(context);
        }
      },
    };
  });

/** As writing: not stretched by a budget. */
function toTurn(id: string, { region }: Place, stores: readonly MarkedStore[], plan: SourcePlan): BilledTurn {
  const read = stores.flatMap((one) => {
    const billed = billedMarkerOf(one);
    return billed === 'none'
      ? []
      : markedWays(plan, one).flatMap(({ target }) => (target === region ? [billed.read] : []));
  });
  return {
    id,
    purpose: standingFor(stores.map(({ workload }) => workload)).purpose,
    usualSeconds: markerPeriodSeconds,
    longestSeconds: markerPeriodSeconds,
    requests: read.length,
    units: read.reduce<UnitCounts>((sum, unit) => addUnits(sum, { [unit]: 1 }), {}),
  };
}

interface LinkRead {
  readonly linkId: string;
  readonly reading: Reading<MarkerSeen>;
  readonly failure: { readonly state: Failure; readonly message: string } | 'none';
}

async function readLink(
  one: MarkedStore,
  link: MarkedLink,
  context: AskContext,
  settings: SourceSettings,
): Promise<LinkRead> {
  const { askedAt, counters } = context;
  counters.countCall(nameCall(one, 'GET', ({ readCall }) => readCall));
  const newest = newestValue(link.marker.written);
  const began = performance.now();
  const answer = await read(one, link, context);
  const linkId = link.id;
  if (answer.state !== 'answered') {
    const failure = { state: answer.state, message: explain(one, 'read', link.target, answer.message) };
    return { linkId, reading: { state: 'missing', reason: answer.state }, failure };
  }
  const reading = toMarkerSeen(answer.value, {
    askedAt,
    receivedAt: askedAt + settings.toFleetSeconds(performance.now() - began) * 1000,
    newestWrittenAt: newest === 'none' ? 'none' : newest.value,
    vantage: vantageOf(one),
  });
  const trouble = troubleOf(reading, link, askedAt);
  if (trouble === 'none') return { linkId, reading, failure: 'none' };
  return { linkId, reading, failure: { state: 'failed', message: explain(one, 'read', link.target, trouble) } };
}

function read(
  one: MarkedStore,
  { marker, source, target }: MarkedLink,
  { ports, scope }: AskContext,
): Promise<ApplicationAnswer<MarkerReading>> {
  if (one.marker.by === 'store') return ports.aws.marker(scope, one.store.kind, marker.targetResource, source);
  const url = findMarkerUrl(one, target);
  if (url !== 'none') return ports.prober.readMarker({ ...url, deadlineMs: scope.deadlineMs });
  const message = `Its entry point ${one.marker.entryPointId} has no endpoint in ${target}: add it in the fleet file.`;
  return Promise.resolve({ state: 'failed', message });
}

/** A first marker that has not arrived by then will not: most likely nothing copies it. */
const firstArrivalMs = 900_000;

function troubleOf(reading: Reading<MarkerSeen>, { marker, target }: MarkedLink, askedAt: EpochMs): string | 'none' {
  if (reading.state === 'observed') return 'none';
  if (reading.reason === 'unusable') {
    return `What ${target} holds is no marker, or one dated in the future: compare the clocks of the engines.`;
  }
  const { seen, written } = marker;
  const neverSeen = seen.state === 'missing' && seen.lastKnown === 'none' && askedAt - seen.since > firstArrivalMs;
  if (!neverSeen || newestValue(written) === 'none') return 'none';
  return `It is written and has never arrived in ${target}: look whether its replication leaves it out, e.g. by a filter.`;
}

function mergeSeen(linkId: string, reading: Reading<MarkerSeen>, cadence: Cadence): Merge {
  return ({ snapshot, receivedAt }) => {
    const link = snapshot.find('link', linkId);
    if (link?.marker === undefined) return;
    const received = reading.state === 'observed' ? { ...reading, receivedAt } : reading;
    const seen = carry(link.marker.seen, received, cadence, receivedAt);
    if (seen !== link.marker.seen) snapshot.put({ ...link, marker: { ...link.marker, seen } });
  };
}
