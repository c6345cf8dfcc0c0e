import { and, gte, inArray, lt, sql } from 'drizzle-orm';
import type { BucketRecord, HistoryLayout, MinuteRecord } from '../domain/history/record';
import { ceilTo, floorTo, minuteMs } from '../domain/history/resolution';
import { rollUp, toBucket } from '../domain/history/roll-up';
import type { HistoryResolution } from '../domain/history/types';
import type { EpochMs } from '../domain/time';
import { ensureLayout, readLayouts, versionOf } from './history-layouts';
import { ensureHistoryPartitions } from './history-partitions';
import { toBucketRecord, toMinuteRecord, toMinuteRow, toRollUpRow } from './history-rows';
import { historyMinute, historyRollUps, historyWriter } from './history-schema';
import { rowsAtOnce } from './rows-at-once';
import type { Store } from './store';
import { inTransaction, type StoreTransaction } from './transaction';

/** Rows of one statement, so that none becomes too large a parameter. */
const rowsPerStatement = 500;

/**
 * Writes closed minutes and brings the roll-ups they lie in up to date, all in one transaction. A minute that is on
 * record stands: writing it again changes nothing, whatever is said of it later. Partitions are made where needed.
 */
export async function appendMinutes(store: Store, records: readonly MinuteRecord[]): Promise<void> {
  const times = records.map((record) => record.at);
  if (times.length === 0) return;
  const startAt = times.reduce((least, at) => Math.min(least, at));
  const endAt = times.reduce((most, at) => Math.max(most, at)) + minuteMs;
  await ensureHistoryPartitions(store, startAt, endAt);
  const versions = new Map<HistoryLayout, number>();
  const rows: (typeof historyMinute.$inferInsert)[] = [];
  for (const record of records) {
    const { workloadId, layout } = record;
    const version = versions.get(layout) ?? (await ensureLayout(store, workloadId, layout));
    versions.set(layout, version);
    rows.push(toMinuteRow(record, version));
  }
  await inTransaction(store, async (tx) => {
    await tx.select().from(historyWriter).for('update');
    for (let at = 0; at < rows.length; at += rowsPerStatement) {
      await tx
        .insert(historyMinute)
        .select(rowsAtOnce(historyMinute, rows.slice(at, at + rowsPerStatement)))
        .onConflictDoNothing();
    }
    const workloadIds = [...new Set(records.map((record) => record.workloadId))];
    for (const [finer, coarser] of rollUpSteps) {
      const from = floorTo(coarser, startAt);
      const to = ceilTo(coarser, endAt);
      const records = await readBuckets(store, tx, finer, workloadIds, from, to);
      await putRollUps(store, tx, coarser, rollUp(records, coarser));
    }
  });
}

/** The records of workloads in a resolution, from `startAt` to before `endAt`, oldest first. */
export async function readHistory(
  store: Store,
  resolution: HistoryResolution,
  workloadIds: readonly string[],
  startAt: EpochMs,
  endAt: EpochMs,
): Promise<readonly BucketRecord[]> {
  return readBuckets(store, store.db, resolution, workloadIds, startAt, endAt);
}

const rollUpSteps = [
  ['minute', 'five-minutes'],
  ['five-minutes', 'hour'],
  ['hour', 'day'],
] as const;

async function readBuckets(
  store: Store,
  db: Store['db'] | StoreTransaction,
  resolution: HistoryResolution,
  workloadIds: readonly string[],
  startAt: EpochMs,
  endAt: EpochMs,
): Promise<readonly BucketRecord[]> {
  if (workloadIds.length === 0 || endAt <= startAt) return [];
  const table = resolution === 'minute' ? historyMinute : historyRollUps[resolution];
  const within = and(inArray(table.workloadId, [...workloadIds]), gte(table.atMs, startAt), lt(table.atMs, endAt));
  if (resolution === 'minute') {
    const rows = await db.select().from(historyMinute).where(within).orderBy(historyMinute.atMs);
    const layouts = await readLayouts(store, db, rows);
    return rows.map((row) => toBucket(toMinuteRecord(row, layouts.get(row.workloadId, row.layout))));
  }
  const rollUps = historyRollUps[resolution];
  const rows = await db.select().from(rollUps).where(within).orderBy(rollUps.atMs);
  const layouts = await readLayouts(store, db, rows);
  return rows.map((row) => toBucketRecord(row, layouts.get(row.workloadId, row.layout)));
}

async function putRollUps(
  store: Store,
  tx: StoreTransaction,
  resolution: Exclude<HistoryResolution, 'minute'>,
  records: readonly BucketRecord[],
): Promise<void> {
  const table = historyRollUps[resolution];
  const rows = records.map((record) => toRollUpRow(record, versionOf(store, record)));
  for (let at = 0; at < rows.length; at += rowsPerStatement) {
    await tx
      .insert(table)
      .select(rowsAtOnce(table, rows.slice(at, at + rowsPerStatement)))
      .onConflictDoUpdate({
        target: [table.workloadId, table.atMs, table.layout],
        set: {
          minutes: sql`excluded.minutes`,
          linkCounts: sql`excluded.link_counts`,
          linkMaxLags: sql`excluded.link_max_lags`,
          objectiveCounts: sql`excluded.objective_counts`,
          signalMinutes: sql`excluded.signal_minutes`,
          signalWorst: sql`excluded.signal_worst`,
        },
      });
  }
}
