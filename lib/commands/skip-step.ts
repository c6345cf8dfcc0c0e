import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, stepId: id, reason });

/** Leaves a step out, with a reason; the run can then only end with exceptions. */
export function skipStep(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'skip-step',
      permission: 'steer-execution',
      schema,
      toEvent: ({ stepId, reason: why }, { name }) => ({ kind: 'skip-step', by: name, stepId, reason: why }),
    },
    actor,
    input,
  );
}
