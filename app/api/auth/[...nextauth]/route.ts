import NextAuth from 'next-auth';
import { authOptions } from '@/lib/access/auth-options';

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

let made: Handler | undefined;

/** Made at the first request: the build runs this file without the environment that says how people sign in. */
const handler: Handler = (request, context) => {
  made ??= NextAuth(authOptions()) as Handler;
  return made(request, context);
};

export { handler as GET, handler as POST };
