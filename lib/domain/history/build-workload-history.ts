import type { WorkloadId } from '../fleet';
import type { EpochMs } from '../time';
import { attainmentOf } from './attainment';
import { findBlindSpots } from './find-blind-spots';
import type { BucketRecord, HistoryLayout, SignalBucket } from './record';
import { bucketMsOf, bucketSecondsOf, minuteMs } from './resolution';
import { addCounts, countOf, largest, mergeSignals, noMinutes, worstState } from './roll-up';
import {
  type Attainment,
  type AttainmentWindow,
  attainmentWindows,
  type BackfillProgress,
  type HistoryBucket,
  type HistoryResolution,
  type LinkHistory,
  type LinkHistoryBucket,
  type MinuteCounts,
  minuteStates,
  type ObjectiveHistory,
  type SignalHistory,
  type SignalHistoryBucket,
  type WorkloadHistory,
} from './types';

/** What is on record of each window of attainment. */
export type RecordedWindows = Readonly<
  Record<
    AttainmentWindow,
    { readonly startAt: EpochMs; readonly endAt: EpochMs; readonly records: readonly BucketRecord[] }
  >
>;

/** What is on record of a workload, as the store gives it. */
export interface WorkloadRecords {
  readonly workloadId: WorkloadId;
  /** On the grid of the resolution. */
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly resolution: HistoryResolution;
  /** Buckets of that resolution inside the range. */
  readonly records: readonly BucketRecord[];
  /** Buckets of any resolutions that cover each window exactly once. */
  readonly windows: RecordedWindows;
  /** The workload's newest layout: what it consists of now. */
  readonly layout: HistoryLayout | 'none';
  readonly closedThrough: EpochMs | 'never';
  readonly openFrom: EpochMs;
  readonly recordedSince: EpochMs | 'never';
  readonly backfill: BackfillProgress;
}

/**
 * Says what the records of a workload mean: every bucket of the range is there, and where nothing was recorded it says
 * so. Links that are gone are kept as long as the range holds minutes of them.
 */
export function buildWorkloadHistory(records: WorkloadRecords): WorkloadHistory {
  const { workloadId, startAt, endAt, resolution, closedThrough, openFrom, recordedSince, backfill } = records;
  const grid = toGrid(records);
  const layouts = [records.layout, ...newestFirst(records.records)].filter((layout) => layout !== 'none');
  return {
    workloadId,
    startAt,
    endAt,
    resolution,
    bucketSeconds: bucketSecondsOf[resolution],
    closedThrough,
    openFrom,
    recordedSince,
    links: distinct(
      layouts.flatMap(({ links }) => links),
      (link) => link.linkId,
    ).map((link) => buildLink(link, records, grid)),
    signals: distinct(
      layouts.flatMap(({ signals }) => signals),
      (signal) => signal.endpointId,
    ).map((signal) => buildSignals(signal, records, grid)),
    objectives: (layouts[0]?.objectives ?? []).map((objective) => buildObjective(objective, records, grid)),
    backfill,
  };
}

interface GridBucket {
  readonly at: EpochMs;
  /** Minutes of the bucket whose time is over. */
  readonly overMinutes: number;
}

function toGrid({ startAt, endAt, resolution, openFrom }: WorkloadRecords): readonly GridBucket[] {
  const ms = bucketMsOf(resolution);
  return Array.from({ length: Math.max(0, (endAt - startAt) / ms) }, (_, index) => {
    const at = startAt + index * ms;
    const overMs = Math.max(0, Math.min(at + ms, openFrom) - at);
    return { at, overMinutes: Math.floor(overMs / minuteMs) };
  });
}

function newestFirst(records: readonly BucketRecord[]): readonly HistoryLayout[] {
  return [...new Set([...records].sort((a, b) => b.at - a.at).map(({ layout }) => layout))];
}

function distinct<T>(items: readonly T[], idOf: (item: T) => string): readonly T[] {
  const byId = new Map<string, T>();
  for (const item of items) if (!byId.has(idOf(item))) byId.set(idOf(item), item);
  return [...byId.values()];
}

function buildLink(
  link: HistoryLayout['links'][number],
  { records }: WorkloadRecords,
  grid: readonly GridBucket[],
): LinkHistory {
  const byBucket = gather(
    records,
    ({ layout, links }) => links[layout.links.findIndex(({ linkId }) => linkId === link.linkId)],
    (a, b) => ({
      counts: addCounts(a.counts, b.counts),
      maxLagSeconds: largest(a.maxLagSeconds, b.maxLagSeconds),
    }),
  );
  const buckets: readonly LinkHistoryBucket[] = grid.map((place) => {
    const found = byBucket.get(place.at);
    return { ...toBucket(place, found?.counts), maxLagSeconds: found?.maxLagSeconds ?? 'none' };
  });
  let peak: LinkHistory['peak'] = 'none';
  for (const { at, maxLagSeconds: lagSeconds } of buckets) {
    if (lagSeconds !== 'none' && (peak === 'none' || lagSeconds > peak.lagSeconds)) peak = { lagSeconds, at };
  }
  return { ...link, buckets, peak };
}

function buildSignals(
  signal: HistoryLayout['signals'][number],
  { records }: WorkloadRecords,
  grid: readonly GridBucket[],
): SignalHistory {
  const byBucket = gather(
    records,
    ({ layout, signals }) => signals[layout.signals.findIndex(({ endpointId }) => endpointId === signal.endpointId)],
    mergeSignals,
  );
  return { ...signal, buckets: grid.map((place) => toSignalBucket(place, byBucket.get(place.at))) };
}

function toSignalBucket({ at, overMinutes }: GridBucket, found: SignalBucket | undefined): SignalHistoryBucket {
  if (found === undefined) {
    return {
      at,
      state: overMinutes === 0 ? 'open' : 'gap',
      maxRequestsPerSecond: 'none',
      maxErrorPercent: 'none',
      maxLatencyP95Ms: 'none',
      minHealthyHosts: 'none',
    };
  }
  const { measuredMinutes, ...worst } = found;
  return { at, state: measuredMinutes > 0 ? 'measured' : 'not-measured', ...worst };
}

function buildObjective(
  objective: HistoryLayout['objectives'][number],
  { records, windows, layout }: WorkloadRecords,
  grid: readonly GridBucket[],
): ObjectiveHistory {
  const countsOf = ({ layout, objectives }: BucketRecord) =>
    objectives[layout.objectives.findIndex(({ scenario }) => scenario === objective.scenario)];
  const byBucket = gather(records, countsOf, addCounts);
  const blindSpots = findBlindSpots(objective.scenario, layout, windows);
  const attain = (name: AttainmentWindow): Attainment => {
    const { startAt, endAt, records } = windows[name];
    const counts = records.map(countsOf).filter((one) => one !== undefined);
    const unwatched = blindSpots.filter(({ lagByDesign }) => lagByDesign);
    const all = Math.round((endAt - startAt) / minuteMs);
    return attainmentOf(
      counts.reduce(addCounts, noMinutes),
      { startAt, endAt },
      { unwatchedMinutes: Math.max(0, ...unwatched.map(({ minutesKnown }) => all - minutesKnown[name])) },
    );
  };
  const [day, week, month] = attainmentWindows;
  return {
    ...objective,
    buckets: grid.map((place) => toBucket(place, byBucket.get(place.at))),
    attainment: { [day]: attain(day), [week]: attain(week), [month]: attain(month) },
    blindSpots,
  };
}

/** What the records of each bucket say of one thing, joined over layouts. */
function gather<T>(
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

function toBucket({ at, overMinutes }: GridBucket, counts: MinuteCounts | undefined): HistoryBucket {
  const minutes = counts ?? noMinutes;
  const recorded = minuteStates.reduce((sum, state) => sum + minutes[countOf[state]], 0);
  const missingMinutes = Math.max(0, overMinutes - recorded);
  if (recorded === 0) return { at, state: overMinutes === 0 ? 'open' : 'gap', minutes, missingMinutes };
  const worst = worstState(missingMinutes > 0 ? addCounts(minutes, { ...noMinutes, notMeasured: 1 }) : minutes);
  const state = minutes.noObjective === recorded ? 'no-objective' : worst;
  return { at, state: state === 'none' ? 'gap' : state, minutes, missingMinutes };
}
