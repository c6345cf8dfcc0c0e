import 'server-only';
import { z } from 'zod';
import { type Actor, isInScope } from '@/lib/access/actor';
import { endedStates } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { findExecution, clearAntiFlap as recordClearance } from '@/lib/persistence/executions';
import { webStore } from '@/lib/queries/web-store';
import { id, idempotencyKey, reason } from './command-input';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { type Accepted, issueCommand } from './issue-command';

const schema = z.object({ idempotencyKey, executionId: id, reason });

/**
 * Allows another run of a workload before the anti-flap window of an earlier one has ended; nothing else ends it early.
 * The word is about that earlier run: a later one opens a window of its own.
 */
export function clearAntiFlap(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return issueCommand(
    {
      verb: 'clear-anti-flap',
      permission: 'clear-anti-flap',
      schema,
      targetOf: ({ executionId }) => executionId,
      decide: decideClearance,
    },
    actor,
    input,
  );
}

async function decideClearance(
  { executionId, reason: why }: z.output<typeof schema>,
  actor: Actor,
  now: EpochMs,
): Promise<Accepted | CommandRefusal> {
  const stored = await findExecution(webStore().db, executionId);
  if (stored === 'not-found') return refuse('not-found', 'There is no such run.');
  const { accountId, workloadId, state } = stored;
  if (!isInScope(actor.scope, { accountId, workloadId, region: 'none' })) {
    return refuse('not-found', 'There is no such run.');
  }
  if (!endedStates.includes(state)) return refuse('not-now', 'The run has not ended: it opens no window yet.');
  return {
    ok: true,
    isDone: true,
    executionId,
    details: { because: why },
    write: async (tx) => {
      await recordClearance(tx, { executionId, workloadId, actor: actor.name, reason: why, atMs: now });
      return 'written';
    },
  };
}
