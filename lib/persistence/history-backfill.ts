import { and, eq, inArray, sql } from 'drizzle-orm';
import type { EpochMs } from '../domain/time';
import { historyBackfill } from './history-schema';
import type { Store } from './store';

/** A range of the past that is to be filled, newest first. */
export interface BackfillRange {
  readonly workloadId: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  /** Everything from here to the end is done. */
  readonly doneTo: EpochMs;
  /** Why it waits; empty while it goes on. */
  readonly sentence: string;
}

/** Notes a range to be filled; one that is noted already keeps its progress. */
export async function noteBackfill(store: Store, range: BackfillRange): Promise<void> {
  await store.db.insert(historyBackfill).values(toRow(range)).onConflictDoNothing();
}

/** Notes how far ranges have come; progress never goes back. */
export async function advanceBackfill(store: Store, ranges: readonly BackfillRange[]): Promise<void> {
  if (ranges.length === 0) return;
  await store.db
    .insert(historyBackfill)
    .values(ranges.map(toRow))
    .onConflictDoUpdate({
      target: [historyBackfill.workloadId, historyBackfill.startMs, historyBackfill.endMs],
      set: {
        doneToMs: sql`least(${historyBackfill.doneToMs}, excluded.done_to_ms)`,
        sentence: sql`excluded.sentence`,
      },
    });
}

/** The ranges of workloads, filled or not. */
export async function readBackfill(store: Store, workloadIds: readonly string[]): Promise<readonly BackfillRange[]> {
  if (workloadIds.length === 0) return [];
  const rows = await store.db
    .select()
    .from(historyBackfill)
    .where(inArray(historyBackfill.workloadId, [...workloadIds]));
  return rows.map((row) => ({
    workloadId: row.workloadId,
    startAt: row.startMs,
    endAt: row.endMs,
    doneTo: row.doneToMs,
    sentence: row.sentence,
  }));
}

/** Forgets a range, e.g. one that is older than any minute that is kept. */
export async function forgetBackfill(store: Store, { workloadId, startAt, endAt }: BackfillRange): Promise<void> {
  await store.db
    .delete(historyBackfill)
    .where(
      and(
        eq(historyBackfill.workloadId, workloadId),
        eq(historyBackfill.startMs, startAt),
        eq(historyBackfill.endMs, endAt),
      ),
    );
}

function toRow({ workloadId, startAt, endAt, doneTo, sentence }: BackfillRange) {
  return { workloadId, startMs: startAt, endMs: endAt, doneToMs: doneTo, sentence };
}
