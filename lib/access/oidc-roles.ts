import type { OidcConfig } from '@/lib/config/oidc-config';
import type { Role } from './actor';

/** What a provider says about a person, once its signature, issuer, audience and nonce were checked. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The role of a person by the roles their provider names: the higher one of several. `none` when none of them opens
 * the console, or when the provider says nothing: nobody has a role by default.
 */
export function roleOfClaims(config: OidcConfig, claims: Claims): Role | 'none' {
  const held = rolesHeld(config, claims);
  if (config.approverRole !== 'none' && held.includes(config.approverRole)) return 'approver';
  if (config.operatorRole !== 'none' && held.includes(config.operatorRole)) return 'operator';
  if (config.viewerRole !== 'none' && held.includes(config.viewerRole)) return 'viewer';
  return 'none';
}

/** Whether the provider says anything about roles at all. */
export function saysRoles(config: OidcConfig, claims: Claims): boolean {
  return findClaim(claims, config.roleClaim) !== undefined;
}

function rolesHeld({ roleClaim }: OidcConfig, claims: Claims): readonly string[] {
  const given = findClaim(claims, roleClaim);
  if (typeof given === 'string') return [given];
  return Array.isArray(given) ? given.filter((role) => typeof role === 'string') : [];
}

/** A claim by its name, else by its path: names may contain dots, as URLs do. */
function findClaim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name
    .split('.')
    .reduce<unknown>(
      (inner, step) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
          ? (inner as Record<string, unknown>)[step]
          : undefined,
      claims,
    );
}

/**
 * The name a person goes by on screens and in the audit trail: the one they sign in with, else the provider's own
 * identifier. An address counts only when the provider says that it is theirs. Never the name of a local account.
 */
export function nameOfClaims(claims: Claims, localNames: readonly string[]): string {
  const subject = toName(claims.sub) ?? 'unknown';
  const address = claims.email_verified === true ? toName(claims.email) : undefined;
  const name = address ?? toName(claims.preferred_username) ?? subject;
  return localNames.includes(name) ? `${name} (by OpenID)` : name;
}

function toName(claim: unknown): string | undefined {
  if (typeof claim !== 'string') return undefined;
  const name = claim.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return name === '' ? undefined : name.slice(0, 128);
}
