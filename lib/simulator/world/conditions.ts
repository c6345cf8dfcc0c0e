import { type RolesByDatabase, rolesOfDatabases } from './database-roles';
import { activeFaults } from './faults';
import type { MetricTrouble } from './metrics/metric-reader';
import { capacitiesOf, type PlaceCapacity } from './scaling';
import type { SimulatedFleet } from './simulated-fleet';
import type { StoreDeclaration } from './store-declarations';
import type { Fault } from './types';
import type { WorldState } from './world-state';

export type Surge = Omit<Extract<Fault, { kind: 'traffic-surge' }>, 'kind'>;
export type Slowness = Omit<Extract<Fault, { kind: 'grey-fault' }>, 'kind'>;

/** What faults do to the course of the world beside stopping regions and links. */
export interface Conditions {
  /** Regions that are alive and that nothing gets into or out of. */
  readonly cutOff: readonly string[];
  readonly surges: readonly Surge[];
  readonly slow: readonly Slowness[];
  /** Regions in which no store of a kind can be read or written, because the service itself is down. */
  readonly storesDown: readonly { readonly region: string; readonly kind: StoreDeclaration['kind'] }[];
  /** By `${workload}/${region}`: what serves, where somebody changed it; absent where nobody did. */
  readonly capacities?: Readonly<Record<string, PlaceCapacity>>;
  /** Who writes where somebody changed it; absent where nobody did. */
  readonly databases?: RolesByDatabase;
}

export const calmConditions: Conditions = { cutOff: [], surges: [], slow: [], storesDown: [] };

/** Services whose endpoint is where a store's data goes in and out, with the kind of store. */
const dataPlanes: Readonly<Record<string, StoreDeclaration['kind']>> = {
  dynamodb: 'dynamodb-global-table',
  s3: 's3-replication',
};

/** The conditions that the faults in force and the roles of databases make. */
export function conditionsOf(fleet: SimulatedFleet, state: WorldState): Conditions {
  const cutOff: string[] = [];
  const surges: Surge[] = [];
  const slow: Slowness[] = [];
  const storesDown: { region: string; kind: StoreDeclaration['kind'] }[] = [];
  for (const { fault } of activeFaults(state)) {
    if (fault.kind === 'region-cut-off') cutOff.push(fault.region);
    if (fault.kind === 'traffic-surge') surges.push(fault);
    if (fault.kind === 'grey-fault') slow.push(fault);
    const down = storeDownBy(fault);
    if (down !== undefined) storesDown.push(down);
  }
  const databases = rolesOfDatabases(state);
  const capacities = capacitiesOf(fleet, state);
  const faulty = cutOff.length + surges.length + slow.length + storesDown.length > 0;
  if (!faulty && databases === undefined && capacities === undefined) return calmConditions;
  return {
    cutOff: cutOff.sort(),
    surges,
    slow,
    storesDown,
    ...(databases !== undefined && { databases }),
    ...(capacities !== undefined && { capacities }),
  };
}

/** The kind of store that a fault takes from its region; a service that refuses one account only is there for its users. */
function storeDownBy(fault: Fault): Conditions['storesDown'][number] | undefined {
  if (fault.kind !== 'service-down' || fault.account !== undefined) return undefined;
  const kind = dataPlanes[fault.service];
  return kind === undefined ? undefined : { region: fault.region, kind };
}

/** Whether the copy of a store in a region can be neither read nor written. */
export function isStoreDown({ storesDown }: Conditions, kind: StoreDeclaration['kind'], region: string): boolean {
  return storesDown.some((each) => each.kind === kind && each.region === region);
}

/** Ids of the links that carry nothing because the service at one of their ends is down. */
export function linksOfStoresDown({ links }: SimulatedFleet, conditions: Conditions): string[] {
  if (conditions.storesDown.length === 0) return [];
  const down = links.filter(
    ({ kind, source, target, synchronous }) =>
      !synchronous && (isStoreDown(conditions, kind, source) || isStoreDown(conditions, kind, target)),
  );
  return down.map((link) => link.id);
}

/** How many times their usual requests the users of a population send; surges multiply. */
export function surgeOf({ surges }: Conditions, workload: string, population: string): number {
  return surges
    .filter((each) => (each.workload ?? workload) === workload && (each.population ?? population) === population)
    .reduce((product, { factor }) => product * factor, 1);
}

/** How many times the usual time the answers of a workload take in a region. */
export function slownessOf({ slow }: Conditions, workload: string, region: string): number {
  return slow
    .filter((each) => each.region === region && (each.workload ?? workload) === workload)
    .reduce((product, { factor }) => product * factor, 1);
}

/** What became of the metrics of a region's namespace in a minute (since 1970); undefined when nothing did. */
export function metricTroubleOf(state: WorldState) {
  return (region: string, namespace: string, minute: number): MetricTrouble | undefined => {
    let lateSeconds = 0;
    for (const { fault, startedAt, endedAt } of state.faults) {
      if (fault.kind !== 'metrics-lost' && fault.kind !== 'metrics-late') continue;
      if (fault.region !== region || (fault.namespace ?? namespace) !== namespace) continue;
      const touched = startedAt < (minute + 1) * 60_000 && (endedAt === null || endedAt > minute * 60_000);
      if (!touched) continue;
      if (fault.kind === 'metrics-lost') return { kind: 'lost' };
      lateSeconds = Math.max(lateSeconds, fault.minutes * 60);
    }
    return lateSeconds > 0 ? { kind: 'late', seconds: lateSeconds } : undefined;
  };
}
