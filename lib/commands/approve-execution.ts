import 'server-only';
import { z } from 'zod';
import { type Actor, subjectOf } from '@/lib/access/actor';
import type { StoredExecution } from '@/lib/persistence/executions';
import type { PersonEvent } from '@/lib/recovery/rules/execution/events';
import { id, idempotencyKey } from './command-input';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { steerExecution } from './steer-execution';

const schema = z.object({
  idempotencyKey,
  executionId: id,
  /** What exactly the person saw and agrees to: `approval.boundTo` of the run. */
  boundTo: id,
  /** The version of the plan the person saw. */
  planVersion: id,
  reason: z.string().trim().max(500).default(''),
});

/**
 * Agrees, as a second person, to exactly what was seen: plan version, regions, mode, figures and overrides. Whoever
 * began the run may not, under whichever name and role they are signed in now.
 */
export function approveExecution(actor: Actor | 'nobody', input: unknown): Promise<ExecutionCommandResult> {
  return steerExecution(
    { verb: 'approve-execution', permission: 'approve-execution', schema, toEvent: toApproval },
    actor,
    input,
  );
}

function toApproval(
  { boundTo, planVersion }: z.output<typeof schema>,
  actor: Actor,
  { startedBy, startedBySubject, document }: StoredExecution,
): PersonEvent | CommandRefusal {
  if (actor.name === startedBy || subjectOf(actor) === startedBySubject) {
    return refuse('same-person', `${startedBy} began this run: somebody else must agree to it.`);
  }
  if (planVersion !== document.planVersion || boundTo !== document.approval.boundTo) {
    return refuse('stale', 'What you saw is not what would be run now. Look at the plan and the figures again.');
  }
  return { kind: 'approve', by: actor.name, boundTo };
}
