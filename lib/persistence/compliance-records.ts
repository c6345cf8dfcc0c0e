import type { ComplianceRecords, RecordedWindow } from '../domain/compliance/build-compliance';
import type { PlannedWindow } from '../domain/compliance/types';
import type { Workload } from '../domain/fleet';
import { toOpenFrom } from '../domain/history/open-from';
import type { BucketRecord } from '../domain/history/record';
import { ceilTo, floorTo, keptDays, keptResolutionFor } from '../domain/history/resolution';
import type { HistoryResolution } from '../domain/history/types';
import type { EpochMs } from '../domain/time';
import { type TimeRange, toBounds } from '../domain/time-range';
import { readHistory } from './history';
import { readClosedThrough } from './history-extent';
import type { Store } from './store';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * The grid of a range in the finest resolution that is still kept of it. Where it ends now, its newest minutes are not
 * closed yet and count for nothing.
 */
export function toComplianceGrid(range: TimeRange, now: EpochMs) {
  const asked = toBounds(range, now);
  const to = Math.min(asked.endAt, now);
  const from = Math.min(to, Math.max(asked.startAt, now - keptDays.day * dayMs));
  const resolution = keptResolutionFor(from, to, now);
  return { startAt: floorTo(resolution, from), endAt: ceilTo(resolution, to), resolution };
}

/**
 * What is on record of several workloads for a range: three readings for all of them together, of buckets that hold the
 * minutes recorded so far, so that no minute is counted twice or left out. The burn is that at the end of the range.
 */
export async function readComplianceRecords(
  store: Store,
  workloads: readonly { readonly workload: Workload; readonly planned: readonly PlannedWindow[] }[],
  range: TimeRange,
  now: EpochMs,
): Promise<readonly ComplianceRecords[]> {
  const grid = toComplianceGrid(range, now);
  const until = Math.min(grid.endAt, now);
  const ids = workloads.map(({ workload }) => workload.id);
  const read = async (resolution: HistoryResolution, from: EpochMs) =>
    byWorkload(await readHistory(store, resolution, ids, floorTo(resolution, from), until));
  const [closed, records, sixHours, threeDays] = await Promise.all([
    readClosedThrough(store, ids, now - hourMs),
    read(grid.resolution, grid.startAt),
    read('five-minutes', until - 7 * hourMs),
    read('hour', until - 3 * dayMs - hourMs),
  ]);
  return workloads.map(({ workload, planned }) => {
    const openFrom = Math.min(grid.endAt, toOpenFrom(closed.get(workload.id) ?? 'never', now));
    return {
      ...grid,
      workload,
      planned,
      openFrom,
      records: records.get(workload.id) ?? [],
      burn: {
        hour: toWindow(sixHours.get(workload.id), 'five-minutes', openFrom, hourMs),
        sixHours: toWindow(sixHours.get(workload.id), 'five-minutes', openFrom, 6 * hourMs),
        threeDays: toWindow(threeDays.get(workload.id), 'hour', openFrom, 3 * dayMs),
      },
    };
  });
}

function toWindow(
  records: readonly BucketRecord[] = [],
  resolution: HistoryResolution,
  endAt: EpochMs,
  lengthMs: number,
): RecordedWindow {
  const startAt = floorTo(resolution, endAt - lengthMs);
  return { startAt, records: records.filter(({ at }) => at >= startAt) };
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
