import { scrypt, timingSafeEqual } from 'node:crypto';
import type { LocalAccount } from './local-accounts';

/** Stands in for an unknown name, so that its refusal takes as long as that of a wrong password. */
const nobody = `scrypt$16384$8$1$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(64).toString('base64')}`;

/** Bounds that keep a hash of ours cheap enough and a mistaken one from exhausting memory. */
const highestCost = 2 ** 17;
const scryptMemoryBytes = 256 * 1024 * 1024;

/**
 * The account whose name and password these are, or `refused`. Takes the same time for an unknown name and a wrong
 * password; compares in constant time.
 */
export async function verifyPassword(
  accounts: readonly LocalAccount[],
  name: string,
  password: string,
): Promise<LocalAccount | 'refused'> {
  const account = accounts.find((candidate) => candidate.name === name);
  const matches = await matchesHash(password, account?.passwordHash ?? nobody);
  return account !== undefined && matches ? account : 'refused';
}

async function matchesHash(password: string, encoded: string): Promise<boolean> {
  const [scheme, cost, blockSize, parallelism, salt, hash] = encoded.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const N = Number(cost);
  if (N > highestCost || wanted.length === 0) return false;
  const options = { N, r: Number(blockSize), p: Number(parallelism), maxmem: scryptMemoryBytes };
  const found = await deriveKey(password.normalize('NFKC'), Buffer.from(salt, 'base64'), wanted.length, options);
  return timingSafeEqual(found, wanted);
}

function deriveKey(
  password: string,
  salt: Buffer,
  bytes: number,
  options: { N: number; r: number; p: number; maxmem: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
