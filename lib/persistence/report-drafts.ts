import { eq, lt, sql } from 'drizzle-orm';
import type { EpochMs } from '../domain/time';
import { reportDraft } from './report-schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** The newest report of a month that is not closed. */
export type ReportDraft = typeof reportDraft.$inferSelect;

/** Writes a draft in place of the one before; an older one never takes the place of a newer one. */
export async function putReportDraft(store: Store, draft: ReportDraft): Promise<void> {
  const { subjectId: _, ...rest } = draft;
  await store.db
    .insert(reportDraft)
    .values(draft)
    .onConflictDoUpdate({
      target: reportDraft.subjectId,
      set: rest,
      setWhere: sql`${reportDraft.madeMs} <= ${draft.madeMs}`,
    });
}

export async function findReportDraft(store: Store, subjectId: string): Promise<ReportDraft | 'none'> {
  const [row] = await store.db.select().from(reportDraft).where(eq(reportDraft.subjectId, subjectId));
  return row ?? 'none';
}

/** Forgets the draft of a report that is frozen in the same transaction. */
export async function dropReportDraft(tx: StoreTransaction, subjectId: string): Promise<void> {
  await tx.delete(reportDraft).where(eq(reportDraft.subjectId, subjectId));
}

/** Forgets drafts that were made before a moment: nobody has asked for them since. */
export async function pruneReportDrafts(store: Store, before: EpochMs): Promise<void> {
  await store.db.delete(reportDraft).where(lt(reportDraft.madeMs, before));
}
