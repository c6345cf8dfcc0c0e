import type { RegionCode, Scenario, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';

/**
 * History in closed minutes. A minute is judged once all that can still be published about it has had its time; then its
 * verdict stands. Down-sampled buckets keep how many minutes were in which state and the worst figure, never a mean.
 */

/** The verdict of a closed minute, worst first. `no-objective` is for links of a workload without an objective. */
export const minuteStates = ['breached', 'at-risk', 'not-measured', 'met', 'no-objective'] as const;
export type MinuteState = (typeof minuteStates)[number];

export const historyResolutions = ['minute', 'five-minutes', 'hour', 'day'] as const;
export type HistoryResolution = (typeof historyResolutions)[number];

/** How many of the closed minutes of a bucket were in each state. Minutes without any record are counted apart. */
export interface MinuteCounts {
  readonly breached: number;
  readonly atRisk: number;
  readonly notMeasured: number;
  readonly met: number;
  readonly noObjective: number;
  /**
   * Minutes proven inside the objective: met or at risk, with nothing beside them unmeasured. Planned work counts, proven
   * idle is inside, a gap never is.
   */
  readonly inside: number;
}

/**
 * One bucket of a series. Every bucket of the range is there, oldest first.
 * - `gap`: its time is over and nothing was recorded, e.g. the console was off. Never drawn as a value, never as inside.
 * - `open`: none of its minutes is closed yet, so there is no verdict.
 * - otherwise the worst state of its closed minutes, where a minute without a record counts as not measured.
 */
export interface HistoryBucket {
  /** Start of the bucket; it lasts `bucketSeconds` of the series. */
  readonly at: EpochMs;
  readonly state: MinuteState | 'gap' | 'open';
  readonly minutes: MinuteCounts;
  /** Minutes of the bucket that are over and have no record. */
  readonly missingMinutes: number;
}

export interface LinkHistoryBucket extends HistoryBucket {
  /** Largest lag of its minutes; `none` where no minute had a figure (idle, stalled, not measured, gap). */
  readonly maxLagSeconds: Seconds | 'none';
}

/**
 * The lag of one link over the range, judged against the region-loss recovery-point objective; or of a backup vault at a
 * place of restore the age of its newest complete point, judged against the data-loss one.
 */
export interface LinkHistory {
  /** As the link entity: `${workloadId}/${storeId}/${source}>${target}`; as the backup entity: `${workloadId}/${storeId}/${region}` */
  readonly linkId: string;
  readonly storeId: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** A backup vault; source and target are its region. */
  readonly vault?: true;
  /** The objective that held in the newest recorded minute. */
  readonly objectiveSeconds: Seconds | 'none';
  readonly buckets: readonly LinkHistoryBucket[];
  /** Largest lag of the range with the bucket it is in. */
  readonly peak: { readonly lagSeconds: Seconds; readonly at: EpochMs } | 'none';
}

/** The golden signals of one region of the workload. The worst of each bucket: maxima, and the fewest hosts. */
export interface SignalHistory {
  readonly endpointId: string;
  readonly region: RegionCode;
  readonly buckets: readonly SignalHistoryBucket[];
}

export interface SignalHistoryBucket {
  readonly at: EpochMs;
  readonly state: 'measured' | 'not-measured' | 'gap' | 'open';
  readonly maxRequestsPerSecond: number | 'none';
  readonly maxErrorPercent: number | 'none';
  readonly maxLatencyP95Ms: number | 'none';
  readonly minHealthyHosts: number | 'none';
}

/** An objective of the workload over the range: the worst of its links, or of its backups, in every minute. */
export interface ObjectiveHistory {
  readonly scenario: Scenario;
  readonly rpoSeconds: Seconds;
  readonly buckets: readonly HistoryBucket[];
  /** Always these three windows, all of them ending where the open minutes begin (`openFrom`). */
  readonly attainment: Readonly<Record<AttainmentWindow, Attainment>>;
  /** Links and vaults of the newest layout that decide the objective and of which not every minute of every window is known. */
  readonly blindSpots: readonly BlindSpot[];
}

/**
 * A link whose protection is not known for some of the time. Without a lag by design it is left out of the minutes in
 * which nobody looked at its copy, and never shown as if it had been inside; any other one makes its minutes unmeasured.
 */
export interface BlindSpot {
  readonly linkId: string;
  readonly lagByDesign: boolean;
  /** Start of the oldest minute of the longest window in which it was known; rounded against us. */
  readonly knownSince: EpochMs | 'never';
  /** Minutes of each window of which it is known whether the link was inside. */
  readonly minutesKnown: Readonly<Record<AttainmentWindow, number>>;
}

export const attainmentWindows = ['24h', '7d', '30d'] as const;
export type AttainmentWindow = (typeof attainmentWindows)[number];

/** How well an objective was kept in a window. All figures are rounded against us. */
export interface Attainment {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  /** Closed minutes of the window; all of them, recorded or not. */
  readonly minutesAll: number;
  /** Minutes for which it is known whether they were inside: breached or wholly measured. */
  readonly minutesMeasured: number;
  readonly minutesInside: number;
  readonly minutesBreached: number;
  /**
   * Minutes inside ÷ minutes measured in percent, floored to hundredths; 100 only when nothing failed and nothing was
   * missing, a look at a link without lag by design included. `not-measured` when no minute was.
   */
  readonly attainmentPercent: number | 'not-measured';
  /** Minutes measured ÷ all in percent, floored to hundredths; 0 for an empty window. */
  readonly coveragePercent: number;
  readonly budget: ErrorBudget;
}

/** The minutes outside the objective that the target attainment allows, counted on the minutes measured. */
export interface ErrorBudget {
  /** e.g. 99.9 */
  readonly targetPercent: number;
  /** Whole minutes allowed, floored. */
  readonly allowedMinutes: number;
  readonly spentMinutes: number;
  /** Negative when overspent. */
  readonly leftMinutes: number;
}

/** Filling the past from CloudWatch at the first start; links and golden signals only. */
export interface BackfillProgress {
  readonly state: 'not-started' | 'running' | 'waiting' | 'done';
  /** How far back it reached so far, and how far it will. */
  readonly reachedBackTo: EpochMs | 'none';
  readonly goesBackTo: EpochMs | 'none';
  /** Whole percent, floored; 100 only when done. */
  readonly percent: number;
  /** One sentence for a person, e.g. why it waits. */
  readonly sentence: string;
}

/** What the history of a workload says over a range: the result of `readWorkloadHistory`. */
export interface WorkloadHistory {
  readonly workloadId: WorkloadId;
  /** Start inclusive, end exclusive, both on the grid of the resolution (UTC). */
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly resolution: HistoryResolution;
  readonly bucketSeconds: Seconds;
  /** End of the newest closed minute on record; `never` before the first. */
  readonly closedThrough: EpochMs | 'never';
  /** From here on minutes are open: their time to close has not passed. What is earlier and has no record is a gap. */
  readonly openFrom: EpochMs;
  /** Start of the oldest minute on record of this workload. */
  readonly recordedSince: EpochMs | 'never';
  readonly links: readonly LinkHistory[];
  readonly signals: readonly SignalHistory[];
  readonly objectives: readonly ObjectiveHistory[];
  readonly backfill: BackfillProgress;
}

/**
 * What a page asks for: `readWorkloadHistory(actor, workloadId, range?)` in `lib/queries/read-history.ts`, default the
 * last 24 h. Returns `not-found` for a workload that is unknown or outside the actor's scope; throws AccessRefused.
 * Up to 3 h come in minutes, up to 2 d in five minutes, up to 63 d in hours, longer ones in days.
 */
export type HistoryRange =
  | 'last-3-hours'
  | 'last-24-hours'
  | 'last-7-days'
  | 'last-30-days'
  | { readonly startAt: EpochMs; readonly endAt: EpochMs };
