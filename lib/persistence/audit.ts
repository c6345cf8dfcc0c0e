import { asc, desc, eq } from 'drizzle-orm';
import type { AuditEntry } from './index';
import { auditHead } from './recovery-schema';
import { auditEntry } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/**
 * Appends to the audit trail in the transaction of the act itself: both happen or neither. Writers queue, so that entries
 * become visible in the order of their numbers and the chain over them needs no second look.
 *
 * @returns the numbers of their lines, in their order
 */
export async function appendAudit(tx: StoreTransaction, ...entries: readonly AuditEntry[]): Promise<readonly number[]> {
  if (entries.length === 0) return [];
  await tx.select().from(auditHead).for('update');
  const rows = await tx
    .insert(auditEntry)
    .values(entries.map(({ at, ...rest }) => ({ ...rest, atMs: at })))
    .returning({ number: auditEntry.number });
  return rows.map(({ number }) => number);
}

/** Every line of the trail about something, in their order. */
export async function readAuditOf(store: Store, target: string) {
  return store.db
    .select({
      number: auditEntry.number,
      atMs: auditEntry.atMs,
      actor: auditEntry.actor,
      role: auditEntry.role,
      action: auditEntry.action,
      outcome: auditEntry.outcome,
      details: auditEntry.details,
    })
    .from(auditEntry)
    .where(eq(auditEntry.target, target))
    .orderBy(asc(auditEntry.number));
}

/** The newest entries, newest first. */
export async function readAudit(store: Store, limit: number): Promise<AuditEntry[]> {
  const rows = await store.db.select().from(auditEntry).orderBy(desc(auditEntry.number)).limit(limit);
  return rows.map(({ atMs, actor, role, action, target, outcome, details }) => ({
    at: atMs,
    actor,
    role,
    action,
    target,
    outcome,
    details,
  }));
}
