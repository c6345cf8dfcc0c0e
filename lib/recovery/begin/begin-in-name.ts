import { type Actor, subjectOf } from '@/lib/access/actor';
import { hasPermission } from '@/lib/access/permissions';
import { acceptedAct } from '@/lib/audit/build-audit-entry';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from '@/lib/domain/recovery/command-result';
import type { EpochMs } from '@/lib/domain/time';
import { appendAudit } from '@/lib/persistence/audit';
import { acceptCommand, findCommand } from '@/lib/persistence/recovery-commands';
import type { Store } from '@/lib/persistence/store';
import { inTransaction, type StoreTransaction } from '@/lib/persistence/transaction';
import { hashOf } from '../rules/plan-version';
import { type PreparedStart, prepareStart, type StartInput } from './prepare-start';

const verb = 'start-execution';

export interface NamedStart {
  /** The person whose act it is. */
  readonly actor: Actor;
  readonly input: StartInput;
  /** Unique for the intent: given again it begins nothing anew. */
  readonly key: string;
  /** Who does it in their name, for the audit trail, e.g. `drill 1a2b3c4d`. */
  readonly through: string;
}

/**
 * Begins a run in the name of a person who is not at the console now, by the same judgement and the same records as a start
 * of their own: command, audit entry and run in one transaction. A refusal is for whoever asks to keep; it is asked again
 * every second, and is no entry of the audit trail.
 */
export async function beginInName(store: Store, start: NamedStart, now: EpochMs): Promise<ExecutionCommandResult> {
  const { actor, input, key } = start;
  if (!hasPermission(actor.role, verb)) return refuse('not-allowed', `The role ${actor.role} may not begin runs.`);
  const known = await findCommand(store.db, key);
  if (known !== 'not-found') return { ok: true, executionId: known.executionId };
  const prepared = await prepareStart(store, input, actor, now);
  if (!prepared.ok) return prepared;
  return inTransaction(store, (tx) => write(tx, start, prepared, now)).catch((error: unknown) => {
    if (error instanceof Withdrawn) return error.refusal;
    throw error;
  });
}

/** Ends a transaction that must not be committed. */
class Withdrawn extends Error {
  override readonly name = 'Withdrawn';
  constructor(readonly refusal: CommandRefusal) {
    super(refusal.message);
  }
}

async function write(
  tx: StoreTransaction,
  { actor, input, key, through }: NamedStart,
  { executionId, details, write: insert }: PreparedStart,
  now: EpochMs,
): Promise<ExecutionCommandResult> {
  const accepted = await acceptCommand(tx, {
    id: key,
    verb,
    executionId,
    stepId: 'none',
    actor: actor.name,
    subject: subjectOf(actor),
    role: actor.role,
    fingerprint: hashOf({ verb, subject: subjectOf(actor), asked: input }),
    event: null,
    state: 'accepted',
    acceptedMs: now,
  });
  // Another engine was quicker with the same key.
  if (accepted.state === 'known') return { ok: true, executionId: accepted.command.executionId };
  const target = `${input.planId} ${input.source}>${input.target}`;
  const more = { ...details, drill: input.drill, executionId, through };
  await appendAudit(tx, acceptedAct({ actor, action: verb, target, at: now, details: more }));
  const inserted = await insert(tx);
  if (inserted !== 'written') throw new Withdrawn(inserted);
  return { ok: true, executionId };
}
