import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { EntityKind, EntityLabels } from '../domain/entities';
import { recordAlarms, recordHealthEvents } from './event-history';
import { recordFindings } from './finding-history';
import type { EntityChange, StoredEntity, StreamChange, StreamHead } from './index';
import { entity, entityRemoval, streamHead } from './schema';
import type { Store } from './store';
import { formatStreamHead, readStreamHead, streamChannel } from './stream-head';
import { inTransaction, type StoreTransaction } from './transaction';

/** How long a removal is remembered, in seconds. */
export const removalMemorySeconds = 3600;

/** Old removals are forgotten at every so many versions. */
const pruneEveryVersions = 64;

/** Rows of one statement; far below PostgreSQL's limit of 65,535 parameters. */
const rowsPerStatement = 500;

type Put = Extract<EntityChange, { op: 'put' }>;
type Remove = Extract<EntityChange, { op: 'remove' }>;

/**
 * Writes changed and removed entities in one transaction as one new version of the stream, then wakes the listeners.
 * Of several changes to one entity the last counts. What history keeps of findings, alarms and Health events is written
 * in the same transaction: a finding is never there without its record, nor gone without it. No changes: no new version.
 *
 * @param require asked first, in the same transaction: where it throws nothing is written
 * @returns the head after the write.
 */
export async function applyChanges(
  store: Store,
  changes: readonly EntityChange[],
  require: (tx: StoreTransaction) => Promise<void> = async () => undefined,
): Promise<StreamHead> {
  if (changes.length === 0) return readStreamHead(store.db);
  const head = await inTransaction(store, async (tx) => {
    await require(tx);
    return applyChangesWithin(tx, changes);
  });
  await wakeListeners(store, head);
  return head;
}

/**
 * The same within a transaction that writes something else too. Whoever commits it wakes the listeners; they find it
 * within their own rhythm anyway.
 *
 * @param changes at least one
 */
export async function applyChangesWithin(tx: StoreTransaction, changes: readonly EntityChange[]): Promise<StreamHead> {
  const { puts, removes } = lastChangePerEntity(changes);
  const findings = changes.flatMap((change) => (change.op === 'finding' ? [change.transition] : []));
  const alarms = changes.flatMap((change) => (change.op === 'alarm' ? [change.transition] : []));
  // The head row is taken first: writers queue on it, so versions become visible in their order.
  const next = await advanceHead(tx);
  for (const rows of inPortions(puts)) await putEntities(tx, rows, next.version);
  for (const rows of inPortions(removes)) await removeEntities(tx, rows, next.version);
  await recordFindings(tx, findings);
  await recordAlarms(tx, alarms);
  await recordHealthEvents(
    tx,
    puts.flatMap(({ entity: put }) => (put.kind === 'health-event' ? [put] : [])),
  );
  if (next.version % pruneEveryVersions === 0) await forgetRemovals(tx, removalMemorySeconds);
  return next;
}

/** Reads entities with the head they belong to, of one moment. A workload's filter leaves out what has no workload. */
export async function readEntities(
  store: Store,
  filter: { readonly kinds?: readonly EntityKind[]; readonly workloadId?: string } = {},
): Promise<{ head: StreamHead; entities: StoredEntity[] }> {
  const conditions: SQL[] = [sql`true`];
  if (filter.kinds !== undefined) conditions.push(inArray(entity.kind, [...filter.kinds]));
  if (filter.workloadId !== undefined) conditions.push(eq(entity.workloadId, filter.workloadId));
  // One statement is one snapshot: head and entities cannot be of different moments.
  const rows = await store.db
    .select({ epoch: streamHead.epoch, version: streamHead.version, stored: entity })
    .from(streamHead)
    .leftJoin(entity, and(...conditions))
    .orderBy(asc(entity.kind), asc(entity.id));
  const [first] = rows;
  if (first === undefined) throw new Error('The store has no stream head: its tables are damaged or not migrated.');
  const entities = rows.flatMap(({ stored }) =>
    stored === null ? [] : [{ entity: stored.document, labels: toLabels(stored), version: stored.version }],
  );
  return { head: { epoch: first.epoch, version: first.version }, entities };
}

/**
 * What changed after `since`, oldest first, each entity at most once and in its newest form. `resync` when that cannot
 * be told: another epoch, a version this store never had, or removals forgotten since.
 */
export async function readChangesSince(
  store: Store,
  since: StreamHead,
): Promise<{ head: StreamHead; changes: StreamChange[] } | 'resync'> {
  return store.db.transaction(
    async (tx) => {
      const [head] = await tx.select().from(streamHead);
      if (head === undefined || head.epoch !== since.epoch) return 'resync';
      if (since.version > head.version || since.version < head.prunedThrough) return 'resync';
      const put = await tx.select().from(entity).where(gt(entity.version, since.version));
      const removed = await tx.select().from(entityRemoval).where(gt(entityRemoval.version, since.version));
      const changes: StreamChange[] = [
        ...put.map((row) => ({
          op: 'put' as const,
          version: row.version,
          labels: toLabels(row),
          entity: row.document,
        })),
        ...removed.map((row) => ({
          op: 'remove' as const,
          version: row.version,
          labels: toLabels(row),
          kind: row.kind,
          id: row.id,
        })),
      ];
      changes.sort((a, b) => a.version - b.version);
      return { head: { epoch: head.epoch, version: head.version }, changes };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** Forgets removals older than `seconds` by the database's clock and notes up to which version they are gone. */
export async function forgetRemovals(tx: StoreTransaction, seconds: number): Promise<void> {
  const gone = await tx
    .delete(entityRemoval)
    .where(sql`${entityRemoval.removedAt} < now() - make_interval(secs => ${seconds})`)
    .returning({ version: entityRemoval.version });
  const newest = gone.reduce((most, row) => Math.max(most, row.version), 0);
  if (newest > 0) {
    await tx.update(streamHead).set({ prunedThrough: sql`greatest(${streamHead.prunedThrough}, ${newest}::bigint)` });
  }
}

async function advanceHead(tx: StoreTransaction): Promise<StreamHead> {
  const [head] = await tx
    .update(streamHead)
    .set({ version: sql`${streamHead.version} + 1` })
    .returning({ epoch: streamHead.epoch, version: streamHead.version });
  if (head === undefined) throw new Error('The store has no stream head: its tables are damaged or not migrated.');
  return head;
}

async function putEntities(tx: StoreTransaction, puts: readonly Put[], version: number): Promise<void> {
  const rows = puts.map((put) => ({
    kind: put.entity.kind,
    id: put.entity.id,
    ...put.labels,
    version,
    document: put.entity,
  }));
  await tx
    .insert(entity)
    .values(rows)
    .onConflictDoUpdate({
      target: [entity.kind, entity.id],
      set: {
        accountId: sql`excluded.account_id`,
        region: sql`excluded.region`,
        workloadId: sql`excluded.workload_id`,
        version: sql`excluded.version`,
        document: sql`excluded.document`,
      },
    });
  await tx.delete(entityRemoval).where(isOneOf(entityRemoval, rows));
}

async function removeEntities(tx: StoreTransaction, removes: readonly Remove[], version: number): Promise<void> {
  const removed = await tx.delete(entity).where(isOneOf(entity, removes)).returning({
    kind: entity.kind,
    id: entity.id,
    accountId: entity.accountId,
    region: entity.region,
    workloadId: entity.workloadId,
  });
  // What was not there needs no tombstone: nobody can hold it.
  if (removed.length > 0) await tx.insert(entityRemoval).values(removed.map((row) => ({ ...row, version })));
}

/** A wake-up only: whatever happens to it, listeners poll. It comes after the commit, which it therefore never slows. */
export async function wakeListeners(store: Store, head: StreamHead): Promise<void> {
  await store.db.execute(sql`select pg_notify(${streamChannel}, ${formatStreamHead(head)})`).catch(() => undefined);
}

function lastChangePerEntity(changes: readonly EntityChange[]): { puts: Put[]; removes: Remove[] } {
  const last = new Map<string, EntityChange>();
  for (const change of changes) {
    if (change.op === 'finding' || change.op === 'alarm') continue;
    const { kind, id } = change.op === 'put' ? change.entity : change;
    last.set(`${kind} ${id}`, change);
  }
  const puts: Put[] = [];
  const removes: Remove[] = [];
  for (const change of last.values()) {
    if (change.op === 'put') puts.push(change);
    else if (change.op === 'remove') removes.push(change);
  }
  return { puts, removes };
}

function isOneOf(
  table: typeof entity | typeof entityRemoval,
  keys: readonly { readonly kind: string; readonly id: string }[],
): SQL {
  const pairs = keys.map((key) => sql`(${key.kind}, ${key.id})`);
  return sql`(${table.kind}, ${table.id}) in (${sql.join(pairs, sql`, `)})`;
}

function* inPortions<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += rowsPerStatement) yield rows.slice(at, at + rowsPerStatement);
}

function toLabels(row: EntityLabels): EntityLabels {
  return { accountId: row.accountId, region: row.region, workloadId: row.workloadId };
}
