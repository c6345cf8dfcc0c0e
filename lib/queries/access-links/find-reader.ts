import 'server-only';
import { accessLinkCookieName } from '@/lib/access/access-link-token';
import type { Actor } from '@/lib/access/actor';
import { type CookieReader, findActor } from '@/lib/access/find-actor';
import { type LinkRead, needsReading } from '@/lib/domain/access-links/access-link';
import { findAccessLinkOf, lookBy } from './find-access-link';

/**
 * Who sent these cookies, where a reading is open to read-only links too: the person who is signed in, else the screen whose
 * link needs this reading, else nobody. Every other door asks `findActor`, which knows no links: they are closed to
 * them without saying so. Fails when the store cannot be reached.
 */
export async function findReader(cookies: CookieReader, read: LinkRead): Promise<Actor | 'nobody'> {
  const actor = await findActor(cookies);
  if (actor !== 'nobody') return actor;
  const token = cookies.get(accessLinkCookieName)?.value;
  if (token === undefined) return 'nobody';
  const found = await findAccessLinkOf(token);
  if (found.state !== 'open' || !needsReading(found.link.opened.opens, read)) return 'nobody';
  return lookBy(found);
}
