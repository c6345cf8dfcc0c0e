import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import { oidcProvider, oidcProviderId } from './oidc-provider';
import { type Claims, roleOfClaims } from './oidc-roles';
import { sessionSeconds } from './session-token';
import { endSession } from './signed-out-sessions';
import { verifyPassword } from './verify-password';
import { webAccess } from './web-access';

/** Whether people reach the console by https, so that its cookies need never travel otherwise. */
export const secure = process.env.NEXTAUTH_URL?.startsWith('https://') === true;

/** A name of our own: cookies know no port, and another program on this host may use the framework's default. */
export const sessionCookieName = secure ? '__Host-antipode-session' : 'antipode-session';

const credentials = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(256) });

/** Where a person is sent whose provider names no role that opens the console. */
const noRolePage = '/sign-in?error=no-role';

/**
 * Sign-in by local accounts, by the OpenID provider where one is configured, or by both; the session is an encrypted
 * token in a cookie. Made when first asked for: building the program must not need an environment.
 */
export function authOptions(): NextAuthOptions {
  const { accounts, oidc } = webAccess();
  const localNames = accounts.map(({ name }) => name);
  return {
    ...commonOptions,
    providers: [
      ...(accounts.length === 0 ? [] : [localProvider]),
      ...(oidc === 'none' ? [] : [oidcProvider(oidc, localNames)]),
    ],
  };
}

const localProvider = Credentials({
  name: 'Local account',
  credentials: { name: { label: 'Name' }, password: { label: 'Password', type: 'password' } },
  authorize: (input, request) => signIn(input, String(request.headers?.['x-forwarded-for'] ?? 'unknown')),
});

const commonOptions: Omit<NextAuthOptions, 'providers'> = {
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  cookies: {
    sessionToken: { name: sessionCookieName, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } },
  },
  callbacks: {
    signIn: ({ account, profile }) => {
      if (account?.provider !== oidcProviderId) return true;
      return roleByProvider(profile) === 'none' ? noRolePage : true;
    },
    jwt: ({ token, user, account, profile }) => {
      if (!user) return token;
      const session = { name: user.name, sessionId: randomUUID(), signedInAt: Date.now() };
      const { accounts, oidc } = webAccess();
      if (account?.provider === oidcProviderId && oidc !== 'none') {
        return { ...session, role: roleByProvider(profile), issuer: oidc.issuer, subject: user.id };
      }
      const local = accounts.find((candidate) => candidate.name === user.id);
      return { ...session, name: user.id, role: local?.role, issuer: 'local' };
    },
    session: ({ session, token }) => ({ expires: session.expires, user: { name: token.name } }),
  },
  events: {
    signOut: ({ token }) => {
      if (typeof token?.sessionId === 'string') endSession(token.sessionId, Date.now());
    },
  },
};

function roleByProvider(profile: object | undefined) {
  const { oidc } = webAccess();
  const claims: Claims = { ...profile };
  return oidc === 'none' ? 'none' : roleOfClaims(oidc, claims);
}

async function signIn(input: unknown, address: string): Promise<{ id: string; name: string } | null> {
  const parsed = credentials.safeParse(input);
  if (!parsed.success) return null;
  const { name, password } = parsed.data;
  const { accounts, limit } = webAccess();
  // The message reaches the sign-in page as a code; it tells nothing about which names exist.
  if (!limit.takeAttempt(name, address, Date.now())) throw new Error('too-many-attempts');
  const account = await verifyPassword(accounts, name, password);
  if (account === 'refused') return null;
  limit.clear(name, address);
  return { id: account.name, name: account.name };
}
