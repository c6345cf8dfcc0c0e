import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { AwsError } from '../../wire';
import type { SimulatedRole } from '../../world/roles';
import type { World } from '../../world/types';
import { type Caller, issueCredentials, roleIdOf, sessionArn } from '../caller';
import type { Given } from '../given';

const roleArnPattern = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]{1,512}$/;
const sessionNamePattern = /^[\w+=,.@-]{2,64}$/;
const externalIdPattern = /^[\w+=,.@:/-]{2,1224}$/;
const seconds = { least: 900, usual: 3600, most: 43_200 };
/** Of a session begun with another session's credentials. */
const mostChainedSeconds = 3600;

/**
 * STS AssumeRole: credentials that stand for the role until they end.
 * @throws AwsError ValidationError; AccessDenied for a role that is not there or does not trust the caller, which AWS
 * does not tell apart
 */
export function assumeRole(input: Given<AssumeRoleRequest>, world: World, caller: Caller): AssumeRoleResponse {
  const { RoleArn, RoleSessionName, DurationSeconds = seconds.usual, ExternalId } = input;
  check('roleArn', RoleArn, roleArnPattern);
  check('roleSessionName', RoleSessionName, sessionNamePattern);
  if (ExternalId !== undefined) check('externalId', ExternalId, externalIdPattern);
  if (!(DurationSeconds >= seconds.least && DurationSeconds <= seconds.most)) {
    throw validationError(
      `Value '${DurationSeconds}' at 'durationSeconds' must be between ${seconds.least} and ${seconds.most}`,
    );
  }
  const [, account = ''] = roleArnPattern.exec(RoleArn) ?? [];
  const role = world.roles(account).find((each) => each.arn === RoleArn);
  if (role === undefined || !trusts(role, caller, ExternalId)) {
    throw new AwsError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      403,
    );
  }
  checkDuration(DurationSeconds, role, caller);
  const expiresAt = Math.floor(Date.now() / 1000 + DurationSeconds) * 1000;
  const { accessKeyId, sessionToken } = issueCredentials({
    role,
    sessionName: RoleSessionName,
    expiresAt,
    issuedAt: world.now,
  });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: 'simulated',
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${roleIdOf(role)}:${RoleSessionName}`,
      Arn: sessionArn(role, RoleSessionName),
    },
    PackedPolicySize: 0,
  };
}

function trusts({ trust }: SimulatedRole, caller: Caller, externalId: string | undefined): boolean {
  return trust.accountId === caller.account && (trust.externalId === undefined || trust.externalId === externalId);
}

function checkDuration(wanted: number, role: SimulatedRole, caller: Caller): void {
  if (wanted > role.mostSessionSeconds) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (caller.expiresAt !== undefined && wanted > mostChainedSeconds) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
}

function check(name: string, value: string, pattern: RegExp): void {
  if (pattern.test(value)) return;
  throw validationError(`Value '${value}' at '${name}' failed to satisfy constraint: ${pattern.source}`);
}

function validationError(message: string): AwsError {
  return new AwsError('ValidationError', `1 validation error detected: ${message}`, 400);
}
