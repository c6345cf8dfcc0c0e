import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import { sessionSeconds } from './session-token';
import { endSession } from './signed-out-sessions';
import { verifyPassword } from './verify-password';
import { webAccess } from './web-access';

const secure = process.env.NEXTAUTH_URL?.startsWith('https://') === true;

/** A name of our own: cookies know no port, and another program on this host may use the framework's default. */
export const sessionCookieName = secure ? '__Host-antipode-session' : 'antipode-session';

const credentials = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(256) });

/** Sign-in by local accounts; the session is an encrypted token in a cookie. */
export const authOptions: NextAuthOptions = {
  session: { strategy: 'jwt', maxAge: sessionSeconds },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  cookies: {
    sessionToken: { name: sessionCookieName, options: { httpOnly: true, sameSite: 'lax', path: '/', secure } },
  },
  providers: [
    Credentials({
      name: 'Local account',
      credentials: { name: { label: 'Name' }, password: { label: 'Password', type: 'password' } },
      authorize: (input, request) => signIn(input, String(request.headers?.['x-forwarded-for'] ?? 'unknown')),
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => {
      if (!user) return token;
      const account = webAccess().accounts.find((candidate) => candidate.name === user.id);
      return { name: user.id, role: account?.role, sessionId: randomUUID(), signedInAt: Date.now() };
    },
    session: ({ session, token }) => ({ expires: session.expires, user: { name: token.name } }),
  },
  events: {
    signOut: ({ token }) => {
      if (typeof token?.sessionId === 'string') endSession(token.sessionId, Date.now());
    },
  },
};

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
