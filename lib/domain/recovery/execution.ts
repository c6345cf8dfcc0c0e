import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { Blocker, RecoveryTimeEstimate, StoreLoss } from './decision';
import type { PlanAction, PlanMode, PlanRoute } from './plan';
import type { TouchedResource } from './touched';

export const executionStates = [
  'pending',
  'awaiting-approval',
  'running',
  'paused-by-operator',
  'paused-by-failed-step',
  'verifying-health',
  'completed',
  'completed-with-exceptions',
  'failed',
  'cancelled',
  'timed-out',
] as const;
export type ExecutionState = (typeof executionStates)[number];

/** States in which nothing more will be done. */
export const endedStates: readonly ExecutionState[] = [
  'completed',
  'completed-with-exceptions',
  'failed',
  'cancelled',
  'timed-out',
];

export const stepStates = [
  'pending',
  'running',
  'waiting',
  'in-doubt',
  'failed',
  'done',
  'skipped',
  'cancelled',
] as const;
/** `waiting`: for a person; `in-doubt`: the outcome of an effect is not known and a person must say what to do. */
export type StepState = (typeof stepStates)[number];

/** A request to AWS or to the workload, as it is kept for the record. */
export interface CallRecord {
  readonly at: EpochMs;
  readonly action: string;
  readonly endpointRegion: RegionCode | 'none';
  readonly requestId: string | 'none';
  readonly outcome: 'answered' | 'refused' | 'unreachable' | 'timed-out' | 'unknown';
  /** What was read before and after, in words; absent where nothing was. */
  readonly before?: string;
  readonly after?: string;
  readonly detail: string;
  /** What it changes, or may have changed, with what that was before; absent where it only reads. */
  readonly touched?: readonly TouchedResource[];
}

export const fenceResults = ['proven', 'routing-only', 'unproven'] as const;
/** What is known of the writers of the region being left; only `proven` passes unattended. */
export type FenceResult = (typeof fenceResults)[number];

/** What a step may wait for a person to do; verbs of executions. */
export type PersonAsked = 'approve' | 'task-done' | 'acknowledge-risk';

export interface StepProgress {
  readonly stepId: string;
  readonly state: StepState;
  readonly attempt: number;
  readonly startedAt: EpochMs | 'not-yet';
  readonly endedAt: EpochMs | 'not-yet';
  /** What it did, found or waits for; one sentence. */
  readonly sentence: string;
  readonly calls: readonly CallRecord[];
  /** Of `fence-writer`. */
  readonly fence?: FenceResult;
  /** It is done as far as it can be, and what it is for was not seen to be so; its sentence says what is missing. */
  readonly isUnproven?: true;
  /** What a person must do for it to go on, while it is `waiting`. */
  readonly waitsFor?: PersonAsked;
  /** Who agreed to what it is to delete; of `clean-up`, for the attempt that follows. */
  readonly agreedBy?: string;
  readonly skippedBecause?: string;
}

/** One sentence of the timeline. */
export interface TimelineEntry {
  readonly number: number;
  readonly at: EpochMs;
  readonly sentence: string;
  readonly by: string;
  readonly stepId: string | 'none';
}

export const recoveryPhases = ['detect', 'decide', 'execute', 'verify', 'propagate'] as const;
export type RecoveryPhase = (typeof recoveryPhases)[number];

/** The RTO clock: from the first user-path failure that persists to proven service (see design of the figures). */
export interface RecoveryClock {
  /** First user-path failure that persisted; `none` where users never noticed. */
  readonly impactAt: EpochMs | 'none';
  readonly phases: readonly {
    readonly phase: RecoveryPhase;
    /** `unknown`: nobody measured it; a gap, never zero. */
    readonly from: EpochMs | 'not-yet' | 'unknown';
    readonly to: EpochMs | 'not-yet' | 'unknown';
  }[];
  /** Start of the first three minutes with at least 95 % of the baseline served, once the proof has passed. */
  readonly recoveredAt: EpochMs | 'not-yet';
  readonly actualSeconds: Seconds | 'not-yet';
  readonly objectiveSeconds: Seconds | 'none';
}

/** What is true now, read from evidence and never from the plan. */
export interface CurrentFacts {
  readonly traffic: string;
  readonly writers: string;
  readonly data: string;
  readonly readAt: EpochMs;
}

export const executionVerbs = [
  'approve',
  'decline',
  'pause',
  'resume',
  'retry-step',
  'skip-step',
  'cancel',
  'escalate',
  'make-graceful',
  'acknowledge-risk',
  'task-done',
] as const;
/** What people may do to a run; which of them may be done now is the run's to say. */
export type ExecutionVerb = (typeof executionVerbs)[number];

export interface Approval {
  readonly state: 'not-needed' | 'waiting' | 'given' | 'declined' | 'expired';
  /** SHA-256 of plan version, route, mode, figures and overrides: what exactly was approved. */
  readonly boundTo: string;
  readonly by: string | 'nobody';
  readonly at: EpochMs | 'not-yet';
  readonly expiresAt: EpochMs | 'never';
}

/** One run of one plan version. */
export interface Execution {
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly planId: string;
  readonly planVersion: string;
  readonly action: PlanAction;
  readonly mode: PlanMode;
  readonly source: RegionCode;
  readonly target: RegionCode;
  /** The route as it was when the run began; later changes of the plan do not touch it. */
  readonly route: PlanRoute;
  /** Changes nothing and calls nothing that does. */
  readonly dryRun: boolean;
  /** For practice; its results are kept apart from real ones. */
  readonly drill: boolean;
  readonly state: ExecutionState;
  readonly stateSince: EpochMs;
  readonly startedBy: string;
  readonly reason: string;
  readonly createdAt: EpochMs;
  readonly endedAt: EpochMs | 'not-yet';
  readonly approval: Approval;
  readonly losses: readonly StoreLoss[];
  readonly estimate: RecoveryTimeEstimate;
  readonly overridden: readonly (Blocker & { readonly reason: string; readonly by: string })[];
  readonly steps: readonly StepProgress[];
  readonly timeline: readonly TimelineEntry[];
  readonly clock: RecoveryClock;
  readonly facts: CurrentFacts | 'not-read-yet';
  /** The engine that drives it. */
  readonly driver: string | 'none';
  readonly allowedNow: readonly { readonly verb: ExecutionVerb; readonly stepId: string | 'none' }[];
}

/** A gate that a person goes on in spite of: that one, about that, and no other of its code. */
export interface GateOverride {
  readonly code: string;
  readonly about?: string | undefined;
  readonly reason: string;
}

/** The command that starts a run, as the person saw it. */
export interface StartRequest {
  readonly workloadId: WorkloadId;
  readonly planId: string;
  readonly planVersion: string;
  readonly mode: PlanMode;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly dryRun: boolean;
  readonly drill: boolean;
  readonly reason: string;
  /** At-most figures the person acknowledged, by store; needed where something would be lost. */
  readonly acknowledgedLoss: Readonly<Record<string, Seconds | 'unknown'>>;
  readonly overrides: readonly GateOverride[];
}
