import type { Arrival } from '../wire';
import type { PolicyStatement } from '../world/policies';
import type { SimulatedRole } from '../world/roles';
import type { World } from '../world/types';
import { accessKeyOf, findAccount, isTemporaryKey } from './account';
import { openToken, sealToken } from './sealed-token';
import { stableUpper } from './stable-id';

/** Whom a request speaks for. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** Of a role's session: the moment of wall time at which its credentials end; undefined for keys that do not. */
  readonly expiresAt: number | undefined;
  /** Of a role's session: the role's name, and the fleet time at which its credentials were given. */
  readonly session?: { readonly role: string; readonly issuedAt: number | undefined };
  /** What its policies say. */
  readonly statements: readonly PolicyStatement[];
}

/** One assumption of a role. */
export interface RoleSession {
  readonly role: Pick<SimulatedRole, 'accountId' | 'name' | 'arn'>;
  readonly sessionName: string;
  /**
   * Wall time: clients renew credentials by comparing this moment with their own clock, and signatures are dated by it,
   * so an end in fleet time would come minutes too early or too late for every client of a fleet that runs fast.
   */
  readonly expiresAt: number;
  /** Fleet time at which the credentials are given. */
  readonly issuedAt: number;
}

type CallerKey = Pick<Arrival, 'accessKeyId' | 'sessionToken'>;

/** The credentials of a session. They hold all that is known of it, so that they outlive a restart of the simulator. */
export function issueCredentials(session: RoleSession): {
  readonly accessKeyId: string;
  readonly sessionToken: string;
} {
  const content = JSON.stringify([session.role.name, session.sessionName, session.expiresAt, session.issuedAt]);
  const accessKeyId = `${accessKeyOf(session.role.accountId)}T${stableUpper(`${session.role.arn} ${content}`, 16)}`;
  return { accessKeyId, sessionToken: sealToken(accessKeyId, content) };
}

/** Who sends a request; undefined for keys that are not the simulator's, or do not fit their session token. */
export function findCaller(key: CallerKey, world: Pick<World, 'roles'>): Caller | undefined {
  const account = findAccount(key);
  if (account === undefined) return undefined;
  if (isTemporaryKey(key.accessKeyId)) return findSession(key, account, world);
  return {
    account,
    arn: `arn:aws:iam::${account}:user/console`,
    userId: `AIDA${stableUpper(account, 17)}`,
    expiresAt: undefined,
    statements: [{ effect: 'Allow', actions: ['*'] }],
  };
}

function findSession(
  { accessKeyId, sessionToken }: CallerKey,
  account: string,
  world: Pick<World, 'roles'>,
): Caller | undefined {
  const content = sessionToken === undefined ? undefined : openToken(accessKeyId, sessionToken);
  if (content === undefined) return undefined;
  // The token opened, so this is what `issueCredentials` put into it.
  const [roleName, sessionName, expiresAt, issuedAt] = JSON.parse(content) as [string, string, number, number?];
  const role = world.roles(account).find((each) => each.name === roleName);
  if (role === undefined) return undefined;
  return {
    account,
    arn: sessionArn(role, sessionName),
    userId: `${roleIdOf(role)}:${sessionName}`,
    expiresAt,
    session: { role: role.name, issuedAt },
    statements: role.statements,
  };
}

/** The ARN of a session of a role. */
export function sessionArn(role: Pick<SimulatedRole, 'accountId' | 'name'>, sessionName: string): string {
  return `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`;
}

/** The unique id of a role. */
export function roleIdOf(role: Pick<SimulatedRole, 'arn'>): string {
  return `AROA${stableUpper(role.arn, 17)}`;
}
