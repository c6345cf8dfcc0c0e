import { shortCode } from './aws-regions';
import { pendingAfter } from './commit-log';
import { findDatabase, openLog, paceOf, pick } from './database-changes';
import type { DatabaseState, RoleChange } from './database-roles';
import { addLost, forgetItemsOf, rehomeItems } from './rehomed-items';
import { calmLagSeconds } from './replication-links';
import { streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import type { WorldState } from './world-state';

/** A database on its way, with what it needs to get on. */
interface Course {
  readonly fleet: SimulatedFleet;
  readonly state: WorldState;
  readonly resource: string;
  readonly database: DatabaseState;
  readonly isReachable: (region: string) => boolean;
}

/** Seconds until something that could not be done is tried again. */
const retrySeconds = 5;
/** How long a switchover waits for its target to catch up before it is called off. */
const patienceSeconds = 300;

/** Second at which a database goes on by itself; undefined where none does. */
export function nextDatabaseDue({ databases = {} }: WorldState): number | undefined {
  const due = Object.values(databases).flatMap(({ change, rebuilding, promoting, added = [], removing = {} }) => [
    ...(change === undefined ? [] : [change.phase === 'pending' ? change.stopsAt : change.endsAt]),
    ...Object.values(rebuilding).filter((at) => at !== null),
    ...Object.values(promoting),
    ...Object.values(removing),
    ...added.filter(({ ready }) => !ready).map(({ readyAt }) => readyAt),
  ]);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Lets every database do what is due at the state's own moment; whether any did something. */
export function advanceDatabases(
  fleet: SimulatedFleet,
  state: WorldState,
  isReachable: (region: string) => boolean,
): boolean {
  let moved = false;
  for (const [resource, database] of Object.entries(state.databases ?? {})) {
    const course = { fleet, state, resource, database, isReachable };
    for (const step of [
      advanceChange,
      takeBackDeposed,
      finishRebuilds,
      finishPromotions,
      finishAdditions,
      finishRemovals,
    ])
      moved = step(course) || moved;
  }
  return moved;
}

function advanceChange(course: Course): boolean {
  const { database, state, isReachable } = course;
  const { change } = database;
  if (change === undefined) return false;
  if (change.phase === 'pending') {
    if (change.stopsAt > state.second) return false;
    if (change.kind === 'failover') giveUp(course, change);
    else if (!isReachable(change.from) || !isReachable(change.to)) return callOff(course, change);
    change.phase = 'failing-over';
    return true;
  }
  if (change.endsAt > state.second) return false;
  if (change.phase === 'cancelling') {
    delete database.change;
  } else if (change.kind === 'failover') {
    if (isReachable(change.to)) finishFailover(course, change);
    else change.endsAt = state.second + retrySeconds;
  } else if (isCaughtUp(course, change, change.to) && isReachable(change.from)) {
    finishSwitchover(course, change);
  } else if (state.second >= change.stopsAt + patienceSeconds || !isReachable(change.from)) {
    return callOff(course, change);
  } else change.endsAt = state.second + retrySeconds;
  return true;
}

/** The old writer goes on as if nothing had been asked. */
function callOff({ state }: Course, change: RoleChange): boolean {
  change.phase = 'cancelling';
  change.endsAt = state.second + 15;
  return true;
}

/** The target hears no more of the writer: what has not arrived never will. A writer out of reach cannot be told to stop. */
function giveUp({ state, resource, database, isReachable }: Course, { from, to }: RoleChange): void {
  const log = state.logs[`${resource}/${from}`];
  if (log !== undefined) {
    addLost(database, from, pendingAfter(log, state.positions[`${resource}/${from}>${to}`] ?? 0));
    database.accounted[from] = log.committed;
    log.runs = [];
  }
  database.followers = [];
  if (!isReachable(from)) database.alone.push(from);
}

function finishFailover(course: Course, { from, to }: RoleChange): void {
  const { state, resource, database } = course;
  delete database.change;
  database.writer = to;
  rehomeItems(state, resource, from, to);
  startWriting(course, to);
  for (const region of database.members) {
    delete state.positions[`${resource}/${from}>${region}`];
    if (region === from) database.deposed.push(region);
    else if (region !== to) rebuild(course, region);
  }
}

function finishSwitchover(course: Course, change: RoleChange): void {
  const { fleet, state, resource, database } = course;
  const { from, to } = change;
  const others = database.members.filter((region) => region !== to);
  const synced = others.filter(
    (region) => region === from || (database.followers.includes(region) && isCaughtUp(course, change, region)),
  );
  delete database.change;
  database.writer = to;
  rehomeItems(state, resource, from, to);
  const left = state.logs[`${resource}/${from}`];
  if (left !== undefined) {
    left.runs = [];
    database.accounted[from] = left.committed;
  }
  startWriting(course, to);
  database.followers = synced;
  for (const region of others) {
    delete state.positions[`${resource}/${from}>${region}`];
    if (synced.includes(region)) follow(fleet, state, resource, to, region);
    else if (database.rebuilding[region] === undefined) rebuild(course, region);
  }
  delete state.positions[`${resource}/${from}>${to}`];
}

/** Everything that was written before the writer stopped has come to the region. */
function isCaughtUp({ state, resource }: Course, { from, stopsAt }: RoleChange, region: string): boolean {
  return (state.positions[`${resource}/${from}>${region}`] ?? 0) >= stopsAt;
}

function startWriting({ state, resource, database }: Course, region: string): void {
  openLog(state, resource, region);
  database.accounted[region] = state.logs[`${resource}/${region}`]?.committed ?? 0;
}

function follow(fleet: SimulatedFleet, state: WorldState, resource: string, writer: string, region: string): void {
  const link = fleet.linkById.get(`${resource}/${writer}>${region}`);
  if (link !== undefined) state.positions[link.id] = state.second - calmLagSeconds(state.seed, link, state.second);
}

function rebuild({ fleet, state, resource, database, isReachable }: Course, region: string): void {
  const store = findDatabase(fleet, resource);
  if (store === undefined) return;
  const ready = state.second + pick(state, `rebuild:${resource}:${region}`, paceOf(store).rebuildSeconds);
  database.rebuilding[region] = isReachable(region) ? ready : null;
}

/** Former writers that can be reached again learn that they are none, and get a new copy; what they alone had is gone. */
function takeBackDeposed(course: Course): boolean {
  const { state, resource, database, isReachable } = course;
  const back = database.deposed.filter(isReachable);
  for (const region of back) {
    const log = state.logs[`${resource}/${region}`];
    if (log !== undefined) {
      addLost(database, region, log.committed - (database.accounted[region] ?? 0));
      database.accounted[region] = log.committed;
      log.runs = [];
    }
    trySnapshot(course, region);
    forgetItemsOf(state, resource, region);
    rebuild(course, region);
  }
  if (back.length === 0) return false;
  database.deposed = database.deposed.filter((region) => !back.includes(region));
  database.alone = database.alone.filter((region) => !back.includes(region));
  return true;
}

function trySnapshot({ fleet, state, resource, database }: Course, region: string): void {
  const store = findDatabase(fleet, resource);
  const writes = database.lost[region] ?? 0;
  if (store?.kind !== 'aurora-global' || writes === 0) return;
  if (unitAt(streamKey(state.seed, `snapshot:${resource}`), state.second) >= paceOf(store).snapshotShare) return;
  const cluster = `${store.clusterPrefix}-${shortCode(region)}`;
  const time = new Date(state.second * 1000).toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  database.snapshots.push({
    region,
    identifier: `rds:unplanned-global-failover-${cluster}-${time}`,
    takenAt: state.second,
    writes,
  });
}

function finishRebuilds(course: Course): boolean {
  const { fleet, state, resource, database, isReachable } = course;
  let moved = false;
  for (const [region, readyAt] of Object.entries(database.rebuilding)) {
    const reachable = isReachable(region) && isReachable(database.writer);
    if (readyAt === null && reachable) rebuild(course, region);
    else if (readyAt !== null && !reachable) database.rebuilding[region] = null;
    else if (readyAt === null || readyAt > state.second) continue;
    else if (database.change !== undefined) database.rebuilding[region] = state.second + 60;
    else {
      delete database.rebuilding[region];
      database.followers.push(region);
      // A read replica begins where the snapshot was taken that it was built from, and has what came since before it.
      const hasBacklog = state.positions[`${resource}/${database.writer}>${region}`] !== undefined;
      if (!hasBacklog) follow(fleet, state, resource, database.writer, region);
    }
    moved = true;
  }
  return moved;
}

function finishPromotions(course: Course): boolean {
  const { state, database } = course;
  const due = Object.entries(database.promoting).filter(([, at]) => at <= state.second);
  for (const [region] of due) {
    delete database.promoting[region];
    database.alone.push(region);
    startWriting(course, region);
  }
  return due.length > 0;
}

function finishRemovals({ state, database }: Course): boolean {
  const due = Object.entries(database.removing ?? {}).filter(([, at]) => at <= state.second);
  for (const [region] of due) {
    delete database.removing?.[region];
    database.gone = [...(database.gone ?? []), region];
  }
  return due.length > 0;
}

function finishAdditions({ state, database }: Course): boolean {
  const due = (database.added ?? []).filter(({ ready, readyAt }) => !ready && readyAt <= state.second);
  if (due.length === 0) return false;
  database.added = database.added?.map((each) => (due.includes(each) ? { ...each, ready: true } : each));
  return true;
}
