import type { AccountId, RegionCode, WorkloadId } from '../../fleet';
import type { StoreLoss } from '../../recovery/decision';
import type {
  Approval,
  CallRecord,
  Execution,
  ExecutionState,
  FenceResult,
  RecoveryPhase,
  StepState,
} from '../../recovery/execution';
import type { PlanAction, PlanMode } from '../../recovery/plan';
import type { Seconds } from '../../time';
import type { Severity } from '../../vocabulary';
import type { Basis, Figure, Moment, Period } from '../figure';

/** Names what the members below mean; another meaning is another number. */
export const recoveryReportFormat = 'antipode-recovery-report/1';

/**
 * What is on record of a run that has ended. Everything in it comes from what was journaled while it ran; it says nothing
 * of what became of the fleet after its period, so that it stays true as it is.
 */
export interface RecoveryReport {
  readonly format: typeof recoveryReportFormat;
  /** Counts from 1; a later one was made because something in the record of the period was known only afterwards. */
  readonly edition: number;
  readonly restates:
    | { readonly edition: number; readonly sha256: string; readonly sections: readonly string[] }
    | 'nothing';
  readonly simulated: boolean;
  /** When it was made, by the fleet's clock. */
  readonly asOf: Moment;
  /** From the impact, or from when the run was begun where users noticed nothing, to its end. */
  readonly period: Period;
  readonly run: ReportedRun;
  readonly recoveryTime: RecoveryTime;
  readonly recoveryPoint: RecoveryPoint;
  readonly approvals: Approvals;
  readonly steps: ReportedSteps;
  readonly calls: readonly ReportedCall[];
  readonly timeline: readonly TimelineLine[];
  readonly alarms: AlarmRecord;
  /** Where users, writers and data were when it ended, as it was last read. */
  readonly facts:
    | { readonly traffic: string; readonly writers: string; readonly data: string; readonly readAt: Moment }
    | 'not-read';
  readonly exceptions: readonly string[];
  readonly nextActions: readonly string[];
}

export interface ReportedRun {
  readonly id: string;
  readonly workloadId: WorkloadId;
  /** As the fleet called it when the report was made; the id where the fleet does not name it any more. */
  readonly workloadName: string;
  readonly accountId: AccountId;
  readonly planId: string;
  readonly planVersion: string;
  readonly action: PlanAction;
  readonly mode: PlanMode;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly dryRun: boolean;
  readonly drill: boolean;
  readonly state: ExecutionState;
  /** The state in words. */
  readonly outcome: string;
  readonly startedBy: string;
  readonly reason: string;
  readonly createdAt: Moment;
  readonly endedAt: Moment;
}

export type RecoveryTimeVerdict = 'within' | 'breached' | 'not-proven' | 'no-outage' | 'no-objective';

export interface RecoveryTime {
  readonly actual: Figure;
  readonly objectiveSeconds: Seconds | 'none';
  readonly verdict: RecoveryTimeVerdict;
  /** Phases may overlap, so that they are not added up to the whole. */
  readonly phases: readonly {
    readonly phase: RecoveryPhase;
    readonly state: 'done' | 'gap' | 'not-part';
    readonly length: Figure;
  }[];
  /** What was expected before it began; apart from what was measured. */
  readonly expected: { readonly usual: Figure; readonly slow: Figure; readonly undecided: readonly string[] };
}

export interface RecoveryPoint {
  /** `unknown` where the fleet does not name the workload any more. */
  readonly objectiveSeconds: Seconds | 'none' | 'unknown';
  readonly stores: readonly {
    readonly storeId: string;
    readonly fate: StoreLoss['fate'];
    /** It can be filled anew from elsewhere. */
    readonly rebuildable: boolean;
    readonly measured: Figure;
    readonly atMost: Figure;
    readonly atMostWrites: number | 'unknown';
  }[];
  /** Writes that were counted as lost after the run; only a drill counts them. */
  readonly counted:
    | { readonly state: 'counted'; readonly lostWrites: number; readonly writes: number; readonly drillId: string }
    | { readonly state: 'not-counted'; readonly because: string };
}

export interface Approvals {
  readonly approval: {
    readonly state: Approval['state'];
    readonly boundTo: string;
    readonly by: string | 'nobody';
    readonly at: Moment | 'not-yet';
  };
  /** Gates that somebody went on in spite of. */
  readonly overridden: readonly {
    readonly code: string;
    readonly sentence: string;
    readonly by: string;
    readonly reason: string;
  }[];
  /** What people asked of the run, by the audit trail, with the number of its line. */
  readonly acts: readonly {
    readonly line: number;
    readonly at: Moment;
    readonly actor: string;
    readonly role: string;
    readonly action: string;
    readonly outcome: 'accepted' | 'refused' | 'unknown';
    readonly reason: string;
  }[];
}

export interface ReportedSteps {
  /** What all of their lengths rest on. */
  readonly basis: Basis;
  readonly list: readonly {
    readonly number: number;
    readonly id: string;
    readonly title: string;
    readonly phase: string;
    readonly state: StepState;
    readonly isUnproven: boolean;
    readonly fence: FenceResult | 'none';
    readonly attempt: number;
    readonly startedAt: Moment | 'not-yet';
    readonly endedAt: Moment | 'not-yet';
    readonly seconds: Seconds | 'not-measured';
    readonly sentence: string;
  }[];
}

export interface ReportedCall extends Omit<CallRecord, 'at' | 'touched' | 'before' | 'after'> {
  readonly at: Moment;
  readonly stepId: string;
  readonly attempt: number;
  /** `not-read` where nothing was read before or after. */
  readonly before: string | 'not-read';
  readonly after: string | 'not-read';
}

export interface TimelineLine {
  readonly number: number;
  readonly at: Moment;
  readonly sentence: string;
  readonly by: string;
  readonly stepId: string | 'none';
}

export interface AlarmRecord {
  readonly period: Period;
  /** From when on alarms and AWS Health are on record at all. */
  readonly recordedSince: Moment | 'never';
  /** There were more than are listed. */
  readonly isCutOff: boolean;
  readonly events: readonly {
    readonly at: Moment;
    readonly begins: 'known' | 'seen-first';
    /** `after`: it stood when the period ended. */
    readonly until: Moment | 'after' | 'unknown' | 'moment';
    readonly kind: string;
    readonly severity: Severity;
    readonly region: RegionCode | 'none';
    readonly workloadId: WorkloadId | 'none';
    readonly sentence: string;
    readonly detail: string;
  }[];
}

/** A run that a report can be made of. */
export type EndedExecution = Execution & { readonly endedAt: number };
