import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { AccessLinkList, AccessLinkView } from '@/lib/domain/access-links/access-link';
import { isWithin } from '@/lib/domain/scope';
import { readAccessLinks as readStored, type StoredAccessLink } from '@/lib/persistence/access-links';
import { webStore } from '../web-store';
import { judgeStored } from './find-access-link';

/**
 * The read-only links that show nothing the actor may not see, open or ended within 30 days, the newest first. Throws
 * AccessRefused.
 */
export async function readAccessLinks(actor: Actor | 'nobody'): Promise<AccessLinkList> {
  const { scope } = requirePermission(actor, 'revoke-access-link');
  const stored = await readStored(webStore());
  const links = stored.filter(({ link }) => isWithin(link.scope, scope)).map(toView);
  // Links expire by the database's clock. Where there is none, nothing is measured by it.
  return { links, readAt: stored[0]?.readAt ?? Date.now() };
}

/** A link as the settings list it. */
export function toView(stored: StoredAccessLink): AccessLinkView {
  return { ...stored.link, state: judgeStored(stored) };
}
