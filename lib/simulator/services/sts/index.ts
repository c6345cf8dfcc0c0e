import type { GetCallerIdentityResponse, STS } from '@aws-sdk/client-sts';
import { type Call, implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { type Caller, findCaller } from '../caller';
import { assumeRole } from './assume-role';

/** The simulated part of AWS STS, which is there in every region. */
export function sts(world: World): ServiceImplementation {
  return implement<STS>('STS', {
    AssumeRole: (input, call) => assumeRole(input, world, callerOf(call, world)),
    GetCallerIdentity: (_input, call) => getCallerIdentity(callerOf(call, world)),
  });
}

function callerOf(call: Call, world: World): Caller {
  const caller = findCaller(call, world);
  if (caller === undefined) throw new Error(`access key ${call.accessKeyId} is nobody's`);
  return caller;
}

function getCallerIdentity(caller: Caller): GetCallerIdentityResponse {
  return { Account: caller.account, UserId: caller.userId, Arn: caller.arn };
}
