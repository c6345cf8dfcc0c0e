import type { RecoveryTimeEstimate, StoreLoss } from '@/lib/domain/recovery/decision';
import type {
  CallRecord,
  CurrentFacts,
  Execution,
  FenceResult,
  PersonAsked,
  RecoveryClock,
} from '@/lib/domain/recovery/execution';

/** What a person did. `by` is the person's name as the audit has it; who may do what is checked before. */
export type PersonEvent =
  | { readonly kind: 'approve'; readonly by: string; readonly boundTo: string }
  | { readonly kind: 'decline'; readonly by: string; readonly reason: string }
  | { readonly kind: 'pause'; readonly by: string; readonly reason: string }
  | { readonly kind: 'resume'; readonly by: string }
  | { readonly kind: 'retry-step'; readonly by: string; readonly stepId: string; readonly reason: string }
  | { readonly kind: 'skip-step'; readonly by: string; readonly stepId: string; readonly reason: string }
  | { readonly kind: 'cancel'; readonly by: string; readonly reason: string }
  | ModeChange
  | { readonly kind: 'acknowledge-risk'; readonly by: string; readonly stepId: string; readonly reason: string }
  | { readonly kind: 'task-done'; readonly by: string; readonly stepId: string; readonly note: string };

/**
 * Gives the region being left up (`escalate`), or goes on gracefully after all. With the figures of now, which the person
 * saw and acknowledged, and what an approval of them is bound to.
 */
export interface ModeChange {
  readonly kind: 'escalate' | 'make-graceful';
  readonly by: string;
  readonly reason: string;
  readonly losses: readonly StoreLoss[];
  readonly estimate: RecoveryTimeEstimate;
  readonly boundTo: string;
  /** Gates gone on in spite of, those of the beginning included; absent where those stay as they are. */
  readonly overridden?: Execution['overridden'];
}

/** What the engine that drives the run did, saw or found out. Each is written down before the next one begins. */
export type DriverEvent =
  | { readonly kind: 'claimed'; readonly driver: string }
  /** Before the effect. */
  | { readonly kind: 'step-started'; readonly stepId: string }
  | { readonly kind: 'step-called'; readonly stepId: string; readonly call: CallRecord }
  /** How far it is; `quiet` for what is true for a moment only and no part of the story. */
  | { readonly kind: 'step-noted'; readonly stepId: string; readonly sentence: string; readonly quiet?: true }
  | {
      readonly kind: 'step-waits';
      readonly stepId: string;
      readonly waitsFor: PersonAsked;
      readonly sentence: string;
      readonly fence?: FenceResult;
    }
  | {
      readonly kind: 'step-done';
      readonly stepId: string;
      readonly sentence: string;
      readonly fence?: FenceResult;
      /** What it is for was not seen to be so. */
      readonly isUnproven?: true;
    }
  | { readonly kind: 'step-failed'; readonly stepId: string; readonly sentence: string }
  /** Nobody knows whether it happened, and reading back did not tell either. */
  | { readonly kind: 'step-unknown'; readonly stepId: string; readonly sentence: string }
  | {
      readonly kind: 'step-read-back';
      readonly stepId: string;
      readonly verdict: 'happened' | 'under-way' | 'did-not-happen' | 'unknown';
      readonly sentence: string;
    }
  /** Time passed: limits and approvals end by it. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'clock-read'; readonly clock: RecoveryClock }
  | { readonly kind: 'facts-read'; readonly facts: CurrentFacts }
  /** It cannot be driven any further, e.g. because what was written down contradicts itself. */
  | { readonly kind: 'gave-up'; readonly because: string };

export type ExecutionEvent = PersonEvent | DriverEvent;

export type Advanced =
  | { readonly state: 'advanced'; readonly execution: Execution }
  /** Nothing changed; one sentence for the person or the log. */
  | { readonly state: 'refused'; readonly because: string };
