import 'server-only';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { AccessRefused, requirePermission } from '@/lib/access/permissions';
import { acceptedAct, refusedAct } from '@/lib/audit/build-audit-entry';
import { type AccessLinkView, addressOf } from '@/lib/domain/access-links/access-link';
import { isWithin } from '@/lib/domain/scope';
import { findAccessLink, revokeAccessLink as recordRevocation } from '@/lib/persistence/access-links';
import { appendAudit } from '@/lib/persistence/audit';
import { inTransaction } from '@/lib/persistence/transaction';
import { toView } from '@/lib/queries/access-links/read-access-links';
import { fleetNow } from '@/lib/queries/fleet-clock';
import { webStore } from '@/lib/queries/web-store';
import { id } from './command-input';
import { type CommandRefusal, refuse } from './command-result';

export type RevokeAccessLinkResult = { readonly ok: true; readonly link: AccessLinkView } | CommandRefusal;

const verb = 'revoke-access-link';

const schema = z.object({ linkId: id });

/**
 * Ends a read-only link for good: every screen that looks by it is signed out at once. Acts and audits in one
 * transaction. A link that shows what the person may not see is not found by them.
 */
export async function revokeAccessLink(actor: Actor | 'nobody', input: unknown): Promise<RevokeAccessLinkResult> {
  try {
    return await revoke(requirePermission(actor, 'revoke-access-link'), input);
  } catch (error) {
    if (error instanceof AccessRefused) return refuseAccess(actor, input);
    throw error;
  }
}

async function revoke(actor: Actor, raw: unknown): Promise<RevokeAccessLinkResult> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) return refuse('malformed', 'The request could not be read. Reload the page and try again.');
  const { linkId } = parsed.data;
  const stored = await findAccessLink(webStore().db, linkId);
  if (stored === 'not-found' || !isWithin(stored.link.scope, actor.scope)) {
    return refuse('not-found', 'There is no such link. Reload the page.');
  }
  const { name, opened, madeBy } = stored.link;
  const details = { linkId, name, madeBy };
  return inTransaction(webStore(), async (tx): Promise<RevokeAccessLinkResult> => {
    const told = { actor, action: verb, target: addressOf(opened), at: fleetNow(), details };
    const revoked = await recordRevocation(tx, linkId, actor.name);
    if (revoked === 'not-open') {
      const words = 'The link has ended already: it was revoked or has expired. Nothing is opened by it.';
      await appendAudit(tx, refusedAct(told, words));
      return refuse('not-now', words);
    }
    await appendAudit(tx, acceptedAct(told));
    return { ok: true, link: toView(revoked) };
  });
}

async function refuseAccess(actor: Actor | 'nobody', input: unknown): Promise<CommandRefusal> {
  if (actor === 'nobody') return refuse('not-signed-in', 'Your session has ended. Sign in again.');
  const parsed = schema.safeParse(input);
  const target = parsed.success ? `access link ${parsed.data.linkId}` : 'unreadable';
  const words = 'Read-only links are revoked by operators and approvers. Ask one.';
  const entry = refusedAct({ actor, action: verb, target, at: fleetNow() }, words);
  await inTransaction(webStore(), (tx) => appendAudit(tx, entry));
  return refuse('not-allowed', words);
}
