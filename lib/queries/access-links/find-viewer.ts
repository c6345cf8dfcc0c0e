import 'server-only';
import { accessLinkCookieName } from '@/lib/access/access-link-token';
import type { Actor } from '@/lib/access/actor';
import { type CookieReader, findActor } from '@/lib/access/find-actor';
import type { Opened } from '@/lib/domain/access-links/access-link';
import { findAccessLinkOf, lookBy } from './find-access-link';

/** A screen, or every screen of a kind where it has no id. */
export type LookedAt = Pick<Opened, 'opens'> & Partial<Pick<Opened, 'id'>>;

/** Who may look at a screen, or why nobody may: no link, one that has ended, one that opens another screen. */
export type Viewer =
  | { readonly state: 'may-look'; readonly actor: Actor }
  | { readonly state: 'not-signed-in' | 'expired' | 'unknown' | 'elsewhere' };

/**
 * Who looks at a screen that a read-only link can open: the person who is signed in, else the holder of a link to this
 * very screen; without an id, of a link to any of its kind. Fails when the store cannot be reached.
 */
export async function findViewer(cookies: CookieReader, { opens, id }: LookedAt): Promise<Viewer> {
  const actor = await findActor(cookies);
  if (actor !== 'nobody') return { state: 'may-look', actor };
  const token = cookies.get(accessLinkCookieName)?.value;
  if (token === undefined) return { state: 'not-signed-in' };
  const found = await findAccessLinkOf(token);
  if (found.state !== 'open') return { state: found.state };
  const { opened } = found.link;
  if (opened.opens !== opens || (id !== undefined && opened.id !== id)) return { state: 'elsewhere' };
  return { state: 'may-look', actor: await lookBy(found) };
}
