import 'server-only';
import { z } from 'zod';
import { type Actor, isInScope } from '@/lib/access/actor';
import { AccessRefused, requirePermission } from '@/lib/access/permissions';
import { acceptedAct, refusedAct } from '@/lib/audit/build-audit-entry';
import { acknowledgeFinding as recordAcknowledgement } from '@/lib/persistence/acknowledgements';
import { appendAudit } from '@/lib/persistence/audit';
import { readEntities } from '@/lib/persistence/entities';
import { inTransaction } from '@/lib/persistence/transaction';
import { fleetNow } from '@/lib/queries/fleet-clock';
import { webStore } from '@/lib/queries/web-store';

export type AcknowledgeResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'not-signed-in' | 'not-allowed' | 'malformed' | 'not-found' | 'changed';
      /** A sentence for the person who asked. */
      readonly message: string;
    };

const verb = 'acknowledge-finding';

const request = z.object({
  /** The longest name the path of a folder. */
  findingId: z.string().min(1).max(1200),
  /** The occurrence the person saw: fleet time in milliseconds at which it began. */
  since: z.coerce.number().int().nonnegative(),
  note: z.string().trim().max(500).default(''),
});

/**
 * Records that an operator has seen a finding. The acknowledgement belongs to the occurrence they saw: a finding that
 * began anew in the meantime is refused. Acts and audits in one transaction; a role without the permission is refused
 * with a sentence, and the refusal is audited too.
 */
export async function acknowledgeFinding(actor: Actor | 'nobody', input: unknown): Promise<AcknowledgeResult> {
  try {
    return await acknowledge(requirePermission(actor, 'acknowledge-finding'), input);
  } catch (error) {
    if (error instanceof AccessRefused) return refuseAccess(actor, input);
    throw error;
  }
}

async function acknowledge(actor: Actor, input: unknown): Promise<AcknowledgeResult> {
  const parsed = request.safeParse(input);
  if (!parsed.success) return refuse('malformed', 'The request could not be read. Reload the page and try again.');
  const { findingId, since, note } = parsed.data;
  const finding = await loadFinding(actor, findingId);
  if (finding === 'not-found') return refuse('not-found', 'This finding no longer stands.');
  if (finding.since !== since) return refuse('changed', 'This finding has begun anew since you saw it. Look again.');
  const at = fleetNow();
  await inTransaction(webStore(), async (tx) => {
    await recordAcknowledgement(tx, { findingId, since, actor: actor.name, at, note });
    const act = { actor, action: verb, target: findingId, at, details: { since, note } };
    await appendAudit(tx, acceptedAct(act));
  });
  return { ok: true };
}

async function loadFinding(actor: Actor, findingId: string): Promise<{ since: number } | 'not-found'> {
  const { entities } = await readEntities(webStore(), { kinds: ['finding'] });
  const stored = entities.find(({ entity, labels }) => entity.id === findingId && isInScope(actor.scope, labels));
  return stored?.entity.kind === 'finding' ? { since: stored.entity.since } : 'not-found';
}

async function refuseAccess(actor: Actor | 'nobody', input: unknown): Promise<AcknowledgeResult> {
  if (actor === 'nobody') return refuse('not-signed-in', 'Your session has ended. Sign in again.');
  const parsed = request.safeParse(input);
  const target = parsed.success ? parsed.data.findingId : 'unreadable';
  const act = { actor, action: verb, target, at: fleetNow() };
  await inTransaction(webStore(), (tx) => appendAudit(tx, refusedAct(act, 'role')));
  return refuse('not-allowed', `The role ${actor.role} may not acknowledge findings. Ask an operator.`);
}

function refuse(code: Extract<AcknowledgeResult, { ok: false }>['code'], message: string): AcknowledgeResult {
  return { ok: false, code, message };
}
