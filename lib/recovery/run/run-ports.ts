import type { AwsEdge } from '@/lib/aws';
import type { EpochMs } from '@/lib/domain/time';
import type { Store } from '@/lib/persistence/store';
import type { Prober } from '@/lib/probes';
import type { StepLimits } from '../steps/step-kind';

/** Fleet time as it passes. */
export interface RunClock {
  now(): EpochMs;
  /** Wall milliseconds that `fleetMs` of fleet time take. */
  toWallMs(fleetMs: number): number;
}

/** Where runs say what happened: structured, one event a line. */
export interface RunLog {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
}

/** Everything outside that a run uses. */
export interface RunPorts {
  readonly store: Store;
  readonly edge: AwsEdge;
  readonly prober: Prober;
  readonly clock: RunClock;
  readonly log: RunLog;
  /** Name of this engine among those that share the store; stable over restarts. */
  readonly engineId: string;
  /** Aborts when the engine stops. */
  readonly stopping: AbortSignal;
  /** Default: the usual ones. */
  readonly limits?: StepLimits;
}
