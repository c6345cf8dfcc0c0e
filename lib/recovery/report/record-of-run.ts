import type { TimelineEvent } from '@/lib/domain/events/event';
import type { AccountId } from '@/lib/domain/fleet';
import type { Drill } from '@/lib/domain/recovery/drill';
import type { CallRecord, Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs, Seconds } from '@/lib/domain/time';

/** A line of the audit trail about a run. */
export interface AuditLine {
  readonly number: number;
  readonly atMs: EpochMs;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** An attempt of a step, with the calls it made. */
export interface AttemptRecord {
  readonly stepId: string;
  readonly attempt: number;
  readonly calls: readonly CallRecord[];
}

/** Everything a report is made of, as it is on record. */
export interface RecordOfRun {
  readonly execution: Execution;
  readonly accountId: AccountId;
  /** `unknown` where the fleet does not name the workload any more. */
  readonly workload: { readonly name: string; readonly rpoSeconds: Seconds | 'none' } | 'unknown';
  readonly attempts: readonly AttemptRecord[];
  readonly audit: readonly AuditLine[];
  readonly alarms: {
    readonly recordedSince: EpochMs | 'never';
    readonly isCutOff: boolean;
    readonly events: readonly TimelineEvent[];
  };
  /** The drill that moved the workload by this run. */
  readonly drill: Drill | 'none';
  readonly simulated: boolean;
}
