import type { Actor, Role } from './actor';

export const permissions = ['read-fleet', 'acknowledge-finding'] as const;
export type Permission = (typeof permissions)[number];

const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read-fleet'],
  operator: ['read-fleet', 'acknowledge-finding'],
};

/** Thrown by a query when nobody signed in or the role does not allow it; handlers answer 401 or 403. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
  constructor(
    readonly reason: 'not-signed-in' | 'not-allowed',
    readonly permission: Permission,
  ) {
    super(reason === 'not-signed-in' ? 'nobody is signed in' : `the role does not allow ${permission}`);
  }
}

/** Whether a role holds a permission. */
export function hasPermission(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}

/** Returns the actor when they hold the permission. Throws AccessRefused for nobody and for a role without it. */
export function requirePermission(actor: Actor | 'nobody', permission: Permission): Actor {
  if (actor === 'nobody') throw new AccessRefused('not-signed-in', permission);
  if (!hasPermission(actor.role, permission)) throw new AccessRefused('not-allowed', permission);
  return actor;
}
