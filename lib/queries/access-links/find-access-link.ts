import 'server-only';
import { hashAccessLinkToken, isAccessLinkToken } from '@/lib/access/access-link-token';
import type { Actor } from '@/lib/access/actor';
import { mayStill } from '@/lib/access/session-token';
import { webAccess } from '@/lib/access/web-access';
import { type AccessLink, type AccessLinkState, judgeAccessLink } from '@/lib/domain/access-links/access-link';
import { findAccessLinkByHash, noteAccessLinkUse, type StoredAccessLink } from '@/lib/persistence/access-links';
import type { Store } from '@/lib/persistence/store';
import { webStore } from '../web-store';
import { toKnownRole } from './known-role';

/**
 * What a token stands for. Only an open link says more than how it ended; one that was revoked, one whose maker lost the
 * right and one that never was are the same to whoever holds the token.
 */
export type FoundAccessLink =
  | { readonly state: 'open'; readonly link: AccessLink; readonly readAt: number }
  | { readonly state: 'expired' }
  | { readonly state: 'unknown' };

/** Finds the read-only link of a token. Fails when the store cannot be reached: then nobody knows how it stands. */
export function findAccessLinkOf(token: string): Promise<FoundAccessLink> {
  return findAccessLinkFrom(webStore(), token);
}

/** The same from a given store. */
export async function findAccessLinkFrom(store: Store, token: string): Promise<FoundAccessLink> {
  if (!isAccessLinkToken(token)) return { state: 'unknown' };
  const stored = await findAccessLinkByHash(store, hashAccessLinkToken(token));
  if (stored === 'not-found') return { state: 'unknown' };
  const state = judgeStored(stored);
  if (state === 'expired') return { state };
  return state === 'open' ? { state, link: stored.link, readAt: stored.readAt } : { state: 'unknown' };
}

/** How a stored link stood when it was read, by the database's clock. */
export function judgeStored({ link, maker, readAt }: StoredAccessLink): AccessLinkState {
  const { accounts, oidc } = webAccess();
  const role = toKnownRole(maker.role);
  const stands = role !== 'none' && mayStill({ ...maker, role }, 'make-access-link', accounts, oidc);
  return judgeAccessLink(link, stands, readAt);
}

/** The actor that looks by an open link, with its use written down, to the minute. */
export async function lookBy({ link, readAt }: Extract<FoundAccessLink, { state: 'open' }>): Promise<Actor> {
  const { id, name, scope, lastUsedAt } = link;
  if (lastUsedAt === 'never' || readAt - lastUsedAt >= 60_000) await noteAccessLinkUse(webStore(), id);
  return { name: `link ${name}`, role: 'viewer', scope, subject: `access-link#${id}`, accessLinkId: id };
}
