import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { PlanAction, PlanMode } from './plan';

/** Why a plan cannot be run now; a value, never an exception. */
export interface Blocker {
  readonly code: BlockerCode;
  /** What exactly it is about, where there may be several of a code: `orders is not read`. */
  readonly about?: string;
  /** What stands in the way, one sentence with its evidence. */
  readonly sentence: string;
  /** What clears it, one sentence. */
  readonly toClear: string;
  /** Whether an approver may go on all the same, with a reason. */
  readonly overridable: boolean;
  /** The gate's last good value, where it could not be read. */
  readonly lastGood?: { readonly value: string; readonly at: EpochMs };
}

export const blockerCodes = [
  'another-run',
  'anti-flap',
  'no-copy-at-target',
  'nothing-serves-after',
  'target-unlawful',
  'store-without-lawful-target',
  'store-left-behind',
  'target-unhealthy',
  'target-unknown',
  'one-vantage-only',
  'source-healthy',
  'source-unknown',
  'source-not-healthy',
  'loss-unknown',
  'loss-above-objective',
  'replication-not-ready',
  'old-writer',
  'not-copied-back',
  'region-not-stable',
  'aws-event-open',
  'launches-unknown',
  'launches-failing',
  'left-behind-not-reviewed',
  'residue-open',
  'capacity-short',
  'capacity-unknown',
  'engine-silent',
  'no-plan',
  'loss-not-acknowledged',
  'figures-changed',
  'plan-has-errors',
  'plan-changed',
] as const;
export type BlockerCode = (typeof blockerCodes)[number];

/**
 * Whatever anybody says: another live run, no copy at the target, nobody left to serve, what the law forbids, and what is
 * not what the person saw.
 */
export const neverOverridable: readonly BlockerCode[] = [
  'another-run',
  'no-copy-at-target',
  'nothing-serves-after',
  'target-unlawful',
  'store-without-lawful-target',
  'no-plan',
  'loss-not-acknowledged',
  'figures-changed',
  'plan-has-errors',
  'plan-changed',
];

/** What a run would cost in one store, counted before it starts. */
export interface StoreLoss {
  readonly storeId: string;
  /** `lost`: gone for good; `stranded`: out of reach until the region returns; `none`: moved without loss. */
  readonly fate: 'lost' | 'stranded' | 'none';
  /** Lag at its last measurement. */
  readonly measuredSeconds: Seconds | 'unknown';
  readonly measuredAt: EpochMs | 'never';
  /** Upper bound; for an estimate it is labelled so. */
  readonly atMostSeconds: Seconds | 'unknown';
  readonly estimate: boolean;
  /** It can be filled anew from elsewhere: shown, and nobody has to acknowledge it. */
  readonly rebuildable?: true;
  /** Writes behind `atMostSeconds`, or messages in a queue; rounded up. */
  readonly atMostWrites: number | 'unknown';
}

/** How long the run is expected to take until users are served, and what is not known of it. */
export interface RecoveryTimeEstimate {
  readonly p50Seconds: Seconds;
  readonly p90Seconds: Seconds;
  /** Steps whose time is a person's to decide: a gap, never zero. */
  readonly undecided: readonly string[];
  readonly because: string;
}

/** A region that could take over, best first. */
export interface RankedTarget {
  readonly target: RegionCode;
  readonly planId: string;
  readonly planVersion: string;
  readonly action: PlanAction;
  readonly mode: PlanMode;
  readonly blockers: readonly Blocker[];
  readonly losses: readonly StoreLoss[];
  /** `none` where no plan leads there. */
  readonly estimate: RecoveryTimeEstimate | 'none';
  /** What does not stand in the way and should be known before the button is pressed; sentences. */
  readonly cautions: readonly string[];
  /** Why it stands where it stands: lag, health, capacity, distance; one sentence. */
  readonly because: string;
}

/** What `decide()` says of a workload and the region to be left. */
export interface Decision {
  readonly workloadId: WorkloadId;
  readonly source: RegionCode;
  readonly decidedAt: EpochMs;
  /** Whether evidence calls for a move now; a person may ask for one all the same where no blocker stands. */
  readonly advice: 'move' | 'stay' | 'cannot-say';
  /** One sentence with the evidence. */
  readonly because: string;
  readonly targets: readonly RankedTarget[];
  /** What holds of every target. */
  readonly blockers: readonly Blocker[];
}
