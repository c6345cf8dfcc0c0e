import type { RegionCode, WorkloadId } from '../fleet';
import type { Seconds } from '../time';
import type { StepFacts, StepSpec } from './step';

export const planActions = ['activate', 'deactivate', 'failback'] as const;
/**
 * ARC's verbs. `activate`: a standby takes over from the region being left; `deactivate`: one of several active regions
 * is taken out; `failback`: the return.
 */
export type PlanAction = (typeof planActions)[number];

export const planModes = ['graceful', 'ungraceful'] as const;
/** `graceful` loses nothing and needs a healthy source; `ungraceful` gives the source up. */
export type PlanMode = (typeof planModes)[number];

/** One step of a bound plan, with all that is known of it before it runs. */
export interface PlanStep {
  /** Unique within the plan and stable between versions where the step is the same, e.g. `promote-orders`. */
  readonly id: string;
  /** An imperative sentence without a full stop, e.g. `Promote orders in us-west-2`. */
  readonly title: string;
  readonly spec: StepSpec;
  readonly facts: StepFacts;
  /** Fleet seconds after which it counts as failed. */
  readonly timeoutSeconds: Seconds;
  /** Modes it is part of. */
  readonly modes: readonly PlanMode[];
  /**
   * Ids of steps that must have ended before; those that are not part of the mode are left out. Steps without an order
   * between them may run at the same time.
   */
  readonly after: readonly string[];
  /** A step of recovery that phases of the RTO clock are counted by. */
  readonly phase: 'decide' | 'execute' | 'verify' | 'propagate';
  /** Why a rule of the linter does not hold it up; absent where none needs to be waived. */
  readonly waiver?: { readonly rule: string; readonly reason: string };
}

export interface Workflow {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly PlanStep[];
}

/** A plan bound to the region being left and the one that takes over; several regions make several routes. */
export interface PlanRoute {
  /** The region being left, or returned from. */
  readonly source: RegionCode;
  /** The region that takes over; for `deactivate` the survivor that takes the largest share. */
  readonly target: RegionCode;
  /**
   * Ids of stores whose copy at the target the graceful way builds anew and promotes only once all has arrived that was
   * written, so that it need not be there before and loses nothing; absent where there are none.
   */
  readonly rebuilds?: readonly string[];
  readonly workflows: readonly Workflow[];
}

/** A plan of a workload in one version. */
export interface RecoveryPlan {
  /** `${workloadId}/${action}` for a generated one. */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly name: string;
  readonly action: PlanAction;
  readonly origin: 'generated' | 'fleet-file';
  /** Modes it can be started in. */
  readonly modes: readonly PlanMode[];
  /** SHA-256 over everything that decides what a run does; two plans with the same one do the same. */
  readonly version: string;
  readonly routes: readonly PlanRoute[];
  /** What the linter holds against it; a plan with an error cannot be run. */
  readonly lint: readonly PlanProblem[];
}

export interface PlanProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong and how to mend it, one sentence. */
  readonly sentence: string;
  readonly stepId: string | 'plan';
}
