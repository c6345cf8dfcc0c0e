import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import type { Account } from './command-ports';

const secretsSchema = z.object({
  accounts: z.array(z.object({ name: z.string(), role: z.string(), password: z.string() })),
});

/**
 * Signs a local account of the data folder in to its console, as the page for it does, and gives the cookies of the session.
 * Whoever may read the folder's secrets may do so.
 *
 * @throws DrillRefused where there is no such account, or the console does not take it
 */
export async function signIn(url: string, folder: string, account: Account): Promise<string> {
  const { name, password } = await findAccount(folder, account);
  const asked = await ask(url, '/api/auth/csrf', {});
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await asked.json());
  const cookies = cookiesOf(asked);
  const answered = await ask(url, '/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies.join('; ') },
    body: new URLSearchParams({ csrfToken, name, password, json: 'true' }),
    redirect: 'manual',
  });
  const session = cookiesOf(answered).filter((cookie) => cookie.includes('antipode-session'));
  if (session.length > 0) return session.join('; ');
  throw new DrillRefused(
    `The console at ${url} does not let ${name} in: it is not that of ${folder}, or too many have tried. Name the right one with --url.`,
  );
}

async function findAccount(folder: string, account: Account) {
  const file = path.join(folder, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DrillRefused(`The accounts of this console cannot be read (${error.code}): ${file}.`);
  });
  const read = secretsSchema.safeParse(JSON.parse(text));
  const found = read.success ? read.data.accounts.find(({ role }) => role === account) : undefined;
  if (found !== undefined) return found;
  throw new DrillRefused(`${file} has no local account with the role ${account}, which a drill needs.`);
}

function cookiesOf(response: Response): readonly string[] {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
}

async function ask(url: string, route: string, options: RequestInit): Promise<Response> {
  const response = await fetch(new URL(route, url), { ...options, signal: AbortSignal.timeout(30_000) }).catch(() => {
    throw new DrillRefused(`No console answers at ${url}. Start it with npm start, or name it with --url.`);
  });
  if (response.status < 400 || response.status === 401) return response;
  throw new DrillRefused(`What answers at ${url} is not the console: HTTP ${response.status} for ${route}.`);
}
