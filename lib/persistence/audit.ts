import { desc } from 'drizzle-orm';
import type { AuditEntry } from './index';
import { auditHead } from './recovery-schema';
import { auditEntry } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/**
 * Appends to the audit trail in the transaction of the act itself: both happen or neither. Writers queue, so that entries
 * become visible in the order of their numbers and the chain over them needs no second look.
 */
export async function appendAudit(tx: StoreTransaction, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.select().from(auditHead).for('update');
  await tx.insert(auditEntry).values(entries.map(({ at, ...rest }) => ({ ...rest, atMs: at })));
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
