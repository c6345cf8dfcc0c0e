import type { Cadence, LinkEntity, LinkMarker, LinkState, MarkerSeen } from '@/lib/domain/entities';
import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { MissingReason } from '@/lib/domain/observation';
import { loseValue, toMissing, toObserved } from '@/lib/domain/observe';
import { addUnits } from '@/lib/domain/polling/prices';
import type { EpochMs } from '@/lib/domain/time';
import { nameLag } from '@/lib/stores/observe-link';
import { linkAdapters } from '@/lib/stores/registry';
import type { DiscoveredLink, StoreAdapter, StoreView } from '@/lib/stores/store-adapter';
import { carry, neverAsked, type Reading } from '../carry';
import { assumedSignalCadence } from '../metric-cadence';
import { standingFor } from '../polling/standing';
import {
  awsDeadlineMs,
  type Failure,
  type Merge,
  type MergeContext,
  type SourceKind,
  type SourceTask,
  toAskedCadence,
  toSourceId,
} from '../source';
import type { KnownLink } from '../topology';
import { joinOutcomes } from './join-outcomes';
import { toMarkerCadence } from './marker-cadence';
import { type Place, placesWith, runsIn } from './places';

const usualSeconds = 30;

interface LinkCadences {
  readonly cadence: Cadence;
  readonly markerCadence: Cadence;
}

interface PlacedStore {
  readonly workload: Workload;
  readonly store: StoreDeclaration;
}

/** What replicates where, and what the copies are doing, as each region of a store sees it: every kind that replicates. */
export const stores: SourceKind = (fleet, settings) =>
  linkAdapters.flatMap((adapter) =>
    placesWith(fleet, (workload, region) => runsIn(workload, region) && hasStore(workload, adapter)).map((place) => {
      const placed = storesAt(fleet.workloads, place, adapter);
      const id = toSourceId(place.accountId, place.region, adapter.api);
      const periodSeconds = settings.periodOf(id, usualSeconds);
      const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
      const markerCadence = toMarkerCadence(settings);
      return {
        id,
        ...place,
        api: adapter.api,
        call: adapter.call,
        rhythm: { periodSeconds, phaseSeconds: 0 },
        deadlineMs: awsDeadlineMs,
        ...toBills(adapter, placed, id),
        ask: async ({ ports, scope, counters }) => {
          const answers = await Promise.all(
            placed.map(async ({ workload, store }) => {
              counters.countCall(adapter.call);
              return { workload, store, answer: await ports.aws.links(scope, adapter.kind, store.resource) };
            }),
          );
          return joinOutcomes(
            answers.map(({ workload, store, answer }) => ({
              answer,
              merge:
                answer.state === 'answered'
                  ? mergeLinks(place, workload, store, answer.value, { cadence, markerCadence })
                  : loseLinks(place, { workload, store }, answer.state, cadence),
            })),
          );
        },
        lose: (reason) => joinMerges(placed.map((one) => loseLinks(place, one, reason, cadence))),
      };
    }),
  );

function toBills(
  { billedPerLook }: StoreAdapter,
  placed: readonly PlacedStore[],
  id: string,
): Pick<SourceTask, 'bills'> {
  if (billedPerLook === undefined) return {};
  const standing = standingFor(placed.map(({ workload }) => workload));
  const units = addUnits({}, billedPerLook, placed.length);
  return { bills: () => [{ id, ...standing, usualSeconds, requests: placed.length, units }] };
}

function joinMerges(merges: readonly Merge[]): Merge {
  return (context) => {
    for (const merge of merges) merge(context);
  };
}

function hasStore(workload: Workload, adapter: StoreAdapter): boolean {
  return workload.stores.some((store) => store.kind === adapter.kind);
}

function storesAt(workloads: readonly Workload[], place: Place, adapter: StoreAdapter): readonly PlacedStore[] {
  return workloads
    .filter((workload) => workload.accountId === place.accountId && runsIn(workload, place.region))
    .flatMap((workload) =>
      workload.stores.filter((store) => store.kind === adapter.kind).map((store) => ({ workload, store })),
    );
}

function mergeLinks(
  place: Place,
  workload: Workload,
  store: StoreDeclaration,
  view: StoreView,
  cadences: LinkCadences,
): Merge {
  return (context) => {
    const { snapshot, topology, askedAt } = context;
    const links = view === 'absent' ? [] : view;
    topology.setLinks(workload, store, place.region, view, askedAt);
    const agreed = topology.findLinks(workload, store);
    if (agreed === 'unknown') return;
    for (const known of agreed) {
      const seenHere = links.find((link) => isSameLink(link, known.link));
      snapshot.put(toLinkEntity(known, seenHere, cadences, context));
    }
    // What no region describes any more is gone, e.g. the old direction after a change of roles.
    for (const entity of linksOf(context, { workload, store })) {
      if (!agreed.some((known) => known.id === entity.id)) snapshot.remove('link', entity.id);
    }
  };
}

function isSameLink(a: DiscoveredLink, b: DiscoveredLink): boolean {
  return a.source === b.source && a.target === b.target;
}

function toLinkEntity(
  known: KnownLink,
  seenHere: DiscoveredLink | undefined,
  { cadence, markerCadence }: LinkCadences,
  context: MergeContext,
): LinkEntity {
  const { link, workload, store } = known;
  const { marker, keptOutSince: _was, ...before } = context.snapshot.find('link', known.id) ?? newLink(known, context);
  const copyState =
    seenHere === undefined
      ? before.copyState
      : carry(before.copyState, toCopyReading(seenHere.copyState, context), cadence, context.receivedAt);
  const entity: LinkEntity = {
    ...before,
    storeKind: store.kind,
    resource: store.resource,
    workloadId: workload.id,
    consistency: link.consistency,
    copyState,
    copyStateCadence: cadence,
    lagEvidence: {
      ...before.lagEvidence,
      quality: link.quality,
      ...(link.growsWhenIdle ? { growsWhenIdle: true } : {}),
    },
    ...toMarkerPart(known, marker, markerCadence, context),
    ...(link.keptOutSince === undefined ? {} : { keptOutSince: link.keptOutSince }),
  };
  if (link.consistency === 'strong') return withLagByDesign(entity, cadence, context);
  return link.unmeasured === undefined ? entity : withoutMeasure(entity, link.unmeasured, context);
}

/** What a marker tells of the link stays with it; a store that has none any more, or needs none, loses it. */
function toMarkerPart(
  { link, store }: KnownLink,
  before: LinkMarker | undefined,
  cadence: Cadence,
  { receivedAt }: MergeContext,
): Pick<LinkEntity, 'marker'> {
  if (store.marker === undefined || link.consistency === 'strong') return {};
  const { written, seen } = before ?? {
    written: neverAsked<EpochMs>(receivedAt),
    seen: neverAsked<MarkerSeen>(receivedAt),
  };
  const targetResource = link.targetResource ?? store.resource;
  return { marker: { by: store.marker.by, targetResource, written, seen, cadence } };
}

/** Nothing measures the link: its lag is missing at once, and what was measured before keeps its date. */
function withoutMeasure(entity: LinkEntity, reason: MissingReason, { receivedAt }: MergeContext): LinkEntity {
  const lag = loseValue(entity.lag, reason, receivedAt);
  return { ...entity, lag, lagEvidence: { ...entity.lagEvidence, metric: 'no metric' } };
}

function toCopyReading(copyState: LinkState | 'unknown', { askedAt, receivedAt }: MergeContext): Reading<LinkState> {
  return copyState === 'unknown'
    ? { state: 'missing', reason: 'no-data' }
    : toObserved(copyState, askedAt, receivedAt, 'aws-api');
}

/** A write to a strongly consistent table is in two regions before it is acknowledged: no lag while the copy is active. */
function withLagByDesign(entity: LinkEntity, cadence: Cadence, { askedAt, receivedAt }: MergeContext): LinkEntity {
  const { copyState } = entity;
  const active =
    copyState.state === 'observed' && copyState.value === 'replicating' && copyState.measuredAt === askedAt;
  const reading: Reading<number> = active
    ? toObserved(0, askedAt, receivedAt, 'aws-api')
    : { state: 'missing', reason: 'not-replicating' };
  return {
    ...entity,
    lag: carry(entity.lag, reading, cadence, receivedAt),
    lagCadence: cadence,
    lagEvidence: { metric: 'by design while active', publishedIn: entity.source, quality: 'bound' },
  };
}

function newLink({ id, workload, store, link }: KnownLink, { receivedAt }: MergeContext): LinkEntity {
  const [preferred] = link.lagQueries;
  return {
    kind: 'link',
    id,
    workloadId: workload.id,
    accountId: workload.accountId,
    storeId: store.id,
    storeKind: store.kind,
    resource: store.resource,
    source: link.source,
    target: link.target,
    consistency: link.consistency,
    copyState: neverAsked(receivedAt),
    copyStateCadence: assumedSignalCadence,
    lag: neverAsked(receivedAt),
    lagCadence: assumedSignalCadence,
    lagEvidence: {
      metric: preferred === undefined ? 'by design while active' : nameLag(preferred),
      publishedIn: preferred?.region ?? link.source,
      quality: link.quality,
    },
    // Some kinds do not publish what clients write: nothing is asked, and nothing is awaited.
    writesPerSecond: link.writes.queries.length === 0 ? toMissing('not-published', receivedAt) : neverAsked(receivedAt),
    writesCadence: assumedSignalCadence,
    writesStoppedAt: 'unproven',
  };
}

function loseLinks(place: Place, placed: PlacedStore, reason: Failure, cadence: Cadence): Merge {
  return (context) => {
    for (const entity of linksOf(context, placed)) {
      // Another region that answers goes on telling the state: only silence of all of them lets it grow old.
      if (entity.source !== place.region && entity.target !== place.region) continue;
      const copyState = carry(entity.copyState, { state: 'missing', reason }, cadence, context.receivedAt);
      context.snapshot.put({ ...entity, copyState });
    }
  };
}

function linksOf({ snapshot }: MergeContext, { workload, store }: PlacedStore): readonly LinkEntity[] {
  return snapshot.all('link').filter((link) => link.workloadId === workload.id && link.storeId === store.id);
}
