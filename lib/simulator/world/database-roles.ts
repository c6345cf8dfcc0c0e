import type { ReplicationLink } from './replication-links';
import type { StoreDeclaration } from './store-declarations';
import type { WorldState } from './world-state';

/** Who writes and who follows in a database whose roles somebody changed. */
export interface DatabaseRoles {
  /** Region whose copy all applications write to that have no writer of their own beside them. */
  readonly writer: string;
  /** It takes no writes now: roles are changing hands. */
  readonly stopped?: true;
  /** Regions that replicate from the writer. */
  readonly followers: readonly string[];
  /** Regions with a copy of its own that takes the writes of the applications beside it, and of nobody else. */
  readonly alone: readonly string[];
  /** Regions whose cluster was without an instance and has one now; absent where there are none. */
  readonly equipped?: readonly string[];
}

/** By the store's resource; a database that is absent is as it was configured. */
export type RolesByDatabase = Readonly<Record<string, DatabaseRoles>>;

/** A managed change of who writes, under way. Times are seconds. */
export interface RoleChange {
  readonly kind: 'switchover' | 'failover';
  readonly from: string;
  readonly to: string;
  readonly startedAt: number;
  /** The old writer stops (switchover), or is given up (failover). */
  readonly stopsAt: number;
  /** The new writer opens; later if what it waits for has not happened. */
  endsAt: number;
  phase: 'pending' | 'failing-over' | 'cancelling';
}

/** The attempt to save what a writer had not replicated when it was given up. */
export interface UnplannedSnapshot {
  readonly region: string;
  /** `rds:unplanned-global-failover-<cluster>-<time>` */
  readonly identifier: string;
  /** Second. */
  readonly takenAt: number;
  /** Writes in it that are nowhere else. */
  readonly writes: number;
}

/** A database whose roles somebody changed, with all that is still under way. Times are seconds. */
export interface DatabaseState {
  writer: string;
  /** Regions of the global database, in the order of its declaration. */
  members: string[];
  followers: string[];
  alone: string[];
  /** Former writers that were out of reach when they were given up and do not know it yet. */
  deposed: string[];
  /** Regions that get a new copy: when it is ready; null while the region is out of reach. */
  rebuilding: Record<string, number | null>;
  /** Regions that left the database to become writers of their own: when they are. */
  promoting: Record<string, number>;
  change?: RoleChange;
  /** By region whose log nobody reads: how many of its writes are accounted for, as copied or as lost. */
  accounted: Record<string, number>;
  /** By region: writes that its copy took and that are gone for good. */
  lost: Record<string, number>;
  snapshots: UnplannedSnapshot[];
  /** Instances that clusters got beside those they were configured with; absent where none did. */
  added?: readonly AddedInstance[];
  /** Regions whose instance is being deleted: when it is gone; absent where none is. */
  removing?: Record<string, number>;
  /** Regions whose instance was deleted and that have none; absent where there are none. */
  gone?: readonly string[];
  /** Classes of instances that were built anew, by region; absent where none was. */
  classes?: Readonly<Record<string, string>>;
  /** What instances were kept as when they were deleted; absent where none was. */
  finalSnapshots?: readonly FinalSnapshot[];
}

/** The snapshot that is taken of an instance before it is deleted. */
export interface FinalSnapshot {
  readonly region: string;
  readonly identifier: string;
  /** Second at which it was begun, and from which it is whole. */
  readonly takenAt: number;
  readonly readyAt: number;
}

/** An instance that somebody added to the cluster in a region. */
export interface AddedInstance {
  readonly region: string;
  readonly identifier: string;
  readonly instanceClass: string;
  /** Second from which it takes connections. */
  readonly readyAt: number;
  readonly ready: boolean;
}

/** Who writes and follows now; undefined while every database is as it was configured. */
export function rolesOfDatabases({ databases }: WorldState): RolesByDatabase | undefined {
  if (databases === undefined) return undefined;
  return Object.fromEntries(Object.entries(databases).map(([resource, database]) => [resource, rolesOf(database)]));
}

function rolesOf(database: DatabaseState): DatabaseRoles {
  const { writer, followers, alone, change, added = [] } = database;
  const stopped = change?.phase === 'failing-over' || isDeleted(database, writer);
  const equipped = added.filter(({ ready }) => ready).map(({ region }) => region);
  return {
    writer,
    followers: [...followers],
    alone: [...alone],
    ...(stopped && { stopped }),
    ...(equipped.length > 0 && { equipped }),
  };
}

/** Whether the instance in a region is gone, or on its way to be. */
export function isDeleted({ removing = {}, gone = [] }: DatabaseState, region: string): boolean {
  return removing[region] !== undefined || gone.includes(region);
}

/** Whether the copy at the end of a link is being filled: what is written meanwhile is kept for it. */
export function isBeingFilled({ resource, source, target }: ReplicationLink, { databases }: WorldState): boolean {
  const own = databases?.[resource];
  return own !== undefined && own.writer === source && own.rebuilding[target] !== undefined;
}

/** Whether a link is in use; where nobody changed a role, those are that were configured. */
export function isInUse(link: ReplicationLink, roles: RolesByDatabase | undefined): boolean {
  const own = roles?.[link.resource];
  if (own === undefined) return link.dormant !== true;
  return own.writer === link.source && own.followers.includes(link.target);
}

/** Region whose copy takes the writes of the applications in `region`; undefined while none does. */
export function writerFor(
  store: Extract<StoreDeclaration, { writer: string }>,
  region: string,
  roles: RolesByDatabase | undefined,
): string | undefined {
  const own = roles?.[store.resource];
  if (own === undefined) return store.writer;
  const writer = own.alone.includes(region) ? region : own.stopped ? undefined : own.writer;
  return writer !== undefined && isHeadless(store, writer, own) ? undefined : writer;
}

/** A cluster without an instance keeps what is written, and nobody can connect to it. */
function isHeadless(store: StoreDeclaration, region: string, { equipped = [] }: DatabaseRoles): boolean {
  return store.kind === 'aurora-global' && store.instances[region] === 0 && !equipped.includes(region);
}

/** Regions in which applications may write to a store. */
export function writingRegionsOf(store: StoreDeclaration, roles: RolesByDatabase | undefined): readonly string[] {
  if (!('writer' in store)) return store.replicas;
  const own = roles?.[store.resource];
  if (own === undefined) return [store.writer];
  const writing = own.stopped ? own.alone : [own.writer, ...own.alone];
  return writing.filter((region) => !isHeadless(store, region, own));
}
