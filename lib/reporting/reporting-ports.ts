import type { Fleet } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import type { Store } from '@/lib/persistence/store';

/** What of the fleet file a report is made with; another file in use is another object. */
export type ReportedFleet = Pick<Fleet, 'name' | 'accounts' | 'budgets'>;

/** Everything outside that reporting uses. */
export interface ReportingPorts {
  readonly store: Store;
  /** Fleet time as it passes. */
  readonly clock: { now(): EpochMs };
  readonly log: {
    info(fields: object, sentence: string): void;
    warn(fields: object, sentence: string): void;
    error(fields: object, sentence: string): void;
  };
  /** Name of this engine among those that share the store. */
  readonly engineId: string;
  /** Aborts when the engine stops. */
  readonly stopping: AbortSignal;
  readonly fleet: () => ReportedFleet;
  /** Since when this engine runs, fleet time: what it has had no time to read yet has not failed to arrive. */
  readonly startedAt: EpochMs;
}
