import type { Scenario, WorkloadId } from '../fleet';
import type { EpochMs } from '../time';
import { attainmentOf, defaultTargetPercent } from './attainment';
import { findBlindSpots } from './find-blind-spots';
import { type GridBucket, gather, toGrid, toHistoryBucket } from './grid';
import type { BucketRecord, HistoryLayout, SignalBucket } from './record';
import { bucketSecondsOf, minuteMs } from './resolution';
import { addCounts, largest, mergeSignals, noMinutes } from './roll-up';
import {
  type Attainment,
  type AttainmentWindow,
  attainmentWindows,
  type BackfillProgress,
  type HistoryResolution,
  type LinkHistory,
  type LinkHistoryBucket,
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
  /** Target attainment in percent, where the fleet sets one. */
  readonly targets?: Readonly<Partial<Record<Scenario, number>>>;
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
    return { ...toHistoryBucket(place, found?.counts), maxLagSeconds: found?.maxLagSeconds ?? 'none' };
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
  { records, windows, layout, targets }: WorkloadRecords,
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
      {
        targetPercent: targets?.[objective.scenario] ?? defaultTargetPercent,
        unwatchedMinutes: Math.max(0, ...unwatched.map(({ minutesKnown }) => all - minutesKnown[name])),
      },
    );
  };
  const [day, week, month] = attainmentWindows;
  return {
    ...objective,
    buckets: grid.map((place) => toHistoryBucket(place, byBucket.get(place.at))),
    attainment: { [day]: attain(day), [week]: attain(week), [month]: attain(month) },
    blindSpots,
  };
}
