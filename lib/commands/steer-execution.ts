import 'server-only';
import type { z } from 'zod';
import { type Actor, isInScope } from '@/lib/access/actor';
import type { Permission } from '@/lib/access/permissions';
import type { EpochMs } from '@/lib/domain/time';
import { findExecution, type StoredExecution } from '@/lib/persistence/executions';
import { webStore } from '@/lib/queries/web-store';
import { advance } from '@/lib/recovery/rules/execution/advance';
import type { PersonEvent } from '@/lib/recovery/rules/execution/events';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';
import { type Accepted, issueCommand } from './issue-command';

/** One of the things people do to a run that there is. */
export interface SteeringVerb<Input extends SteeringInput> {
  readonly verb: string;
  readonly permission: Permission;
  readonly schema: z.ZodType<Input>;
  /** What the state machine is told, or why it is not even asked. */
  readonly toEvent: (
    input: Input,
    actor: Actor,
    stored: StoredExecution,
    now: EpochMs,
  ) => PersonEvent | CommandRefusal | Promise<PersonEvent | CommandRefusal>;
}

export interface SteeringInput {
  readonly idempotencyKey: string;
  readonly executionId: string;
  readonly reason?: string;
}

/**
 * Writes down what a person does to a run, once the run's own state machine would have it: what it refuses now is
 * refused at once, in its words. The engine that drives the run asks it again before it carries it out.
 */
export function steerExecution<Input extends SteeringInput>(
  { verb, permission, schema, toEvent }: SteeringVerb<Input>,
  actor: Actor | 'nobody',
  raw: unknown,
): Promise<ExecutionCommandResult> {
  const decide = async (input: Input, person: Actor, now: EpochMs): Promise<Accepted | CommandRefusal> => {
    const stored = await findExecution(webStore().db, input.executionId);
    if (stored === 'not-found' || !isVisible(person, stored)) return refuse('not-found', 'There is no such run.');
    const event = await toEvent(input, person, stored, now);
    if ('ok' in event) return event;
    const advanced = advance(stored.document, event, now);
    if (advanced.state === 'refused') return refuse('not-now', `${advanced.because}.`);
    const stepId = 'stepId' in event ? event.stepId : 'none';
    const { drill } = stored.document;
    const details = { because: input.reason, ...(drill ? { drill } : {}) };
    return { ok: true, executionId: stored.id, stepId, event: { ...event }, details };
  };
  return issueCommand({ verb, permission, schema, targetOf: (input) => input.executionId, decide }, actor, raw);
}

function isVisible({ scope }: Actor, { accountId, workloadId }: StoredExecution): boolean {
  return isInScope(scope, { accountId, workloadId, region: 'none' });
}
