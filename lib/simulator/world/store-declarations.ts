interface AnyStore {
  readonly id: string;
  /** The name AWS knows it by. */
  readonly resource: string;
  readonly writes: WriteRate;
}

/** Least and most. */
export type Range = readonly [number, number];

/** Writes committed to a store. */
export interface WriteRate {
  /** Per request that is answered. */
  readonly perRequest?: number;
  /** Per minute, whoever is served. */
  readonly perMinute?: number;
}

interface SingleWriterStore extends AnyStore {
  /** The one region that takes writes, whichever region serves the user. */
  readonly writer: string;
  readonly secondaries: readonly string[];
}

export interface AuroraGlobalStore extends SingleWriterStore {
  readonly kind: 'aurora-global';
  /** Clusters are called `${clusterPrefix}-${short region code}`. */
  readonly clusterPrefix: string;
  /** Number of instances by region. */
  readonly instances: Readonly<Record<string, number>>;
  /** How long changes of its roles take; what is usual where absent. */
  readonly pace?: AuroraPace;
  /** A fleet file tells the console that the workload's application keeps a recovery-point marker in it. */
  readonly marked?: true;
  /** A fleet file tells the console that no plan moves it. */
  readonly stays?: true;
  /** Of a workload that is sharded by user: the share of users, 0…1, whose data are in this store. Absent: every user needs it. */
  readonly usersShare?: number;
}

/** Times are seconds. */
export interface AuroraPace {
  readonly switchoverSeconds?: Range;
  readonly failoverSeconds?: Range;
  /** Until a copy that was given up is there again. */
  readonly rebuildSeconds?: Range;
  readonly detachSeconds?: Range;
  /** How often what was not replicated is saved in a snapshot, 0…1. */
  readonly snapshotShare?: number;
}

export interface GlobalTableStore extends AnyStore {
  readonly kind: 'dynamodb-global-table';
  readonly replicas: readonly string[];
  readonly consistency: 'EVENTUAL' | 'STRONG';
  /** Region that keeps a copy for the quorum of a strongly consistent table and serves nobody. */
  readonly witness?: string;
  /** Share of the writes of regions that were apart which meet newer ones of the same items, 0…1; 0.004 where absent. */
  readonly conflictShare?: number;
  readonly itemCount: number;
  readonly sizeBytes: number;
}

/** A bucket whose objects are copied to another region's bucket; writes are objects. */
export interface BucketReplicationStore extends SingleWriterStore {
  readonly kind: 's3-replication';
  readonly targetBucket: string;
  /** Name of a Multi-Region Access Point that stands in front of both buckets. */
  readonly accessPoint?: string;
  readonly ruleId: string;
  /** Replication time control: seconds, and a promise of 15 minutes. Without it: minutes, and no promise. */
  readonly timeControl: boolean;
  /** Whether CloudWatch hears of it; time control always comes with metrics. */
  readonly metrics: boolean;
  readonly bytesPerObject: number;
  /** What is kept at either end, and what is written in an average hour, all of which is replicated. */
  readonly billed: { readonly storedGb: number; readonly writtenGbPerHour: number; readonly putsPerHour: number };
}

export interface DatabaseReplicaStore extends SingleWriterStore {
  readonly kind: 'rds-replica';
  /** Instance of the secondary region that reads from the one named by `resource`. */
  readonly replica: string;
  readonly instanceClass: string;
  readonly engine: 'mysql';
  readonly engineVersion: string;
  /** How long changes of it take; what is usual where absent. */
  readonly pace?: ReplicaPace;
  /** Nobody deletes its instances before that is switched off. */
  readonly deletionProtection?: true;
}

/** Times are seconds. */
export interface ReplicaPace {
  /** Until a replica that is built anew is whole. */
  readonly rebuildSeconds?: Range;
  readonly promotionSeconds?: Range;
  /** Until an instance is gone, its final snapshot taken. */
  readonly deletionSeconds?: Range;
}

export interface GlobalDatastore extends SingleWriterStore {
  readonly kind: 'elasticache-global';
  /** Replication groups are called `${groupPrefix}-${short region code}`. */
  readonly groupPrefix: string;
  /** What is lost of it can be made again. */
  readonly rebuildable?: true;
}

/** One store of a workload, as configured. */
export type StoreDeclaration =
  | AuroraGlobalStore
  | GlobalTableStore
  | BucketReplicationStore
  | DatabaseReplicaStore
  | GlobalDatastore;

/** Regions that take writes of a store, each into a queue of its own. */
export function writersOf(store: StoreDeclaration): readonly string[] {
  return 'writer' in store ? [store.writer] : store.replicas;
}

/** Directions in which a store may come to replicate although it is not configured so: roles change hands. */
export function dormantDirectionsOf(
  store: StoreDeclaration,
): readonly { readonly source: string; readonly target: string }[] {
  if (!isDatabaseWithOneWriter(store) && store.kind !== 'elasticache-global') return [];
  const members = [store.writer, ...store.secondaries];
  return store.secondaries.flatMap((source) =>
    members.filter((target) => target !== source).map((target) => ({ source, target })),
  );
}

/** Regions that may come to take writes although they are not configured so. */
export function dormantWritersOf(store: StoreDeclaration): readonly string[] {
  return isDatabaseWithOneWriter(store) || store.kind === 'elasticache-global' ? store.secondaries : [];
}

/** Directions in which a store replicates. */
export function directionsOf(store: StoreDeclaration): readonly { readonly source: string; readonly target: string }[] {
  if ('writer' in store) return store.secondaries.map((target) => ({ source: store.writer, target }));
  return store.replicas.flatMap((source) =>
    store.replicas.filter((target) => target !== source).map((target) => ({ source, target })),
  );
}

/** Whether requests that write fail while the store's writer is lost. */
export function isDatabaseWithOneWriter(store: StoreDeclaration): store is AuroraGlobalStore | DatabaseReplicaStore {
  return store.kind === 'aurora-global' || store.kind === 'rds-replica';
}
