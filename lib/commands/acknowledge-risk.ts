import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { id, idempotencyKey, reason } from './command-input';
import type { ExecutionCommandResult } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({ idempotencyKey, executionId: id, stepId: id, reason });

/** Accepts the risk of two writers where a fence could not be proven, with a reason. */
export function acknowledgeRisk(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    {
      verb: 'acknowledge-risk',
      permission: 'steer-execution',
      schema,
      toEvent: ({ stepId, reason: why }, { name }) => ({ kind: 'acknowledge-risk', by: name, stepId, reason: why }),
    },
    actor,
    input,
  );
}
