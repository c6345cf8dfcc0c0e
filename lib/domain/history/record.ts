import type { RegionCode, Scenario, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { ObjectiveMinute } from './judge-minute';
import type { MinuteCounts, MinuteState } from './types';

/**
 * What the places of a record's arrays stand for; backup vaults stand among the links. A workload gets a new one whenever
 * its links, vaults, objectives or endpoints change; records keep the one they were written under.
 */
export interface HistoryLayout {
  readonly links: readonly {
    readonly linkId: string;
    readonly storeId: string;
    readonly source: RegionCode;
    readonly target: RegionCode;
    readonly objectiveSeconds: Seconds | 'none';
    /** A backup vault in its region, which is both ends: its lag is the age of its newest complete point. */
    readonly vault?: true;
    /** No lag by design while its copy is active: known only of minutes in which somebody looked. */
    readonly lagByDesign?: true;
    /** The scenarios it decides. Absent in layouts that do not tell. */
    readonly decides?: readonly Scenario[];
  }[];
  readonly objectives: readonly { readonly scenario: Scenario; readonly rpoSeconds: Seconds }[];
  readonly signals: readonly { readonly endpointId: string; readonly region: RegionCode }[];
}

/** Golden signals of one region in one minute. */
export interface SignalMinute {
  readonly requestsPerSecond: number | 'none';
  readonly errorPercent: number | 'none';
  readonly latencyP95Ms: number | 'none';
  readonly healthyHosts: number | 'none';
}

/** One closed minute of a workload; the arrays are in the order of the layout. */
export interface MinuteRecord {
  readonly workloadId: WorkloadId;
  readonly at: EpochMs;
  readonly layout: HistoryLayout;
  readonly links: readonly { readonly state: MinuteState; readonly lagSeconds: Seconds | 'none' }[];
  readonly objectives: readonly ObjectiveMinute[];
  readonly signals: readonly SignalMinute[];
}

export interface SignalBucket {
  /** Minutes in which any of the signals was measured. */
  readonly measuredMinutes: number;
  readonly maxRequestsPerSecond: number | 'none';
  readonly maxErrorPercent: number | 'none';
  readonly maxLatencyP95Ms: number | 'none';
  readonly minHealthyHosts: number | 'none';
}

/** Several closed minutes of a workload under one layout: counts of minutes and the worst figures. */
export interface BucketRecord {
  readonly workloadId: WorkloadId;
  readonly at: EpochMs;
  readonly layout: HistoryLayout;
  /** Minutes recorded. */
  readonly minutes: number;
  readonly links: readonly { readonly counts: MinuteCounts; readonly maxLagSeconds: Seconds | 'none' }[];
  readonly objectives: readonly MinuteCounts[];
  readonly signals: readonly SignalBucket[];
}
