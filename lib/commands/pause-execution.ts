import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, reason });

/** Pauses a run between steps: what is under way ends, and nothing new begins. */
export function pauseExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'pause-execution',
      permission: 'steer-execution',
      schema,
      toEvent: ({ reason: why }, { name }) => ({ kind: 'pause', by: name, reason: why }),
    },
    actor,
    input,
  );
}
