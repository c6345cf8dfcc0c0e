import type { LinkEntity, LinkMarker } from '@/lib/domain/entities';
import type { Fleet, MarkerDeclaration, RegionCode, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { Vantage } from '@/lib/domain/observation';
import { linkAdapters } from '@/lib/stores/registry';
import type { DiscoveredLink, StoreMarker } from '@/lib/stores/store-adapter';
import type { Snapshot } from '../snapshot';
import type { SourcePlan } from '../source';
import { type Place, placesWith, runsIn } from './places';

/** A store with a recovery-point marker. */
export interface MarkedStore {
  readonly workload: Workload;
  readonly store: StoreDeclaration;
  readonly marker: MarkerDeclaration;
}

/** A link whose store has a marker, with what is known of it. */
export type MarkedLink = LinkEntity & { readonly marker: LinkMarker };

/** The places where a store with a marker may be a source or a target. */
export function markerPlaces(fleet: Fleet): readonly Place[] {
  return placesWith(
    fleet,
    (workload, region) => runsIn(workload, region) && workload.stores.some(({ marker }) => marker !== undefined),
  );
}

export function markedStoresAt(fleet: Fleet, { accountId, region }: Place): readonly MarkedStore[] {
  return fleet.workloads
    .filter((workload) => workload.accountId === accountId && runsIn(workload, region))
    .flatMap((workload) =>
      workload.stores.flatMap((store) =>
        store.marker === undefined ? [] : [{ workload, store, marker: store.marker }],
      ),
    );
}

/** The links of a store that have a marker; a strongly consistent store needs none. */
export function markedLinksOf(snapshot: Snapshot, { workload, store }: MarkedStore): readonly MarkedLink[] {
  return snapshot
    .all('link')
    .filter((link): link is MarkedLink => link.marker !== undefined)
    .filter((link) => link.workloadId === workload.id && link.storeId === store.id && link.consistency !== 'strong');
}

/** The marker of a store that the console writes by itself, as its kind bills it; `none` where an application keeps it. */
export function billedMarkerOf({ store, marker }: MarkedStore): StoreMarker['billed'] | 'none' {
  if (marker.by !== 'store') return 'none';
  return linkAdapters.find(({ kind }) => kind === store.kind)?.marker?.billed ?? 'none';
}

/** The links of a store along which its markers travel, as discovery knows them. */
export function markedWays({ topology }: SourcePlan, { workload, store }: MarkedStore): readonly DiscoveredLink[] {
  const known = topology.findLinks(workload, store);
  return known === 'unknown' ? [] : known.map(({ link }) => link).filter(({ consistency }) => consistency !== 'strong');
}

/** The calls by which markers are written or read in a place, as a person can look them up. */
export function nameCalls(
  stores: readonly MarkedStore[],
  method: 'GET' | 'POST',
  callOf: (marker: StoreMarker) => string,
): string {
  return [...new Set(stores.map((one) => nameCall(one, method, callOf)))].join(', ');
}

export function nameCall(
  { store, marker }: MarkedStore,
  method: 'GET' | 'POST',
  callOf: (marker: StoreMarker) => string,
): string {
  if (marker.by === 'entry-point') return `${method} ${marker.path}`;
  const own = linkAdapters.find(({ kind }) => kind === store.kind)?.marker;
  return own === undefined ? method : callOf(own);
}

/** Where the application of a store keeps its marker in a region; `none` where it has no endpoint there. */
export function findMarkerUrl(
  { workload, marker }: MarkedStore,
  region: RegionCode,
): { readonly hostname: string; readonly path: string } | 'none' {
  if (marker.by === 'store') return 'none';
  const entryPoint = workload.entryPoints.find(({ id }) => id === marker.entryPointId);
  const endpoint = entryPoint?.endpoints.find((one) => one.region === region);
  return endpoint === undefined ? 'none' : { hostname: endpoint.hostname, path: marker.path };
}

export function vantageOf({ marker }: MarkedStore): Vantage {
  return marker.by === 'store' ? 'aws-api' : 'console-probe';
}

/** A failure with what it means for the screen. */
export function explain(
  { workload, store }: MarkedStore,
  did: 'written' | 'read',
  region: RegionCode,
  message: string,
): string {
  return `The recovery-point marker of ${workload.id}/${store.id} cannot be ${did} in ${region}, so its lag is known from metrics alone, minutes late. ${message}`;
}
