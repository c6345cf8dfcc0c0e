import 'server-only';
import { accessLinkCookieName } from '@/lib/access/access-link-token';
import type { Actor } from '@/lib/access/actor';
import { type CookieReader, findActor } from '@/lib/access/find-actor';
import { type LinkRead, needsReading } from '@/lib/domain/access-links/access-link';
import { findAccessLinkOf, lookBy } from './find-access-link';

/** Of a request: its cookies, and the screen it says it reads for, `?wall=noc`. */
export interface ReadRequest {
  readonly cookies: CookieReader;
  readonly nextUrl: { readonly searchParams: Pick<URLSearchParams, 'get'> };
}

/**
 * Who asks, where a reading is open to read-only links too: the person who is signed in, else the screen whose link needs
 * this reading, else nobody. A link counts for the screen it opens alone, which says so in its address: a page of the
 * console whose session has ended must not go on by a link that its browser was given too. Every other door asks
 * `findActor`, which knows no links: they are closed to them without saying so. Fails when the store cannot be reached.
 */
export async function findReader({ cookies, nextUrl }: ReadRequest, read: LinkRead): Promise<Actor | 'nobody'> {
  const actor = await findActor(cookies);
  if (actor !== 'nobody') return actor;
  const wall = nextUrl.searchParams.get('wall');
  if (wall === null) return 'nobody';
  const token = cookies.get(accessLinkCookieName)?.value;
  if (token === undefined) return 'nobody';
  const found = await findAccessLinkOf(token);
  if (found.state !== 'open') return 'nobody';
  const { opens, id } = found.link.opened;
  if (opens !== 'wall' || id !== wall || !needsReading(opens, read)) return 'nobody';
  return lookBy(found);
}
