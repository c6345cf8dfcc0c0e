import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';

/** A write of the drill's own that the source acknowledged before the fault. */
export interface DrillWrite {
  readonly id: string;
  readonly writtenAt: EpochMs;
  /** Whether the target's copy had it right after the fault. */
  readonly hadArrived: boolean | 'unknown';
}

/** A workload that a drill moves out of its region. */
export interface DrilledWorkload {
  readonly id: WorkloadId;
  /** Where it goes, and where test writes are read back. */
  readonly target: RegionCode;
  /** Where it takes transactions in both regions; `none` where it takes none. */
  readonly proof: { readonly source: string; readonly target: string; readonly path: string } | 'none';
  readonly writes: readonly DrillWrite[];
}

/** What every drill of the loss of a region is made of, whoever carries it out. */
export interface DrillCourse<W extends DrilledWorkload = DrilledWorkload> {
  readonly id: string;
  readonly region: RegionCode;
  readonly begunAt: EpochMs;
  readonly faultAt: EpochMs | 'not-yet';
  readonly healedAt: EpochMs | 'not-yet';
  readonly workloads: readonly W[];
}

/**
 * The phases of a drill that an engine carries out, in their order. Each is on record before its act is done: `breaking` and
 * `healing` say that the fault may be there.
 */
export const drillPhases = [
  'asked',
  'writing',
  'breaking',
  'leaving',
  'judging',
  'healing',
  'returning',
  'ended',
] as const;
export type DrillPhase = (typeof drillPhases)[number];

/** `refused`: nothing was broken. `not-proven`: something was not measured, or a person has ended it before. */
export type DrillVerdictWord = 'proven' | 'not-proven' | 'failed' | 'refused';

/** What became of one workload in a drill. */
export interface DrillFigures {
  readonly state: 'proven' | 'failed' | 'not-proven';
  /** From the fault to users being served again; `unknown` where they were never seen to be. */
  readonly recoverySeconds: Seconds | 'unknown';
  /** What it may take; see `wantedRecoverySeconds`. */
  readonly wantedSeconds: Seconds | 'none';
  /** Acknowledged writes that cannot be read back. */
  readonly lostWrites: number | 'unknown';
  readonly writes: number;
  readonly sentences: readonly string[];
}

/** A workload of a drill that an engine carries out, with the runs that move it there and back. */
export interface EngineDrilledWorkload extends DrilledWorkload {
  readonly outRun: string | 'not-yet';
  /** `not-needed`: it was never away from home. */
  readonly homeRun: string | 'not-yet' | 'not-needed';
  readonly figures: DrillFigures | 'not-yet';
}

/** What a drill waits for now. */
export interface DrillWait {
  readonly workloadId: WorkloadId | 'none';
  readonly sentence: string;
  /** The run where a person sees it. */
  readonly runId: string | 'none';
  readonly since: EpochMs;
}

/** A drill of the loss of a region of the simulated fleet, as the engine keeps it. */
export interface Drill extends DrillCourse<EngineDrilledWorkload> {
  readonly reason: string;
  readonly askedBy: string;
  readonly phase: DrillPhase;
  /** When it came to its phase. */
  readonly phaseSince: EpochMs;
  /** When the fault was about to be begun: from then on it may be there. */
  readonly faultIntendedAt: EpochMs | 'not-yet';
  readonly waitsFor: readonly DrillWait[];
  readonly endAsked: { readonly by: string; readonly reason: string; readonly at: EpochMs } | 'nobody';
  readonly verdict: DrillVerdictWord | 'not-yet';
  /** Why it ended so. */
  readonly sentences: readonly string[];
  readonly endedAt: EpochMs | 'not-yet';
}
