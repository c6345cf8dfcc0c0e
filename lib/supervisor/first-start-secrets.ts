import { randomBytes, randomInt, scrypt } from 'node:crypto';
import { chmod, link, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartRefused } from './start-refused';

export interface Secrets {
  readonly nextAuthSecret: string;
  readonly accounts: readonly {
    readonly name: string;
    readonly role: 'viewer' | 'operator' | 'approver';
    readonly password: string;
  }[];
}

const schema = z.object({
  nextAuthSecret: z.string().min(32),
  accounts: z
    .array(
      z.object({
        name: z.string().min(1),
        role: z.enum(['viewer', 'operator', 'approver']),
        password: z.string().min(8),
      }),
    )
    .min(1),
});

/** Letters and digits that are not mistaken for each other. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Cost of a password hash: about 50 ms and 16 MiB to check one. */
const cost = { N: 16384, r: 8, p: 1 };

/**
 * Reads the secrets of a data folder, creating them on its first start: a key for sessions and one password for each
 * local account. Created whole and exclusively, readable by their owner only; of two starts at once one creates them
 * and both use the same. A person may edit the passwords in the file; the next start takes them.
 *
 * @throws StartRefused when the file is there and cannot be used: it is never replaced.
 */
export async function ensureSecrets(folder: string): Promise<{ secrets: Secrets; file: string; created: boolean }> {
  const file = path.join(folder, 'secrets.json');
  const created = await createExclusively(file, `${JSON.stringify(newSecrets(), undefined, 2)}\n`);
  return { secrets: await readSecrets(file), file, created };
}

/** `ANTIPODE_LOCAL_ACCOUNTS`: names and roles with hashes, never the passwords themselves. */
export async function toLocalAccounts(secrets: Secrets): Promise<string> {
  const accounts = secrets.accounts.map(async ({ name, role, password }) => ({
    name,
    role,
    passwordHash: await hashPassword(password),
  }));
  return JSON.stringify(await Promise.all(accounts));
}

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await new Promise<Buffer>((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
  return `scrypt$${cost.N}$${cost.r}$${cost.p}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

function newSecrets(): Secrets {
  return {
    nextAuthSecret: randomBytes(32).toString('base64url'),
    accounts: [
      { name: 'viewer', role: 'viewer', password: newPassword() },
      { name: 'operator', role: 'operator', password: newPassword() },
      { name: 'approver', role: 'approver', password: newPassword() },
    ],
  };
}

/** Four groups of four characters: 79 bits, and still typed from a screen. */
function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

async function createExclusively(file: string, text: string): Promise<boolean> {
  const making = `${file}.making-${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(making, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(making, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(making, { force: true });
  }
}

async function readSecrets(file: string): Promise<Secrets> {
  const restore = `restore it from a backup, or remove it to have new passwords made (everyone is signed out)`;
  let read: unknown;
  try {
    // A file that was copied may have lost its mode.
    await chmod(file, 0o600);
    read = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'not JSON' : cause instanceof Error ? cause.message : String(cause);
    throw new StartRefused(`The secrets in ${file} cannot be read (${why}): ${restore}.`, { cause });
  }
  const parsed = schema.safeParse(read);
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ');
    throw new StartRefused(`The secrets in ${file} are not complete (${where}): ${restore}.`);
  }
  return parsed.data;
}
