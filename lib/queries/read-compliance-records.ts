import 'server-only';
import type { ComplianceRecords, RecordedWindow } from '@/lib/domain/compliance/build-compliance';
import { type ComplianceRange, type PlannedWindow, rangeDays } from '@/lib/domain/compliance/types';
import type { Workload } from '@/lib/domain/fleet';
import type { BucketRecord } from '@/lib/domain/history/record';
import { ceilTo, floorTo, resolutionFor } from '@/lib/domain/history/resolution';
import type { HistoryResolution } from '@/lib/domain/history/types';
import type { EpochMs } from '@/lib/domain/time';
import { readHistory } from '@/lib/persistence/history';
import { readClosedThrough } from '@/lib/persistence/history-extent';
import type { Store } from '@/lib/persistence/store';
import { toOpenFrom } from './read-history-records';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The grid of a range that ends with the bucket `now` is in; its newest minutes are not closed yet and count for nothing. */
export function toComplianceGrid(range: ComplianceRange, now: EpochMs) {
  const resolution = resolutionFor(rangeDays[range] * 86_400);
  const startAt = floorTo(resolution, now - rangeDays[range] * dayMs);
  return { startAt, endAt: ceilTo(resolution, now), resolution };
}

/**
 * What is on record of several workloads for a range: three readings for all of them together, of buckets that hold the
 * minutes recorded so far, so that no minute is counted twice or left out.
 */
export async function readComplianceRecords(
  store: Store,
  workloads: readonly { readonly workload: Workload; readonly planned: readonly PlannedWindow[] }[],
  range: ComplianceRange,
  now: EpochMs,
): Promise<readonly ComplianceRecords[]> {
  const grid = toComplianceGrid(range, now);
  const ids = workloads.map(({ workload }) => workload.id);
  const read = async (resolution: HistoryResolution, from: EpochMs) =>
    byWorkload(await readHistory(store, resolution, ids, floorTo(resolution, from), now));
  const [closed, records, sixHours, threeDays] = await Promise.all([
    readClosedThrough(store, ids, now - hourMs),
    read(grid.resolution, grid.startAt),
    read('five-minutes', now - 7 * hourMs),
    read('hour', now - 3 * dayMs - hourMs),
  ]);
  return workloads.map(({ workload, planned }) => {
    const openFrom = toOpenFrom(closed.get(workload.id) ?? 'never', now);
    const window = (
      all: ReadonlyMap<string, readonly BucketRecord[]>,
      resolution: HistoryResolution,
      lengthMs: number,
    ): RecordedWindow => {
      const startAt = floorTo(resolution, openFrom - lengthMs);
      return { startAt, records: (all.get(workload.id) ?? []).filter(({ at }) => at >= startAt) };
    };
    return {
      ...grid,
      workload,
      planned,
      openFrom,
      records: records.get(workload.id) ?? [],
      burn: {
        hour: window(sixHours, 'five-minutes', hourMs),
        sixHours: window(sixHours, 'five-minutes', 6 * hourMs),
        threeDays: window(threeDays, 'hour', 3 * dayMs),
      },
    };
  });
}

function byWorkload(records: readonly BucketRecord[]): ReadonlyMap<string, readonly BucketRecord[]> {
  const map = new Map<string, BucketRecord[]>();
  for (const record of records) {
    const own = map.get(record.workloadId);
    if (own === undefined) map.set(record.workloadId, [record]);
    else own.push(record);
  }
  return map;
}
