import { z } from 'zod';
import { type Actor, roles, wholeFleet } from './actor';
import type { LocalAccount } from './local-accounts';

/** Seconds a session lasts, whatever its use. */
export const sessionSeconds = 8 * 60 * 60;

const sessionToken = z.object({
  name: z.string().min(1),
  role: z.enum(roles),
  sessionId: z.string().min(1),
  /** Wall-clock milliseconds. */
  signedInAt: z.number().int().positive(),
});

/**
 * The actor a decoded session token stands for, or `nobody`: the token must be whole, younger than 8 hours, not signed
 * out, and its account must still exist with the same role.
 */
export function toActor(
  token: unknown,
  accounts: readonly LocalAccount[],
  nowMs: number,
  signedOut: { has(sessionId: string): boolean },
): Actor | 'nobody' {
  const parsed = sessionToken.safeParse(token);
  if (!parsed.success) return 'nobody';
  const { name, role, sessionId, signedInAt } = parsed.data;
  const ageMs = nowMs - signedInAt;
  if (ageMs > sessionSeconds * 1000 || ageMs < -60_000) return 'nobody';
  if (signedOut.has(sessionId)) return 'nobody';
  const account = accounts.find((candidate) => candidate.name === name);
  if (account === undefined || account.role !== role) return 'nobody';
  return { name, role, scope: wholeFleet };
}
