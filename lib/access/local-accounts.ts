import { z } from 'zod';
import { type Role, roles } from './actor';

/** An account kept by the console itself, from ANTIPODE_LOCAL_ACCOUNTS. */
export interface LocalAccount {
  readonly name: string;
  readonly role: Role;
  /** `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
  readonly passwordHash: string;
}

const accountList = z
  .array(
    z.object({
      name: z.string().min(1).max(64),
      role: z.enum(roles),
      passwordHash: z.string().regex(/^scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$/),
    }),
  )
  .refine((accounts) => new Set(accounts.map((account) => account.name)).size === accounts.length, 'names repeat');

/** Parses ANTIPODE_LOCAL_ACCOUNTS. Absent means no local account; anything malformed throws without echoing hashes. */
export function parseLocalAccounts(text: string | undefined): readonly LocalAccount[] {
  if (text === undefined || text.trim() === '') return [];
  const parsed = accountList.safeParse(readJson(text));
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'list'}: ${issue.message}`).join('; ');
    throw new Error(`ANTIPODE_LOCAL_ACCOUNTS is not a list of accounts (${where})`);
  }
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('ANTIPODE_LOCAL_ACCOUNTS is not JSON');
  }
}
