import type { Blocker } from '@/lib/domain/recovery/decision';
import type { ExecutionVerb } from '@/lib/domain/recovery/execution';

/** What the console answers to what a person asks: written down, or why not. */
export type CommandAnswer =
  | { readonly ok: true; readonly executionId: string }
  | { readonly ok: false; readonly message: string; readonly blockers?: readonly Blocker[] };

/** A server action. */
export type Command = (form: FormData) => Promise<CommandAnswer>;

/** What this person may do to runs; `not-allowed` where their role does not let them. */
export type RunCommands = Readonly<Record<ExecutionVerb, Command | 'not-allowed'>>;
