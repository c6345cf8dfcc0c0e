import { type Conditions, calmConditions, isStoreDown } from './conditions';
import { writerFor } from './database-roles';
import type { WorkloadDeclaration } from './fleet-declaration';
import { type GlobalTableStore, isDatabaseWithOneWriter, type StoreDeclaration } from './store-declarations';
import { errorShareOf, type Shares } from './traffic';

/** How one region serves a workload's users; rates per minute. */
export interface RegionService {
  readonly region: string;
  /** `${workload}/${region}` */
  readonly place: string;
  /** Requests that reach the targets; none in a failed region. */
  readonly requests: number;
  /** Of those, answered with a server error. */
  readonly errors: number;
  /** Load of the targets as a share of what they can do. */
  readonly utilisation: number;
}

export interface WorkloadService {
  /** Requests the users send, served or not. */
  readonly demanded: number;
  readonly regions: readonly RegionService[];
}

/** Share of the users near a region who are inside it: in its own networks, not on the other side of what cuts it off. */
const insideShare = 0.1;
/** Share of requests that cannot be answered without a database that takes writes. */
const writeDependentShare = 0.4;

interface Plan {
  /** Those without a writer of which requests that write fail. */
  readonly databases: readonly Extract<StoreDeclaration, { kind: 'aurora-global' | 'rds-replica' }>[];
  readonly places: readonly { readonly region: string; readonly place: string; readonly capacity: number }[];
}

const plans = new WeakMap<WorkloadDeclaration, Plan>();

function planOf(workload: WorkloadDeclaration): Plan {
  const known = plans.get(workload);
  if (known !== undefined) return known;
  const plan = {
    databases: workload.stores.filter(isDatabaseWithOneWriter),
    places: workload.capacity.map(({ region, inService }) => ({
      region,
      place: `${workload.id}/${region}`,
      capacity: inService * workload.requestsPerSecondPerInstance,
    })),
  };
  plans.set(workload, plan);
  return plan;
}

/**
 * How a workload is served when its populations send `demands` (per minute, in the order of the declaration) to the
 * regions of `places`. Requests to a failed region reach nobody; into a region that is cut off get only those of users
 * inside it, and they get nowhere else.
 */
export function serveWorkload(
  workload: WorkloadDeclaration,
  demands: readonly number[],
  places: readonly Shares[],
  failed: ReadonlySet<string>,
  conditions: Conditions = calmConditions,
): WorkloadService {
  const { cutOff } = conditions;
  const plan = planOf(workload);
  const reach = (from: string, to: string) => from === to || !(cutOff.includes(from) || cutOff.includes(to));
  const regions = plan.places.map(({ region, place, capacity }) => {
    if (failed.has(region)) return { region, place, requests: 0, errors: 0, utilisation: 0 };
    let requests = 0;
    for (let index = 0; index < demands.length; index += 1) {
      const inside = insideShareOf(workload, index, cutOff);
      const outside = cutOff.includes(region) ? 0 : (1 - inside) * (places[index]?.[region] ?? 0);
      const within = workload.populations[index]?.resolverRegion === region ? inside : 0;
      requests += (demands[index] ?? 0) * (outside + within);
    }
    let withoutWriter = 0;
    for (const store of plan.databases) {
      const writer = writerFor(store, region, conditions.databases);
      const isLost = writer === undefined || failed.has(writer) || !reach(region, writer);
      if (isLost) withoutWriter += usersShareOf(store);
    }
    const inService = conditions.capacities?.[place]?.inService;
    const serving = inService === undefined ? capacity : inService * workload.requestsPerSecondPerInstance;
    // Where nothing serves, everything fails: a load that no number says.
    const utilisation = requests / 60 / Math.max(serving, 0.001);
    const storeLost = workload.stores.some(
      (store) => isStoreDown(conditions, store.kind, region) || lacksQuorum(store, region, failed, conditions),
    );
    const loadShare = inService === 0 ? 1 : errorShareOf(utilisation);
    const writesLost = storeLost ? 1 : Math.min(1, withoutWriter);
    const errorShare = Math.max(writeDependentShare * writesLost, loadShare);
    return { region, place, requests, errors: requests * errorShare, utilisation };
  });
  let demanded = 0;
  for (const demand of demands) demanded += demand;
  return { demanded, regions };
}

/** Users of a shard need that store, and no other shard's. */
function usersShareOf(store: StoreDeclaration): number {
  return 'usersShare' in store && store.usersShare !== undefined ? store.usersShare : 1;
}

/** Share of a population that is inside a region which is cut off. */
function insideShareOf(workload: WorkloadDeclaration, index: number, cutOff: readonly string[]): number {
  if (cutOff.length === 0) return 0;
  const home = workload.populations[index]?.resolverRegion ?? '';
  return cutOff.includes(home) && workload.capacity.some(({ region }) => region === home) ? insideShare : 0;
}

/** Whether a strongly consistent table refuses the writes of a region: it is alone among the three that keep a copy. */
export function lacksQuorum(
  store: StoreDeclaration,
  region: string,
  failed: ReadonlySet<string>,
  conditions: Conditions,
): boolean {
  if (!isStrong(store) || !store.replicas.includes(region)) return false;
  const { cutOff } = conditions;
  const keepers = store.witness === undefined ? store.replicas : [...store.replicas, store.witness];
  const reached = keepers.filter((each) => {
    if (failed.has(each) || isStoreDown(conditions, store.kind, each)) return false;
    return each === region || !(cutOff.includes(each) || cutOff.includes(region));
  });
  return reached.length < quorum;
}

const quorum = 2;

function isStrong(store: StoreDeclaration): store is GlobalTableStore {
  return store.kind === 'dynamodb-global-table' && store.consistency === 'STRONG';
}

/** Writes per minute committed in a region's log of a store of the workload that is served so. */
export function writesInto(
  store: StoreDeclaration,
  service: WorkloadService,
  region: string,
  failed: ReadonlySet<string>,
  conditions: Conditions = calmConditions,
): number {
  if (failed.has(region)) return 0;
  const { cutOff } = conditions;
  if (isStoreDown(conditions, store.kind, region)) return 0;
  if (lacksQuorum(store, region, failed, conditions)) return 0;
  const { perRequest = 0, perMinute = 0 } = store.writes;
  let answered = 0;
  for (const each of service.regions) {
    // Every region's requests write to the one writer of a store, or each to its own replica of a table.
    const reaches = each.region === region || !(cutOff.includes(region) || cutOff.includes(each.region));
    const writer = 'writer' in store ? writerFor(store, each.region, conditions.databases) : each.region;
    if (writer === region && reaches) answered += each.requests - each.errors;
  }
  const writesAnyway = 'writer' in store ? writerFor(store, '', conditions.databases) === region : true;
  return answered * perRequest + (writesAnyway ? perMinute : 0);
}
