interface AnyStore {
  readonly id: string;
  /** The name AWS knows it by. */
  readonly resource: string;
  readonly writes: WriteRate;
}

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
}

export interface GlobalTableStore extends AnyStore {
  readonly kind: 'dynamodb-global-table';
  readonly replicas: readonly string[];
  readonly consistency: 'EVENTUAL' | 'STRONG';
  /** Region that keeps a copy for the quorum of a strongly consistent table and serves nobody. */
  readonly witness?: string;
  readonly itemCount: number;
  readonly sizeBytes: number;
}

/** One store of a workload, as configured. */
export type StoreDeclaration = AuroraGlobalStore | GlobalTableStore;

/** Regions that take writes of a store, each into a queue of its own. */
export function writersOf(store: StoreDeclaration): readonly string[] {
  return 'writer' in store ? [store.writer] : store.replicas;
}

/** Directions in which a store replicates. */
export function directionsOf(store: StoreDeclaration): readonly { readonly source: string; readonly target: string }[] {
  if ('writer' in store) return store.secondaries.map((target) => ({ source: store.writer, target }));
  return store.replicas.flatMap((source) =>
    store.replicas.filter((target) => target !== source).map((target) => ({ source, target })),
  );
}

/** Whether requests that write fail while the store's writer is lost. */
export function isDatabaseWithOneWriter(store: StoreDeclaration): store is AuroraGlobalStore {
  return store.kind === 'aurora-global';
}
