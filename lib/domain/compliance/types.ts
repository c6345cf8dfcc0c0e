import type { RegionCode, Scenario, WorkloadId } from '../fleet';
import type { Attainment, HistoryBucket, HistoryResolution } from '../history/types';
import type { EpochMs, Seconds } from '../time';
import type { TimeRange } from '../time-range';

/**
 * How an objective was kept over a range, worst first: more minutes breached than its budget allows; spending it too
 * fast; too little of the time measured to say; kept.
 */
export const keepingStates = ['breached', 'at-risk', 'not-measured', 'met'] as const;
export type KeepingState = (typeof keepingStates)[number];

/** How fast the error budget was spent in a window that ends with the range. */
export interface BurnRate {
  readonly windowSeconds: Seconds;
  /**
   * Share of the minutes measured that were breached ÷ share that the target allows, rounded up to tenths: at 1 exactly
   * the budget is spent over the range, at 6 a budget of 30 days in 5. `not-measured` when no minute was.
   */
  readonly rate: number | 'not-measured';
  readonly minutesMeasured: number;
  readonly minutesAll: number;
}

/** Several windows together: a short one to see it soon and to see it end, a long one so that a minute is no alarm. */
export interface Burn {
  readonly state: 'fast' | 'slow' | 'calm' | 'not-measured';
  readonly hour: BurnRate;
  readonly sixHours: BurnRate;
  readonly threeDays: BurnRate;
}

/** Work that was known beforehand, as the fleet file or AWS Health says. */
export interface PlannedWindow {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly reason: string;
  readonly saidBy: 'fleet-file' | 'aws-health';
}

/** Planned work of a range and what it may have cost. It counts like anything else and is only marked. */
export interface PlannedCost {
  /** Clipped to the range, oldest first; they may overlap. */
  readonly windows: readonly PlannedWindow[];
  /** Minutes of the range that were planned, overlaps once. */
  readonly minutes: number;
  /** At most so many of the minutes breached lie in them: what is kept by the hour or day tells no closer. */
  readonly minutesBreachedAtMost: number;
}

/** The largest lag, or age of a backup, that decided the objective. */
export interface WorstFigure {
  readonly seconds: Seconds;
  /** Start of the bucket it is in. */
  readonly at: EpochMs;
  /** The link or vault. */
  readonly linkId: string;
}

/** An objective of a workload over a range. */
export interface ObjectiveCompliance {
  readonly scenario: Scenario;
  /** As declared now; minutes were judged by what held then. */
  readonly rpoSeconds: Seconds;
  readonly state: KeepingState;
  readonly attainment: Attainment;
  readonly burn: Burn;
  readonly worst: WorstFigure | 'none';
  readonly planned: PlannedCost;
  /** Every bucket of the range, oldest first. */
  readonly timeline: readonly HistoryBucket[];
  /** Start of the oldest bucket of the range with a record of it. */
  readonly recordedFrom: EpochMs | 'never';
}

export interface WorkloadCompliance {
  readonly workloadId: WorkloadId;
  readonly name: string;
  readonly tier: number;
  readonly regions: readonly RegionCode[];
  /** Empty where it has no objective. */
  readonly objectives: readonly ObjectiveCompliance[];
}

/** How all objectives were kept over a range. */
export interface ComplianceReport {
  /** As it was asked for. */
  readonly range: TimeRange;
  /** Fleet time at which it was read. */
  readonly now: EpochMs;
  /** The grid of the timelines, UTC. */
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly resolution: HistoryResolution;
  /** The worst first, then by tier. */
  readonly workloads: readonly WorkloadCompliance[];
}
