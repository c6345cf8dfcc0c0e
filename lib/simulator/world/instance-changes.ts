import { DatabaseChangeError, findDatabase, openLog, paceOf, pick, standingOf } from './database-changes';
import { type DatabaseState, isDeleted } from './database-roles';
import { addLost, forgetItemsOf, rehomeItems } from './rehomed-items';
import type { SimulatedFleet } from './simulated-fleet';
import type { DatabaseReplicaStore } from './store-declarations';
import type { WorldState } from './world-state';

/** A read replica is built anew where the instance of that region was deleted, from the instance that takes writes. */
export interface ReplicaCreation {
  readonly kind: 'create-replica';
  /** An instance of the pair. */
  readonly resource: string;
  /** Region in which it is built. */
  readonly target: string;
  readonly instance: string;
  readonly instanceClass?: string;
}

/** An instance of a pair is deleted, or one that somebody added to an Aurora cluster. */
export interface InstanceDeletion {
  readonly kind: 'delete-instance';
  /** An instance of the pair, or the global cluster. */
  readonly resource: string;
  readonly target: string;
  readonly instance: string;
  /** What it is kept as. */
  readonly snapshot?: string;
}

export type InstanceChange = ReplicaCreation | InstanceDeletion;

/** Whether a change is about an instance that comes or goes. */
export function isInstanceChange(change: { readonly kind: string }): change is InstanceChange {
  return change.kind === 'create-replica' || change.kind === 'delete-instance';
}

/** Refuses a change that cannot be made. @throws DatabaseChangeError */
export function checkInstanceChange(fleet: SimulatedFleet, state: WorldState, change: InstanceChange): void {
  const { kind, resource, target, instance } = change;
  const store = findDatabase(fleet, resource);
  if (store === undefined) throw new DatabaseChangeError('UnknownDatabase', `There is no such database: ${resource}`);
  const database = standingOf(state, store);
  const unknown = () => new DatabaseChangeError('UnknownCopy', `${resource} has no instance ${instance} in ${target}.`);
  if (store.kind === 'aurora-global' && kind === 'delete-instance') {
    const found = database.added?.find((each) => each.region === target && each.identifier === instance);
    if (found === undefined) throw unknown();
    return;
  }
  if (store.kind !== 'rds-replica' || nameIn(store, target) !== instance) throw unknown();
  const isGone = database.gone?.includes(target) === true;
  if (kind === 'create-replica') {
    if (!isGone) throw new DatabaseChangeError('CopyNotReady', `${instance} is there already.`);
    if (target === database.writer || isDeleted(database, database.writer)) throw unknown();
    return;
  }
  if (isGone) throw unknown();
  if (isBusy(database, target)) throw new DatabaseChangeError('DatabaseBusy', `${instance} is being changed.`);
}

function nameIn(store: DatabaseReplicaStore, region: string): string | undefined {
  if (region === store.writer) return store.resource;
  return store.secondaries.includes(region) ? store.replica : undefined;
}

function isBusy({ promoting, rebuilding, removing = {} }: DatabaseState, region: string): boolean {
  return [promoting, rebuilding, removing].some((each) => each[region] !== undefined);
}

/** Begins a change that was checked, at the state's own moment. */
export function beginInstanceChange(fleet: SimulatedFleet, state: WorldState, change: InstanceChange): void {
  const store = findDatabase(fleet, change.resource);
  if (store === undefined) return;
  const database = standingOf(state, store);
  state.databases = { ...state.databases, [store.resource]: database };
  const { target, instance } = change;
  if (store.kind === 'aurora-global') {
    // Its cluster keeps the data.
    database.added = database.added?.filter((each) => each.identifier !== instance || each.region !== target);
    return;
  }
  if (store.kind !== 'rds-replica') return;
  if (change.kind === 'create-replica') build(state, store, database, change);
  else remove(state, store, database, change);
}

function build(
  state: WorldState,
  store: DatabaseReplicaStore,
  database: DatabaseState,
  { target, instanceClass }: ReplicaCreation,
): void {
  const { second } = state;
  const { resource } = store;
  database.gone = database.gone?.filter((region) => region !== target);
  if (instanceClass !== undefined) database.classes = { ...database.classes, [target]: instanceClass };
  if (!database.members.includes(target)) database.members.push(target);
  database.rebuilding[target] = second + pick(state, `rebuild:${resource}:${target}`, paceOf(store).rebuildSeconds);
  // It is filled from a snapshot of now, and has all that is written meanwhile before it when it begins to follow.
  state.positions[`${resource}/${database.writer}>${target}`] = second;
}

function remove(
  state: WorldState,
  store: DatabaseReplicaStore,
  database: DatabaseState,
  { target, snapshot }: InstanceDeletion,
): void {
  const { second } = state;
  const { resource } = store;
  const goneAt = second + pick(state, `delete:${resource}:${target}`, paceOf(store).deletionSeconds);
  database.removing = { ...database.removing, [target]: goneAt };
  if (snapshot !== undefined) {
    const kept = { region: target, identifier: snapshot, takenAt: second, readyAt: goneAt - 1 };
    database.finalSnapshots = [...(database.finalSnapshots ?? []), kept];
  }
  // What followed it follows nobody any more.
  if (target === database.writer)
    for (const region of database.followers) standAlone(state, resource, database, region);
  database.members = database.members.filter((region) => region !== target);
  database.followers = database.followers.filter((region) => region !== target);
  database.alone = database.alone.filter((region) => region !== target);
  const [next] = database.alone;
  if (target === database.writer && next !== undefined) {
    rehomeItems(state, resource, target, next);
    database.writer = next;
    database.alone = database.alone.filter((region) => region !== next);
    database.members = [next];
  }
  forget(state, resource, database, target);
}

function standAlone(state: WorldState, resource: string, database: DatabaseState, region: string): void {
  database.followers = database.followers.filter((each) => each !== region);
  database.alone.push(region);
  openLog(state, resource, region);
  database.accounted[region] = state.logs[`${resource}/${region}`]?.committed ?? 0;
}

/** What only it had is in its final snapshot, and in no database any more. */
function forget(state: WorldState, resource: string, database: DatabaseState, region: string): void {
  const log = state.logs[`${resource}/${region}`];
  if (log !== undefined) {
    addLost(database, region, Math.max(0, log.committed - (database.accounted[region] ?? log.committed)));
    database.accounted[region] = log.committed;
    log.runs = [];
  }
  forgetItemsOf(state, resource, region);
  for (const link of Object.keys(state.positions)) {
    const [store, ends = ''] = link.split('/');
    if (store === resource && ends.split('>').includes(region)) delete state.positions[link];
  }
}
