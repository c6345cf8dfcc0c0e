import 'server-only';
import type { z } from 'zod';
import { type Actor, subjectOf } from '@/lib/access/actor';
import { AccessRefused, type Permission, requirePermission, whoMay } from '@/lib/access/permissions';
import { acceptedAct, refusedAct } from '@/lib/audit/build-audit-entry';
import type { EpochMs } from '@/lib/domain/time';
import { appendAudit } from '@/lib/persistence/audit';
import { acceptCommand, findCommand, type NewCommand, type RecoveryCommand } from '@/lib/persistence/recovery-commands';
import { inTransaction, type StoreTransaction } from '@/lib/persistence/transaction';
import { fleetNow } from '@/lib/queries/fleet-clock';
import { webStore } from '@/lib/queries/web-store';
import { hashOf } from '@/lib/recovery/rules/plan-version';
import { type CommandRefusal, type ExecutionCommandResult, refuse } from './command-result';

/** A command as its verb describes it. */
export interface CommandKind<Input extends { readonly idempotencyKey: string }> {
  readonly verb: string;
  readonly permission: Permission;
  readonly schema: z.ZodType<Input>;
  /** What it is done to, for the audit trail. */
  readonly targetOf: (input: Input) => string;
  /** What is on record of it however it ends, e.g. that it was a drill. */
  readonly toldOf?: (input: Input) => Readonly<Record<string, string | boolean | undefined>>;
  /** Judges it with everything as it is now: what is to be written, or why not. */
  readonly decide: (input: Input, actor: Actor, now: EpochMs) => Promise<Accepted | CommandRefusal>;
}

/** What is written when nothing stands in the way. */
export interface Accepted {
  readonly ok: true;
  /** `none` of what is no run. */
  readonly executionId: string | 'none';
  readonly stepId?: string;
  /** Nothing is left for an engine to do. */
  readonly isDone?: true;
  /** What the state machine of the run is told. */
  readonly event?: NewCommand['event'];
  /** For the audit trail. */
  readonly details?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** What else is written in the same transaction; may still refuse, and then nothing is. */
  readonly write?: (tx: StoreTransaction) => Promise<'written' | CommandRefusal>;
}

/**
 * The one way in which people act on runs: authorise, parse, decide with what is true now, then write the command and
 * its audit entry in one transaction. A refusal is a value with a sentence, and is audited too. The same key asked twice
 * is the same command and is answered alike; nothing is done twice.
 */
export async function issueCommand<Input extends { readonly idempotencyKey: string }>(
  kind: CommandKind<Input>,
  given: Actor | 'nobody',
  raw: unknown,
): Promise<ExecutionCommandResult> {
  let actor: Actor;
  try {
    actor = requirePermission(given, kind.permission);
  } catch (error) {
    if (error instanceof AccessRefused) return refuseAccess(kind, given, raw);
    throw error;
  }
  const parsed = kind.schema.safeParse(raw);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'all of it'))].join(', ');
    return refuse('malformed', `The request could not be read (${fields}). Reload the page and try again.`);
  }
  return issue(kind, actor, parsed.data);
}

async function issue<Input extends { readonly idempotencyKey: string }>(
  kind: CommandKind<Input>,
  actor: Actor,
  input: Input,
): Promise<ExecutionCommandResult> {
  const { idempotencyKey, ...asked } = input;
  const fingerprint = hashOf({ verb: kind.verb, subject: subjectOf(actor), asked });
  const known = await findCommand(webStore().db, idempotencyKey);
  if (known !== 'not-found') return answerAgain(known, fingerprint);
  const now = fleetNow();
  const told = kind.toldOf?.(input) ?? {};
  const act = { actor, action: kind.verb, target: kind.targetOf(input), at: now, details: told };
  const decided = await kind.decide(input, actor, now);
  if (!decided.ok) {
    // The same form may have been quicker: then what stands in the way is its own doing.
    const meanwhile = await findCommand(webStore().db, idempotencyKey);
    return meanwhile === 'not-found' ? recordRefusal(act, decided) : answerAgain(meanwhile, fingerprint);
  }
  const { executionId, stepId = 'none', event = null, details, isDone = false } = decided;
  return inTransaction(webStore(), async (tx): Promise<ExecutionCommandResult> => {
    const accepted = await acceptCommand(tx, {
      id: idempotencyKey,
      verb: kind.verb,
      executionId,
      stepId,
      actor: actor.name,
      subject: subjectOf(actor),
      role: actor.role,
      fingerprint,
      event,
      state: isDone ? 'done' : 'accepted',
      acceptedMs: now,
    });
    // Somebody was quicker with the same key.
    if (accepted.state === 'known') return answerAgain(accepted.command, fingerprint);
    // Drivers write in this order too: the audit trail, then the run, then the stream.
    await appendAudit(tx, acceptedAct({ ...act, details: { ...told, ...details, executionId, step: stepId } }));
    const more = (await decided.write?.(tx)) ?? 'written';
    if (more !== 'written') throw new Withdrawn(more);
    return { ok: true, executionId };
  }).catch((error: unknown) => {
    if (error instanceof Withdrawn) return recordRefusal(act, error.refusal);
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

function answerAgain(command: RecoveryCommand, fingerprint: string): ExecutionCommandResult {
  if (command.fingerprint !== fingerprint) {
    return refuse('key-used', 'This form was used for something else already. Reload the page and try again.');
  }
  if (command.state === 'refused') return refuse('not-now', `${command.reason}.`);
  return { ok: true, executionId: command.executionId };
}

type Act = Parameters<typeof refusedAct>[0];

async function recordRefusal(act: Act, refusal: CommandRefusal): Promise<CommandRefusal> {
  const blockers = refusal.blockers?.map(({ code }) => code).join(', ');
  const entry = refusedAct({ ...act, details: { ...act.details, code: refusal.code, blockers } }, refusal.message);
  await inTransaction(webStore(), (tx) => appendAudit(tx, entry));
  return refusal;
}

async function refuseAccess<Input extends { readonly idempotencyKey: string }>(
  kind: CommandKind<Input>,
  actor: Actor | 'nobody',
  raw: unknown,
): Promise<CommandRefusal> {
  if (actor === 'nobody') return refuse('not-signed-in', 'Your session has ended. Sign in again.');
  const parsed = kind.schema.safeParse(raw);
  const target = parsed.success ? kind.targetOf(parsed.data) : 'unreadable';
  const words = `The role ${actor.role} may not ${kind.verb.replaceAll('-', ' ')}. Ask an ${whoMay(kind.permission)}.`;
  return recordRefusal({ actor, action: kind.verb, target, at: fleetNow() }, refuse('not-allowed', words));
}
