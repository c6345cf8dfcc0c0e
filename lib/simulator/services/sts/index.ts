import type { AssumeRoleRequest, AssumeRoleResponse, GetCallerIdentityResponse, STS } from '@aws-sdk/client-sts';
import { AwsError, type Call, implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { accessKeyOf, accountOf } from '../account';
import type { Given } from '../given';
import { stableHex, stableUpper } from '../stable-id';

const roleArnPattern = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]{1,512})$/;
const sessionNamePattern = /^[\w+=,.@-]{2,64}$/;
const defaultDurationSeconds = 3600;

/** The simulated part of AWS STS. Credentials expire by wall time, as everything about signatures does. */
export function sts(world: World): ServiceImplementation {
  return implement<STS>('STS', {
    AssumeRole: (input) => assumeRole(input, world),
    GetCallerIdentity: (_input, call) => getCallerIdentity(call),
  });
}

function getCallerIdentity(call: Call): GetCallerIdentityResponse {
  const account = accountOf(call);
  return { Account: account, UserId: `AIDA${stableUpper(account, 17)}`, Arn: `arn:aws:iam::${account}:user/console` };
}

/** The access key that comes back stands for the role's account; the session is not told apart from it afterwards. */
function assumeRole(input: Given<AssumeRoleRequest>, world: World): AssumeRoleResponse {
  const [, account, role] = roleArnPattern.exec(input.RoleArn) ?? [];
  if (account === undefined || role === undefined) throw validationError(`${input.RoleArn} is invalid`);
  if (!sessionNamePattern.test(input.RoleSessionName)) {
    throw validationError(
      `Value '${input.RoleSessionName}' at 'roleSessionName' does not match ${sessionNamePattern.source}`,
    );
  }
  const seconds = input.DurationSeconds ?? defaultDurationSeconds;
  if (!(seconds >= 900 && seconds <= 43_200)) {
    throw validationError(`Value '${seconds}' at 'durationSeconds' must be between 900 and 43200`);
  }
  if (account !== world.accountId) {
    throw new AwsError(
      'AccessDenied',
      `User is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      403,
    );
  }
  const session = `${role.split('/').at(-1)}/${input.RoleSessionName}`;
  return {
    Credentials: {
      AccessKeyId: accessKeyOf(account),
      SecretAccessKey: 'simulated',
      SessionToken: `simulated-${stableHex(session, 32)}`,
      Expiration: new Date(Date.now() + seconds * 1000),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROA${stableUpper(role, 17)}:${input.RoleSessionName}`,
      Arn: `arn:aws:sts::${account}:assumed-role/${session}`,
    },
    PackedPolicySize: 0,
  };
}

function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}
