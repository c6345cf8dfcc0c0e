import type { Entity } from '@/lib/domain/entities';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { Prober } from '@/lib/probes';

/** What the product answers to who begins a run. */
export type StartAnswer =
  | { readonly ok: true; readonly executionId: string }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** The product as a drill has it: what may be read, and the beginning of runs in a person's name. */
export interface DrillProduct {
  fleet(): Promise<readonly Entity[]>;
  decision(workloadId: string, source: string): Promise<Decision | 'not-found'>;
  /** Runs of a workload, the newest first. */
  executions(workloadId: string): Promise<readonly Execution[]>;
  execution(id: string): Promise<Execution | 'not-found'>;
  /** As the operator whose drill it is. */
  start(input: Readonly<Record<string, unknown>>): Promise<StartAnswer>;
  /** Where a person sees the run. */
  addressOf(executionId: string): string;
}

/** The simulated fleet, by its control API. */
export interface SimulatedFleet {
  status(): Promise<FleetStatus>;
  /** Makes a region fail; when it began to, also where it has been failing already. */
  fail(region: string): Promise<EpochMs>;
  /** Ends every fault of a region; when it was ended. */
  heal(region: string): Promise<EpochMs>;
}

export interface FleetStatus {
  /** Fleet time. */
  readonly now: EpochMs;
  readonly regions: readonly { readonly code: string; readonly answers: boolean }[];
  /** Regions that fail, each since when. */
  readonly failing: readonly { readonly region: string; readonly since: EpochMs }[];
}

/** What a drill is carried out with, by a command or by an engine. */
export interface DrillPorts {
  readonly product: DrillProduct;
  readonly fleet: SimulatedFleet;
  readonly prober: Pick<Prober, 'writeTransaction' | 'readTransaction'>;
  /** A sentence for the person. */
  readonly say: (sentence: string) => void;
}

/** Why a drill does not go on: 1 it could not be done, 2 it was asked for wrongly. */
export class DrillRefused extends Error {
  override readonly name = 'DrillRefused';
  constructor(
    sentence: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(sentence);
  }
}
