import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { WorkloadId } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import {
  findExecution,
  readAntiFlapClearances,
  readExecutions as readStored,
  type StoredExecution,
} from '@/lib/persistence/executions';
import { readCommands } from '@/lib/persistence/recovery-commands';
import { readAttempts, type StepAttempt } from '@/lib/persistence/step-attempts';
import { webStore } from './web-store';

/** A person's word that a run may be followed by another one before its anti-flap window ends. */
export interface AntiFlapClearance {
  readonly actor: string;
  readonly reason: string;
  readonly at: EpochMs;
}

export interface ExecutionReading {
  readonly execution: Execution;
  readonly antiFlapClearedBy: AntiFlapClearance | 'nobody';
}

/** What a person asked of a run, and what became of it. */
export interface ExecutionCommand {
  readonly id: string;
  readonly verb: string;
  readonly stepId: string | 'none';
  readonly by: string;
  readonly role: string;
  readonly acceptedAt: EpochMs;
  /** `accepted`: written down, and no engine has carried it out yet. */
  readonly state: 'accepted' | 'claimed' | 'done' | 'refused';
  /** Why it was refused; empty otherwise. */
  readonly reason: string;
}

/** Everything that is on record of one run. */
export interface ExecutionRecord extends ExecutionReading {
  readonly commands: readonly ExecutionCommand[];
  /** Every attempt of every step, with its calls. */
  readonly attempts: readonly StepAttempt[];
}

export interface ExecutionsRange {
  /** Created at or after; live ones always count. Fleet milliseconds. */
  readonly since?: EpochMs;
}

/** Runs within the actor's scope, newest first, 500 at most. Throws AccessRefused; fails without the store. */
export async function readExecutions(
  actor: Actor | 'nobody',
  range: ExecutionsRange = {},
  workloadId?: WorkloadId,
): Promise<readonly ExecutionReading[]> {
  const allowed = requirePermission(actor, 'read-fleet');
  const stored = await readStored(webStore(), { ...range, ...(workloadId === undefined ? {} : { workloadId }) });
  return withClearances(stored.filter((each) => isVisible(allowed, each)));
}

/**
 * One run with all that is on record of it; `not-found` where it is unknown or out of scope. Throws AccessRefused; fails
 * without the store.
 */
export async function readExecution(actor: Actor | 'nobody', id: string): Promise<ExecutionRecord | 'not-found'> {
  const allowed = requirePermission(actor, 'read-fleet');
  const store = webStore();
  const stored = await findExecution(store.db, id);
  if (stored === 'not-found' || !isVisible(allowed, stored)) return 'not-found';
  const [[reading], commands, attempts] = await Promise.all([
    withClearances([stored]),
    readCommands(store, id),
    readAttempts(store, id),
  ]);
  if (reading === undefined) return 'not-found';
  return {
    ...reading,
    attempts,
    commands: commands.map(({ id: key, verb, stepId, actor: by, role, acceptedMs, state, reason }) => ({
      id: key,
      verb,
      stepId,
      by,
      role,
      acceptedAt: acceptedMs,
      state,
      reason,
    })),
  };
}

async function withClearances(stored: readonly StoredExecution[]): Promise<readonly ExecutionReading[]> {
  const cleared = await readAntiFlapClearances(
    webStore(),
    stored.map(({ id }) => id),
  );
  return stored.map(({ id, document }) => {
    const word = cleared.find(({ executionId }) => executionId === id);
    const antiFlapClearedBy =
      word === undefined ? ('nobody' as const) : { actor: word.actor, reason: word.reason, at: word.atMs };
    return { execution: document, antiFlapClearedBy };
  });
}

function isVisible({ scope }: Actor, { accountId, workloadId }: StoredExecution): boolean {
  return isInScope(scope, { accountId, workloadId, region: 'none' });
}
