import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, stepId: id, reason });

/** Has a step that failed, or whose outcome is not known, done again. */
export function retryStep(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'retry-step',
      permission: 'steer-execution',
      schema,
      toEvent: ({ stepId, reason: why }, { name }) => ({ kind: 'retry-step', by: name, stepId, reason: why }),
    },
    actor,
    input,
  );
}
