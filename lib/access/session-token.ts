import { z } from 'zod';
import type { OidcConfig } from '@/lib/config/oidc-config';
import { type Actor, type Role, roles, wholeFleet } from './actor';
import type { LocalAccount } from './local-accounts';
import { hasPermission, type Permission } from './permissions';

/** Seconds a session lasts, whatever its use. */
export const sessionSeconds = 8 * 60 * 60;

const sessionToken = z.object({
  name: z.string().min(1),
  role: z.enum(roles),
  sessionId: z.string().min(1),
  /** Who vouched for the person: the console itself, or the issuer of an OpenID provider. */
  issuer: z.string().min(1).default('local'),
  /** The person as that one tells them apart; tokens of before have none. */
  subject: z.string().min(1).max(256).optional(),
  /** Wall-clock milliseconds. */
  signedInAt: z.number().int().positive(),
});

/**
 * The actor a decoded session token stands for, or `nobody`: the token must be whole, younger than 8 hours, not signed
 * out, and its account must still exist with the same role; one of an OpenID provider counts while that provider is
 * configured and its roles can still give this one.
 */
export function toActor(
  token: unknown,
  accounts: readonly LocalAccount[],
  nowMs: number,
  signedOut: { has(sessionId: string): boolean },
  oidc: OidcConfig | 'none' = 'none',
): Actor | 'nobody' {
  const parsed = sessionToken.safeParse(token);
  if (!parsed.success) return 'nobody';
  const { name, role, sessionId, signedInAt, issuer, subject = name } = parsed.data;
  const ageMs = nowMs - signedInAt;
  if (ageMs > sessionSeconds * 1000 || ageMs < -60_000) return 'nobody';
  if (signedOut.has(sessionId)) return 'nobody';
  const stands = issuer === 'local' ? isLocal(accounts, name, role) : canBeGiven(oidc, issuer, role);
  return stands ? { name, role, scope: wholeFleet, subject: `${issuer}#${subject}` } : 'nobody';
}

/**
 * Whether a person may still do something who could when they were last heard of: a local account while it exists with a
 * role that allows it, one of an OpenID provider while that provider is configured and can give such a role. What a
 * provider takes from a person after they signed in is not told to the console.
 *
 * @param subject as `Actor.subject` has it; one that names nobody who vouches for it stands for nobody
 */
export function mayStill(
  { subject, role }: { readonly subject: string; readonly role: Role },
  permission: Permission,
  accounts: readonly LocalAccount[],
  oidc: OidcConfig | 'none',
): boolean {
  const [issuer = '', ...rest] = subject.split('#');
  if (rest.length === 0) return false;
  if (issuer !== 'local') return canBeGiven(oidc, issuer, role) && hasPermission(role, permission);
  const account = accounts.find(({ name }) => name === rest.join('#'));
  return account !== undefined && hasPermission(account.role, permission);
}

function isLocal(accounts: readonly LocalAccount[], name: string, role: Role): boolean {
  return accounts.find((candidate) => candidate.name === name)?.role === role;
}

function canBeGiven(oidc: OidcConfig | 'none', issuer: string, role: Role): boolean {
  if (oidc === 'none' || oidc.issuer !== issuer) return false;
  const given = { approver: oidc.approverRole, operator: oidc.operatorRole, viewer: oidc.viewerRole };
  return given[role] !== 'none';
}
