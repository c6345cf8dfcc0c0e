import type { MinuteRecord } from '@/lib/domain/history/record';
import type { EpochMs } from '@/lib/domain/time';
import { forgetEvents, noteEventRecord } from '@/lib/persistence/event-history';
import { forgetFindings } from '@/lib/persistence/finding-history';
import { appendMinutes } from '@/lib/persistence/history';
import { advanceBackfill, type BackfillRange, noteBackfill, readBackfill } from '@/lib/persistence/history-backfill';
import { type HistoryExtent, readHistoryExtent } from '@/lib/persistence/history-extent';
import { dropExpiredHistory, ensureHistoryPartitions } from '@/lib/persistence/history-partitions';
import type { Store } from '@/lib/persistence/store';

/** What keeping history needs of the store. */
export interface HistoryStore {
  append(records: readonly MinuteRecord[]): Promise<void>;
  extent(workloadId: string): Promise<HistoryExtent>;
  backfill(workloadIds: readonly string[]): Promise<readonly BackfillRange[]>;
  noteBackfill(range: BackfillRange): Promise<void>;
  advanceBackfill(ranges: readonly BackfillRange[]): Promise<void>;
  /** Makes room ahead of time and drops what is too old. */
  keepUp(now: EpochMs): Promise<void>;
}

/** Partitions are made this far ahead, so that a store that is briefly busy costs no minute. */
const aheadMs = 3 * 86_400_000;

/** History in a real store. */
export function createHistoryStore(store: Store): HistoryStore {
  return {
    append: (records) => appendMinutes(store, records),
    extent: (workloadId) => readHistoryExtent(store, workloadId),
    backfill: (workloadIds) => readBackfill(store, workloadIds),
    noteBackfill: (range) => noteBackfill(store, range),
    advanceBackfill: (ranges) => advanceBackfill(store, ranges),
    keepUp: async (now) => {
      await ensureHistoryPartitions(store, now, now + aheadMs);
      await dropExpiredHistory(store, now);
      await forgetFindings(store, now);
      await noteEventRecord(store, now);
      await forgetEvents(store, now);
    },
  };
}
