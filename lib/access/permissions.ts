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
] as const;
export type Permission = (typeof permissions)[number];

const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read-fleet'],
  operator: ['read-fleet', 'acknowledge-finding', 'start-execution', 'steer-execution', 'own-residue', 'drill-region'],
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

/** Returns the actor when they hold the permission. Throws AccessRefused for nobody and for a role without it. */
export function requirePermission(actor: Actor | 'nobody', permission: Permission): Actor {
  if (actor === 'nobody') throw new AccessRefused('not-signed-in', permission);
  if (!hasPermission(actor.role, permission)) throw new AccessRefused('not-allowed', permission);
  return actor;
}
