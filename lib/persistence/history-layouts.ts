import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { HistoryLayout } from '../domain/history/record';
import { historyLayout, historyMinute, historyWriter } from './history-schema';
import type { Store } from './store';
import { inTransaction, type StoreTransaction } from './transaction';

/** Layouts never change once written: each is read, and looked up, once per program. */
const known = new WeakMap<Store, Memory>();

interface Memory {
  readonly byVersion: Map<string, HistoryLayout>;
  readonly byFingerprint: Map<string, number>;
  /** Versions of the layouts that were read, by the object. */
  readonly versions: WeakMap<HistoryLayout, number>;
}

function memoryOf(store: Store): Memory {
  const memory = known.get(store) ?? { byVersion: new Map(), byFingerprint: new Map(), versions: new WeakMap() };
  known.set(store, memory);
  return memory;
}

/**
 * The version under which a workload's layout is stored: an equal one is found again, a new one gets the next number.
 * It is committed before any record names it.
 */
export async function ensureLayout(store: Store, workloadId: string, layout: HistoryLayout): Promise<number> {
  const { byFingerprint } = memoryOf(store);
  const document = normalise(layout);
  const fingerprint = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const key = `${fingerprint} ${workloadId}`;
  const remembered = byFingerprint.get(key);
  if (remembered !== undefined) return remembered;
  const version = await inTransaction(store, async (tx) => {
    await tx.select().from(historyWriter).for('update');
    return putLayout(tx, workloadId, fingerprint, document);
  });
  byFingerprint.set(key, version);
  return version;
}

async function putLayout(
  tx: StoreTransaction,
  workloadId: string,
  fingerprint: string,
  document: HistoryLayout,
): Promise<number> {
  const ofWorkload = eq(historyLayout.workloadId, workloadId);
  const [found] = await tx
    .select({ version: historyLayout.version })
    .from(historyLayout)
    .where(and(ofWorkload, eq(historyLayout.fingerprint, fingerprint)));
  if (found !== undefined) return found.version;
  const [newest] = await tx
    .select({ version: historyLayout.version })
    .from(historyLayout)
    .where(ofWorkload)
    .orderBy(desc(historyLayout.version))
    .limit(1);
  const version = newest === undefined ? 1 : newest.version + 1;
  await tx.insert(historyLayout).values({ workloadId, version, fingerprint, document });
  return version;
}

/** The layouts of workloads by version. */
export interface Layouts {
  /** Throws for a version that was never written. */
  get(workloadId: string, version: number): HistoryLayout;
}

/** Reads the layouts that rows were written under. Equal keys give the same object every time. */
export async function readLayouts(
  store: Store,
  db: Store['db'] | StoreTransaction,
  keys: readonly { readonly workloadId: string; readonly layout: number }[],
): Promise<Layouts> {
  const { byVersion: cache, versions } = memoryOf(store);
  const absent = new Set(
    keys.filter((key) => !cache.has(toKey(key.workloadId, key.layout))).map((key) => key.workloadId),
  );
  for (const workloadId of absent) {
    const rows = await db.select().from(historyLayout).where(eq(historyLayout.workloadId, workloadId));
    for (const row of rows) {
      const key = toKey(row.workloadId, row.version);
      if (cache.has(key)) continue;
      cache.set(key, row.document);
      versions.set(row.document, row.version);
    }
  }
  return {
    get(workloadId, version) {
      const layout = cache.get(toKey(workloadId, version));
      if (layout === undefined)
        throw new Error(`History of ${workloadId} names layout ${version}, which is not stored.`);
      return layout;
    },
  };
}

/** The version of the layout of a record that was read. */
export function versionOf(
  store: Store,
  record: { readonly workloadId: string; readonly layout: HistoryLayout },
): number {
  const version = memoryOf(store).versions.get(record.layout);
  if (version === undefined) throw new Error(`A layout of ${record.workloadId} was not read from the store.`);
  return version;
}

/** The layout of the newest minute of a workload: what it consisted of then; `none` before its first minute. */
export async function findNewestLayout(store: Store, workloadId: string): Promise<HistoryLayout | 'none'> {
  const [newest] = await store.db
    .select({ workloadId: historyMinute.workloadId, layout: historyMinute.layout })
    .from(historyMinute)
    .where(eq(historyMinute.workloadId, workloadId))
    .orderBy(desc(historyMinute.atMs))
    .limit(1);
  if (newest === undefined) return 'none';
  return (await readLayouts(store, store.db, [newest])).get(workloadId, newest.layout);
}

function toKey(workloadId: string, version: number): string {
  return `${version} ${workloadId}`;
}

/** The same content gives the same text, whatever built it. */
function normalise({ links, objectives, signals }: HistoryLayout): HistoryLayout {
  return {
    links: links.map(({ linkId, storeId, source, target, objectiveSeconds, vault, lagByDesign, decides }) => ({
      linkId,
      storeId,
      source,
      target,
      objectiveSeconds,
      ...(vault === undefined ? {} : { vault }),
      ...(lagByDesign === undefined ? {} : { lagByDesign }),
      ...(decides === undefined ? {} : { decides: [...decides] }),
    })),
    objectives: objectives.map(({ scenario, rpoSeconds }) => ({ scenario, rpoSeconds })),
    signals: signals.map(({ endpointId, region }) => ({ endpointId, region })),
  };
}
