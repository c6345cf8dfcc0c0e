import { and, asc, desc, eq, gte, inArray, max } from 'drizzle-orm';
import { minuteMs } from '../domain/history/resolution';
import type { EpochMs } from '../domain/time';
import { historyMinute, historyRollUps } from './history-schema';
import type { Store } from './store';

/** From when to when there are records of a workload. */
export interface HistoryExtent {
  /** Start of the oldest bucket that is still kept. */
  readonly recordedSince: EpochMs | 'never';
  /** End of the newest minute. */
  readonly closedThrough: EpochMs | 'never';
}

/** Reads how far the records of a workload reach. */
export async function readHistoryExtent(store: Store, workloadId: string): Promise<HistoryExtent> {
  const ofWorkload = eq(historyMinute.workloadId, workloadId);
  const minute = store.db.select({ at: historyMinute.atMs }).from(historyMinute).where(ofWorkload);
  const [newest] = await store.db
    .select({ at: historyMinute.atMs })
    .from(historyMinute)
    .where(ofWorkload)
    .orderBy(desc(historyMinute.atMs))
    .limit(1);
  const [oldest] = await minute.orderBy(asc(historyMinute.atMs)).limit(1);
  const { day } = historyRollUps;
  const [oldestDay] = await store.db
    .select({ at: day.atMs })
    .from(day)
    .where(eq(day.workloadId, workloadId))
    .orderBy(asc(day.atMs))
    .limit(1);
  return {
    recordedSince: toRecordedSince(oldest?.at, oldestDay?.at),
    closedThrough: newest === undefined ? 'never' : newest.at + minuteMs,
  };
}

/** Within the day of the oldest minute the minute is exact; of older times only days may be left. */
function toRecordedSince(minute: EpochMs | undefined, day: EpochMs | undefined): EpochMs | 'never' {
  if (minute === undefined) return day ?? 'never';
  return day === undefined || minute - day < 86_400_000 ? minute : day;
}

/** End of the newest closed minute of each workload that has one at or after `since`. */
export async function readClosedThrough(
  store: Store,
  workloadIds: readonly string[],
  since: EpochMs,
): Promise<ReadonlyMap<string, EpochMs>> {
  if (workloadIds.length === 0) return new Map();
  const rows = await store.db
    .select({ workloadId: historyMinute.workloadId, at: max(historyMinute.atMs) })
    .from(historyMinute)
    .where(and(inArray(historyMinute.workloadId, [...workloadIds]), gte(historyMinute.atMs, since)))
    .groupBy(historyMinute.workloadId);
  return new Map(rows.flatMap(({ workloadId, at }) => (at === null ? [] : [[workloadId, at + minuteMs] as const])));
}
