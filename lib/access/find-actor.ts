import { decode } from 'next-auth/jwt';
import type { Actor } from './actor';
import { sessionCookieName } from './auth-options';
import { toActor } from './session-token';
import { webAccess } from './web-access';

/** Reads one cookie of a request, as Next's cookie stores do. */
export interface CookieReader {
  get(name: string): { readonly value: string } | undefined;
}

/** Who sent these cookies: an actor, or `nobody` when there is no valid session. */
export async function findActor(cookies: CookieReader): Promise<Actor | 'nobody'> {
  return findActorBySession(cookies.get(sessionCookieName)?.value);
}

/** The actor of a session cookie's value. Fails closed: without a secret, or with a damaged token, it is nobody. */
export async function findActorBySession(sessionCookie: string | undefined): Promise<Actor | 'nobody'> {
  const secret = process.env.NEXTAUTH_SECRET;
  if (sessionCookie === undefined || secret === undefined || secret === '') return 'nobody';
  const { accounts, endedSessions, oidc } = webAccess();
  try {
    return toActor(await decode({ token: sessionCookie, secret }), accounts, Date.now(), endedSessions, oidc);
  } catch {
    // Not one of our tokens, altered, or expired: the same to us.
    return 'nobody';
  }
}
