import type { MinuteRecord } from '@/lib/domain/history/record';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { BackfillRange } from '@/lib/persistence/history-backfill';
import type { HistoryStore } from '../history-store';

/** A store of history in memory, with the rule that a minute on record stands. */
export class MemoryHistoryStore implements HistoryStore {
  readonly minutes = new Map<string, MinuteRecord>();
  readonly ranges = new Map<string, BackfillRange>();
  /** Set to make writes fail. */
  isDown = false;

  async append(records: readonly MinuteRecord[]): Promise<void> {
    if (this.isDown) throw new Error('The store is down.');
    for (const record of records) {
      const key = `${record.workloadId} ${record.at}`;
      if (!this.minutes.has(key)) this.minutes.set(key, record);
    }
  }

  async extent(workloadId: string) {
    const times = this.of(workloadId).map((record) => record.at);
    if (times.length === 0) return { recordedSince: 'never', closedThrough: 'never' } as const;
    return { recordedSince: Math.min(...times), closedThrough: Math.max(...times) + minuteMs };
  }

  async backfill(workloadIds: readonly string[]) {
    return [...this.ranges.values()].filter((range) => workloadIds.includes(range.workloadId));
  }

  async noteBackfill(range: BackfillRange): Promise<void> {
    const key = toKey(range);
    if (!this.ranges.has(key)) this.ranges.set(key, range);
  }

  async advanceBackfill(ranges: readonly BackfillRange[]): Promise<void> {
    for (const range of ranges) this.ranges.set(toKey(range), range);
  }

  async keepUp(): Promise<void> {}

  /** The minutes of a workload, oldest first. */
  of(workloadId: string): readonly MinuteRecord[] {
    return [...this.minutes.values()].filter((record) => record.workloadId === workloadId).sort((a, b) => a.at - b.at);
  }
}

function toKey({ workloadId, startAt, endAt }: BackfillRange): string {
  return `${workloadId} ${startAt} ${endAt}`;
}
