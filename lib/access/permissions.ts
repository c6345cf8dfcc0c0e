import { type Actor, type Role, roles } from './actor';

export const permissions = [
  'read-fleet',
  'acknowledge-finding',
  /** Begins a run or a dry run. */
  'start-execution',
  /** Pauses, resumes, cancels, retries, skips, changes the mode, says that a task is done, accepts a risk. */
  'steer-execution',
  /** Agrees, as a second person, to what somebody else has begun. */
  'approve-execution',
  /** Goes on in spite of a gate, with a reason, where no second person is asked anyway. */
  'override-gate',
  'clear-anti-flap',
  /** Takes over what a run left behind, or a region in quarantine. */
  'own-residue',
  /** Makes a region of the simulated fleet fail for practice, and ends such a drill. */
  'drill-region',
  /**
   * Lets screens look without anybody signing in. It gives access away that a provider's roles give otherwise, for up to
   * a year, so it is the highest role's.
   */
  'make-access-link',
  /** Sees the read-only links there are, and ends one: the safe direction, for whoever is there first. */
  'revoke-access-link',
] as const;
export type Permission = (typeof permissions)[number];

const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read-fleet'],
  operator: [
    'read-fleet',
    'acknowledge-finding',
    'start-execution',
    'steer-execution',
    'own-residue',
    'drill-region',
    'revoke-access-link',
  ],
  approver: permissions,
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

/** The lowest role that holds a permission: whom to ask. */
export function whoMay(permission: Permission): Role {
  return roles.find((role) => hasPermission(role, permission)) ?? 'approver';
}

/** Whether a role holds a permission. */
export function hasPermission(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}

/** Whether an actor holds a permission: a read-only link reads the fleet and does nothing, whatever its role says. */
export function isPermitted({ role, accessLinkId }: Actor, permission: Permission): boolean {
  return hasPermission(role, permission) && (accessLinkId === undefined || permission === 'read-fleet');
}

/** Returns the actor when they hold the permission. Throws AccessRefused for nobody and for whoever does not. */
export function requirePermission(actor: Actor | 'nobody', permission: Permission): Actor {
  if (actor === 'nobody') throw new AccessRefused('not-signed-in', permission);
  if (!isPermitted(actor, permission)) throw new AccessRefused('not-allowed', permission);
  return actor;
}
