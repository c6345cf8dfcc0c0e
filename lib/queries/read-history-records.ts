import 'server-only';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { WorkloadRecords } from '@/lib/domain/history/build-workload-history';
import { toOpenFrom } from '@/lib/domain/history/open-from';
import type { BucketRecord } from '@/lib/domain/history/record';
import { ceilTo, floorTo, keptDays, resolutionFor, splitRange } from '@/lib/domain/history/resolution';
import { summariseBackfill } from '@/lib/domain/history/summarise-backfill';
import type { AttainmentWindow, HistoryRange } from '@/lib/domain/history/types';
import type { EpochMs } from '@/lib/domain/time';
import { readHistory } from '@/lib/persistence/history';
import { readBackfill } from '@/lib/persistence/history-backfill';
import { readHistoryExtent } from '@/lib/persistence/history-extent';
import { findNewestLayout } from '@/lib/persistence/history-layouts';
import type { Store } from '@/lib/persistence/store';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const named: Readonly<Record<Extract<HistoryRange, string>, number>> = {
  'last-3-hours': 3 * hourMs,
  'last-24-hours': dayMs,
  'last-7-days': 7 * dayMs,
  'last-30-days': 30 * dayMs,
};

const windowMs: Readonly<Record<AttainmentWindow, number>> = { '24h': dayMs, '7d': 7 * dayMs, '30d': 30 * dayMs };

/** Longest range that is read at once; what is asked beyond it is cut off at its older end. */
const longestRangeMs = keptDays.day * dayMs;

/** Everything on record of a workload that a range and the windows of attainment need. */
export async function readWorkloadRecords(
  store: Store,
  workloadId: WorkloadId,
  asked: HistoryRange,
  now: EpochMs,
): Promise<WorkloadRecords> {
  const extent = await readHistoryExtent(store, workloadId);
  const openFrom = toOpenFrom(extent.closedThrough, now);
  const range = toRange(asked, now);
  const window = async (name: AttainmentWindow) => {
    // Older ends lie where only five minutes are kept; a window is a few minutes longer rather than shorter.
    const startAt = floorTo('five-minutes', openFrom - windowMs[name]);
    return { startAt, endAt: openFrom, records: await readParts(store, workloadId, startAt, openFrom) };
  };
  const [records, layout, backfill, day, week, month] = await Promise.all([
    readHistory(store, range.resolution, [workloadId], range.startAt, range.endAt),
    findNewestLayout(store, workloadId),
    readBackfill(store, [workloadId]),
    window('24h'),
    window('7d'),
    window('30d'),
  ]);
  return {
    workloadId,
    ...range,
    records,
    windows: { '24h': day, '7d': week, '30d': month },
    layout,
    ...extent,
    openFrom,
    backfill: summariseBackfill(backfill, now - keptDays.minute * dayMs + hourMs),
  };
}

async function readParts(
  store: Store,
  workloadId: WorkloadId,
  startAt: EpochMs,
  endAt: EpochMs,
): Promise<readonly BucketRecord[]> {
  const parts = await Promise.all(
    splitRange(startAt, endAt).map((part) =>
      readHistory(store, part.resolution, [workloadId], part.startAt, part.endAt),
    ),
  );
  return parts.flat();
}

/** The range on the grid of the resolution that suits its length. The newest bucket is the one that holds `now`. */
function toRange(asked: HistoryRange, now: EpochMs): Pick<WorkloadRecords, 'startAt' | 'endAt' | 'resolution'> {
  const wanted = typeof asked === 'string' ? { startAt: now - named[asked], endAt: now } : asked;
  const to = Math.min(wanted.endAt, now);
  const from = Math.max(wanted.startAt, to - longestRangeMs);
  const resolution = resolutionFor(Math.max(0, to - from) / 1000);
  const endAt = ceilTo(resolution, to);
  return { startAt: Math.min(endAt, floorTo(resolution, from)), endAt, resolution };
}
