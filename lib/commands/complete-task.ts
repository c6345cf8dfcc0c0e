import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, stepId: id, note: z.string().trim().max(500).default('') });

/** Says that what a step asks a person to do is done. */
export function completeTask(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'complete-task',
      permission: 'steer-execution',
      schema,
      toEvent: ({ stepId, note }, { name }) => ({
        kind: 'task-done',
        by: name,
        stepId,
        note: note === '' ? 'no note' : note,
      }),
    },
    actor,
    input,
  );
}
