import type { Cadence } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { addUnits, type UnitCounts } from '@/lib/domain/polling/prices';
import type { EpochMs } from '@/lib/domain/time';
import type { ApplicationAnswer } from '@/lib/probes';
import { carry, type Reading } from '../carry';
import { standingFor } from '../polling/standing';
import {
  type AskContext,
  type BilledTurn,
  type Merge,
  type MergeContext,
  type SourceKind,
  type SourcePlan,
  toSourceId,
} from '../source';
import {
  billedMarkerOf,
  explain,
  findMarkerUrl,
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

const api = 'marker-write';

/** Recovery-point markers, written every ten seconds wherever a store with one takes writes: the only thing the console changes. */
export const markerWriting: SourceKind = (fleet, settings) =>
  markerPlaces(fleet).map((place) => {
    const stores = markedStoresAt(fleet, place);
    const cadence = toMarkerCadence(settings);
    const id = toSourceId(place.accountId, place.region, api);
    return {
      id,
      ...place,
      api,
      call: nameCalls(stores, 'POST', ({ writeCall }) => writeCall),
      rhythm: { periodSeconds: markerPeriodSeconds, phaseSeconds: 0 },
      deadlineMs: markerDeadlineMs,
      bills: (plan) => [toTurn(id, place, stores, plan)],
      ask: async (context) => {
        const known = stores.filter((one) => markedLinksOf(context.snapshot, one).length > 0);
        if (known.length === 0) return 'nothing-to-ask';
        // Where a store takes no writes now there is nothing to do, and nothing has failed.
        const due = known.filter((one) =>
          markedLinksOf(context.snapshot, one).some(({ source }) => source === place.region),
        );
        const writtenAt = Math.floor(context.askedAt);
        const done = await Promise.all(
          due.map(async (one) => ({ one, answer: await write(one, place, writtenAt, context) })),
        );
        const merge: Merge = (after) => {
          for (const { one, answer } of done)
            mergeWritten(place, one, toReading(one, answer, writtenAt), cadence)(after);
        };
        for (const { one, answer } of done) {
          if (answer.state !== 'answered') {
            return { state: answer.state, message: explain(one, 'written', place.region, answer.message), merge };
          }
        }
        return { state: 'answered', message: '', merge };
      },
      lose: (reason) => (context) => {
        for (const one of stores) mergeWritten(place, one, () => ({ state: 'missing', reason }), cadence)(context);
      },
    };
  });

/** A marker is what its store's objective is proven by: a budget does not stretch it. */
function toTurn(id: string, { region }: Place, stores: readonly MarkedStore[], plan: SourcePlan): BilledTurn {
  const written = stores.flatMap((one) => {
    const billed = billedMarkerOf(one);
    const copies = markedWays(plan, one).filter(({ source }) => source === region).length;
    return billed === 'none' || copies === 0 ? [] : [{ billed, copies }];
  });
  return {
    id,
    purpose: standingFor(stores.map(({ workload }) => workload)).purpose,
    usualSeconds: markerPeriodSeconds,
    longestSeconds: markerPeriodSeconds,
    requests: written.length,
    units: written.reduce<UnitCounts>(
      (sum, { billed, copies }) => addUnits(addUnits(sum, { [billed.written]: 1 }), { [billed.copied]: copies }),
      {},
    ),
  };
}

async function write(
  one: MarkedStore,
  { region }: Place,
  writtenAt: EpochMs,
  { ports, scope, counters, snapshot }: AskContext,
): Promise<ApplicationAnswer<'written'>> {
  counters.countCall(nameCall(one, 'POST', ({ writeCall }) => writeCall));
  if (one.marker.by === 'store') {
    const copies = markedLinksOf(snapshot, one).filter(({ source }) => source === region).length;
    return ports.aws.putMarker(scope, one.store.kind, one.store.resource, writtenAt, copies);
  }
  const url = findMarkerUrl(one, region);
  if (url !== 'none') return ports.prober.writeMarker({ ...url, deadlineMs: scope.deadlineMs }, writtenAt);
  const message = `Its entry point ${one.marker.entryPointId} has no endpoint in ${region}: add it in the fleet file.`;
  return { state: 'failed', message };
}

function toReading(one: MarkedStore, answer: ApplicationAnswer<'written'>, writtenAt: EpochMs) {
  return ({ receivedAt }: MergeContext): Reading<EpochMs> =>
    answer.state === 'answered'
      ? toObserved(writtenAt, writtenAt, receivedAt, vantageOf(one))
      : { state: 'missing', reason: answer.state };
}

function mergeWritten(
  { region }: Place,
  one: MarkedStore,
  toReadingAt: (context: MergeContext) => Reading<EpochMs>,
  cadence: Cadence,
): Merge {
  return (context) => {
    for (const link of markedLinksOf(context.snapshot, one)) {
      if (link.source !== region) continue;
      const written = carry(link.marker.written, toReadingAt(context), cadence, context.receivedAt);
      if (written !== link.marker.written) context.snapshot.put({ ...link, marker: { ...link.marker, written } });
    }
  };
}
