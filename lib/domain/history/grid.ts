import type { EpochMs } from '../time';
import type { BucketRecord } from './record';
import { bucketMsOf, minuteMs } from './resolution';
import { addCounts, countOf, noMinutes, worstState } from './roll-up';
import { type HistoryBucket, type HistoryResolution, type MinuteCounts, minuteStates } from './types';

/** A range on the grid of its resolution. From `openFrom` on no minute is closed yet. */
export interface GridRange {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly resolution: HistoryResolution;
  readonly openFrom: EpochMs;
}

/** A place on the grid of a range. */
export interface GridBucket {
  readonly at: EpochMs;
  /** Minutes of the bucket whose time is over. */
  readonly overMinutes: number;
}

/** Every bucket of a range, whether anything is on record of it or not. */
export function toGrid({ startAt, endAt, resolution, openFrom }: GridRange): readonly GridBucket[] {
  const ms = bucketMsOf(resolution);
  return Array.from({ length: Math.max(0, (endAt - startAt) / ms) }, (_, index) => {
    const at = startAt + index * ms;
    const overMs = Math.max(0, Math.min(at + ms, openFrom) - at);
    return { at, overMinutes: Math.floor(overMs / minuteMs) };
  });
}

/** What the records of each bucket say of one thing, joined over layouts. */
export function gather<T>(
  records: readonly BucketRecord[],
  find: (record: BucketRecord) => T | undefined,
  join: (a: T, b: T) => T,
): ReadonlyMap<EpochMs, T> {
  const byBucket = new Map<EpochMs, T>();
  for (const record of records) {
    const found = find(record);
    if (found === undefined) continue;
    const before = byBucket.get(record.at);
    byBucket.set(record.at, before === undefined ? found : join(before, found));
  }
  return byBucket;
}

/** What a bucket shows: the worst of its minutes, where one that is over and has no record counts as not measured. */
export function toHistoryBucket({ at, overMinutes }: GridBucket, counts: MinuteCounts | undefined): HistoryBucket {
  const minutes = counts ?? noMinutes;
  const recorded = minuteStates.reduce((sum, state) => sum + minutes[countOf[state]], 0);
  const missingMinutes = Math.max(0, overMinutes - recorded);
  if (recorded === 0) return { at, state: overMinutes === 0 ? 'open' : 'gap', minutes, missingMinutes };
  const worst = worstState(missingMinutes > 0 ? addCounts(minutes, { ...noMinutes, notMeasured: 1 }) : minutes);
  const state = minutes.noObjective === recorded ? 'no-objective' : worst;
  return { at, state: state === 'none' ? 'gap' : state, minutes, missingMinutes };
}
