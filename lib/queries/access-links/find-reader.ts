import 'server-only';
import { accessLinkCookieName } from '@/lib/access/access-link-token';
import type { Actor } from '@/lib/access/actor';
import { type CookieReader, findActor } from '@/lib/access/find-actor';
import { type LinkRead, needsReading, type Opened, openedKinds } from '@/lib/domain/access-links/access-link';
import { findAccessLinkOf, lookBy } from './find-access-link';

/** Of a request: its cookies, and the screen it says it reads for, `?wall=noc` or `?report=executive`. */
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
  const screen = screenOf(nextUrl.searchParams);
  if (screen === 'none') return 'nobody';
  const token = cookies.get(accessLinkCookieName)?.value;
  if (token === undefined) return 'nobody';
  const found = await findAccessLinkOf(token);
  if (found.state !== 'open') return 'nobody';
  const { opens, id } = found.link.opened;
  if (opens !== screen.opens || id !== screen.id || !needsReading(opens, read)) return 'nobody';
  return lookBy(found);
}

/** The one screen a request says it reads for. */
function screenOf(parameters: ReadRequest['nextUrl']['searchParams']): Opened | 'none' {
  const named = openedKinds.flatMap((opens) => {
    const id = parameters.get(opens);
    return id === null ? [] : [{ opens, id }];
  });
  const [screen, another] = named;
  return screen === undefined || another !== undefined ? 'none' : screen;
}
