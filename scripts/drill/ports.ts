import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import type { Entity } from '@/lib/domain/entities';
import type { Decision } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { Prober } from '@/lib/probes';
import type { Journal } from './journal';

export type Account = 'operator' | 'approver';

/** The product as signed-in people have it: what they may read, and the commands they give. */
export interface Product {
  fleet(): Promise<readonly Entity[]>;
  decision(workloadId: string, source: string): Promise<Decision | 'not-found'>;
  /** Runs of a workload, the newest first. */
  executions(workloadId: string): Promise<readonly Execution[]>;
  execution(id: string): Promise<Execution | 'not-found'>;
  /** As operator. */
  start(input: Readonly<Record<string, unknown>>): Promise<ExecutionCommandResult>;
  steer(
    verb: string,
    executionId: string,
    input: Readonly<Record<string, unknown>>,
    as: Account,
  ): Promise<ExecutionCommandResult>;
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

export interface DrillPorts {
  readonly product: Product;
  readonly fleet: SimulatedFleet;
  readonly prober: Pick<Prober, 'writeTransaction' | 'readTransaction'>;
  readonly journal: Journal;
  /** A sentence for the person. */
  readonly say: (sentence: string) => void;
  readonly options: DrillOptions;
}

export interface DrillOptions {
  /** `none`: those of a protected tier that the region alone serves. */
  readonly workloads: readonly string[] | 'none';
  /** A person agrees in the browser; else the local account does. */
  readonly askApprover: boolean;
  /** Goes on in spite of gates that nothing but time clears. */
  readonly hurry: boolean;
  /** Fleet minutes after which a command no longer waits. */
  readonly waitMinutes: number;
}

/** Why a command ends without a verdict: 1 it could not be done, 2 it was asked for wrongly. */
export class DrillRefused extends Error {
  override readonly name = 'DrillRefused';
  constructor(
    sentence: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(sentence);
  }
}
