import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id });

/** Lets a paused run go on. */
export function resumeExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'resume-execution',
      permission: 'steer-execution',
      schema,
      toEvent: (_input, { name }) => ({ kind: 'resume', by: name }),
    },
    actor,
    input,
  );
}
