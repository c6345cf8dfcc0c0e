import { emptyLog, pendingAfter } from './commit-log';
import type { DatabaseState } from './database-roles';
import { isBackingUp } from './describe-databases';
import type { InstanceChange } from './instance-changes';
import { streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import type {
  AuroraGlobalStore,
  DatabaseReplicaStore,
  GlobalDatastore,
  Range,
  StoreDeclaration,
} from './store-declarations';
import type { WorldState } from './world-state';

/** What somebody does to a database; `resource` is the global cluster, datastore or the source instance. */
export type DatabaseChange = RoleMove | InstanceAddition | InstanceChange;

/** What somebody does to the roles of a database. */
export interface RoleMove {
  /**
   * `switchover`: writer and target change places, and nothing is lost. `failover`: the writer is given up with all that
   * has not arrived. `detach`: a secondary leaves to be a writer of its own. `promote`: a read replica does.
   */
  readonly kind: 'switchover' | 'failover' | 'detach' | 'promote';
  readonly resource: string;
  /** Region of the copy that is to take writes. */
  readonly target: string;
}

/** A cluster of an Aurora global database gets another instance. */
export interface InstanceAddition {
  readonly kind: 'add-instance';
  readonly resource: string;
  /** Region of the cluster. */
  readonly target: string;
  readonly instance: { readonly identifier: string; readonly instanceClass: string };
}

/** A change of roles that cannot be made: `code` names why. */
export class DatabaseChangeError extends Error {
  constructor(
    readonly code:
      | 'UnknownDatabase'
      | 'UnknownCopy'
      | 'DatabaseBusy'
      | 'CopyNotReady'
      | 'CopyIsWriter'
      | 'CopyIsBackedUp',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

type Database = AuroraGlobalStore | DatabaseReplicaStore | GlobalDatastore;

type Move = RoleMove | InstanceAddition;

const kindsOfChange: Readonly<Record<Database['kind'], readonly Move['kind'][]>> = {
  'aurora-global': ['switchover', 'failover', 'detach', 'add-instance'],
  'rds-replica': ['promote'],
  'elasticache-global': ['failover'],
};

const usualPace = {
  switchoverSeconds: [60, 240],
  failoverSeconds: [90, 300],
  rebuildSeconds: [600, 10_800],
  detachSeconds: [90, 300],
  promotionSeconds: [180, 540],
  deletionSeconds: [240, 600],
  snapshotShare: 0.6,
} as const;
/** A cache has less to open and less to copy. */
const cachePace = { ...usualPace, failoverSeconds: [20, 50], rebuildSeconds: [60, 600] } as const;
/** All data goes to the other region, as a snapshot, before anything follows. */
const replicaPace = { ...usualPace, rebuildSeconds: [5400, 14_400] } as const;
/** Until a new instance of a cluster takes connections. */
const additionSeconds: Range = [240, 600];

/** How long the changes of a database take, and how often what was not replicated is saved. */
export function paceOf(store: Database) {
  if (store.kind === 'elasticache-global') return cachePace;
  if (store.kind === 'rds-replica') return { ...replicaPace, ...store.pace };
  return { ...usualPace, ...(store.kind === 'aurora-global' && store.pace) };
}

/** The database store that AWS knows by a name; a replica pair by that of either of its instances. */
export function findDatabase(fleet: SimulatedFleet, resource: string): Database | undefined {
  const isNamed = (store: StoreDeclaration) =>
    store.resource === resource || (store.kind === 'rds-replica' && store.replica === resource);
  const found = fleet.logs.find(({ store }) => isNamed(store))?.store;
  return found !== undefined && isDatabase(found) ? found : undefined;
}

function isDatabase(store: StoreDeclaration): store is Database {
  return store.kind in kindsOfChange;
}

/** A database as it stands; as it was configured where nobody changed it. */
export function standingOf(state: WorldState, store: Database): DatabaseState {
  return (
    state.databases?.[store.resource] ?? {
      writer: store.writer,
      members: [store.writer, ...store.secondaries],
      followers: [...store.secondaries],
      alone: [],
      deposed: [],
      rebuilding: {},
      promoting: {},
      accounted: {},
      lost: {},
      snapshots: [],
    }
  );
}

/** Refuses a change that cannot be made. @throws DatabaseChangeError */
export function checkDatabaseChange(fleet: SimulatedFleet, state: WorldState, change: Move): void {
  const { kind, resource, target } = change;
  const store = findDatabase(fleet, resource);
  if (store === undefined || !kindsOfChange[store.kind].includes(kind)) {
    throw new DatabaseChangeError('UnknownDatabase', `There is no such database: ${resource}`);
  }
  // A cluster takes instances whatever becomes of its roles, and after it has left.
  if (kind === 'add-instance') {
    if ('secondaries' in store && [store.writer, ...store.secondaries].includes(target)) return;
    throw new DatabaseChangeError('UnknownCopy', `${resource} has no copy in ${target}.`);
  }
  const { writer, members, followers, rebuilding, promoting, change: underWay } = standingOf(state, store);
  if (!members.includes(target) || promoting[target] !== undefined) {
    throw new DatabaseChangeError('UnknownCopy', `${resource} has no copy in ${target}.`);
  }
  if (underWay !== undefined) {
    throw new DatabaseChangeError('DatabaseBusy', `A ${underWay.kind} of ${resource} is under way.`);
  }
  if (target === writer) {
    throw new DatabaseChangeError('CopyIsWriter', `The copy of ${resource} in ${target} is the one that takes writes.`);
  }
  if (kind === 'promote' && isBackingUp(state)) {
    throw new DatabaseChangeError('CopyIsBackedUp', `The copy of ${resource} in ${target} is being backed up.`);
  }
  const detaches = kind === 'detach' || kind === 'promote';
  if (!detaches && (!followers.includes(target) || rebuilding[target] !== undefined)) {
    throw new DatabaseChangeError('CopyNotReady', `The copy of ${resource} in ${target} is not synchronised.`);
  }
}

/** Begins a change that was checked, at the state's own moment. */
export function beginDatabaseChange(fleet: SimulatedFleet, state: WorldState, change: Move): void {
  const store = findDatabase(fleet, change.resource);
  if (store === undefined) return;
  const database = standingOf(state, store);
  const { resource } = store;
  state.databases = { ...state.databases, [resource]: database };
  const { second } = state;
  const { target } = change;
  if (change.kind === 'add-instance') {
    const readyAt = second + pick(state, `add-instance:${change.instance.identifier}`, additionSeconds);
    database.added = [...(database.added ?? []), { region: target, ...change.instance, readyAt, ready: false }];
    return;
  }
  const takes = (range: Range) => second + pick(state, `${change.kind}:${resource}`, range);
  if (change.kind === 'switchover' || change.kind === 'failover') {
    const pace = paceOf(store);
    const endsAt = takes(change.kind === 'switchover' ? pace.switchoverSeconds : pace.failoverSeconds);
    // A planned change writes on until shortly before the end; one that gives the writer up leaves it at once.
    const stopsAt = change.kind === 'switchover' ? Math.max(second + 2, endsAt - writeStopSeconds) : second + 2;
    database.change = {
      kind: change.kind,
      from: database.writer,
      to: target,
      startedAt: second,
      stopsAt,
      endsAt: Math.max(endsAt, stopsAt + 2),
      phase: 'pending',
    };
    return;
  }
  leave(state, resource, database, target);
  const pace = paceOf(store);
  database.promoting[target] = takes(change.kind === 'promote' ? pace.promotionSeconds : pace.detachSeconds);
}

const writeStopSeconds = 25;

/** A copy hears nothing of its writer any more; the writer goes on without it. */
function leave(state: WorldState, resource: string, database: DatabaseState, region: string): void {
  const log = state.logs[`${resource}/${database.writer}`];
  const position = state.positions[`${resource}/${database.writer}>${region}`];
  database.members = database.members.filter((each) => each !== region);
  database.followers = database.followers.filter((each) => each !== region);
  delete database.rebuilding[region];
  if (database.followers.length > 0 || log === undefined) return;
  database.accounted[database.writer] = log.committed - (position === undefined ? 0 : pendingAfter(log, position));
}

/** A seeded number of whole seconds within a range. */
export function pick(state: WorldState, what: string, [least, most]: Range): number {
  return least + Math.round(unitAt(streamKey(state.seed, what), state.second) * (most - least));
}

/** The queue of writes of a copy that begins to take some. */
export function openLog(state: WorldState, resource: string, region: string): void {
  state.logs[`${resource}/${region}`] ??= emptyLog(state.second);
}
