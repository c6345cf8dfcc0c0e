import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, reason });

/** Ends a run at once. What it did is not undone; what was under way is left in doubt, for the record. */
export function cancelExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'cancel-execution',
      permission: 'steer-execution',
      schema,
      toEvent: ({ reason: why }, { name }) => ({ kind: 'cancel', by: name, reason: why }),
    },
    actor,
    input,
  );
}
