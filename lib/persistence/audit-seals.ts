import { asc, desc, eq, gt, sql } from 'drizzle-orm';
import { auditHead, auditSeal } from './recovery-schema';
import { auditEntry } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** An entry of the audit trail with everything that is sealed of it. */
export type StoredAuditEntry = Omit<typeof auditEntry.$inferSelect, 'writtenAt'>;
export type StoredSeal = Pick<typeof auditSeal.$inferSelect, 'number' | 'previous' | 'hash'>;

const columns = {
  number: auditEntry.number,
  atMs: auditEntry.atMs,
  actor: auditEntry.actor,
  role: auditEntry.role,
  action: auditEntry.action,
  target: auditEntry.target,
  outcome: auditEntry.outcome,
  details: auditEntry.details,
};

/**
 * The newest seal and the entries after it, oldest first. Writers of the trail wait meanwhile, so that no entry of a lower
 * number can appear later.
 */
export async function readUnsealed(
  tx: StoreTransaction,
  limit: number,
): Promise<{ readonly newest: StoredSeal | 'none'; readonly entries: readonly StoredAuditEntry[] }> {
  await tx.select().from(auditHead).for('update');
  const [newest] = await tx.select().from(auditSeal).orderBy(desc(auditSeal.number)).limit(1);
  const entries = await tx
    .select(columns)
    .from(auditEntry)
    .where(newest === undefined ? sql`true` : gt(auditEntry.number, newest.number))
    .orderBy(asc(auditEntry.number))
    .limit(limit);
  return { newest: newest ?? 'none', entries };
}

export async function writeSeals(tx: StoreTransaction, seals: readonly StoredSeal[]): Promise<void> {
  if (seals.length > 0) await tx.insert(auditSeal).values([...seals]);
}

/** A line of the trail: its entry, its seal, or both. */
export interface TrailLine {
  readonly number: number;
  readonly entry: StoredAuditEntry | 'gone';
  readonly seal: Pick<StoredSeal, 'previous' | 'hash'> | 'unsealed';
}

/** Lines after a number, in their order; entries without a seal and seals without an entry among them. */
export async function readTrail(store: Store, after: number, limit: number): Promise<readonly TrailLine[]> {
  const number = sql<number>`coalesce(${auditEntry.number}, ${auditSeal.number})`.mapWith(Number);
  const rows = await store.db
    .select({
      number,
      entry: columns,
      previous: auditSeal.previous,
      hash: auditSeal.hash,
    })
    .from(auditEntry)
    .fullJoin(auditSeal, eq(auditSeal.number, auditEntry.number))
    .where(sql`coalesce(${auditEntry.number}, ${auditSeal.number}) > ${after}`)
    .orderBy(number)
    .limit(limit);
  return rows.map((row) => ({
    number: row.number,
    entry: row.entry?.number == null ? 'gone' : (row.entry as StoredAuditEntry),
    seal: row.hash == null || row.previous == null ? 'unsealed' : { previous: row.previous, hash: row.hash },
  }));
}
