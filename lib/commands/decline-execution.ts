import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, reason });

/** Declines, as a second person, what somebody else has begun: the run is cancelled before anything was changed. */
export function declineExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'decline-execution',
      permission: 'approve-execution',
      schema,
      toEvent: ({ reason: why }, { name }) => ({ kind: 'decline', by: name, reason: why }),
    },
    actor,
    input,
  );
}
