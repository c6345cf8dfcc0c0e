import { desc } from 'drizzle-orm';
import type { AuditEntry } from './index';
import { auditEntry } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** Appends to the audit trail in the transaction of the act itself: both happen or neither. */
export async function appendAudit(tx: StoreTransaction, entry: AuditEntry): Promise<void> {
  const { at, ...rest } = entry;
  await tx.insert(auditEntry).values({ ...rest, atMs: at });
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
