import type { ExecutionCommandResult } from '@/lib/commands/command-result';
import type { DrillPorts, DrillProduct } from '@/lib/recovery/drill/ports';
import type { Journal } from './journal';

export type Account = 'operator' | 'approver';

/** The product as the signed-in people of the command have it: they give words to runs as well. */
export interface Product extends DrillProduct {
  steer(
    verb: string,
    executionId: string,
    input: Readonly<Record<string, unknown>>,
    as: Account,
  ): Promise<ExecutionCommandResult>;
}

/** What a command carries a drill out with. */
export interface CommandPorts extends DrillPorts {
  readonly product: Product;
  readonly journal: Journal;
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
