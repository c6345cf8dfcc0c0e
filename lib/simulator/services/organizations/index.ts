import type { Organizations } from '@aws-sdk/client-organizations';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeAccount, listAccounts } from './accounts';
import { describeOrganization } from './describe-organization';

/** The simulated part of Organizations, which lives in us-east-1, read only. */
export function organizations(world: World): ServiceImplementation {
  return implement<Organizations>('Organizations', {
    DescribeAccount: (input, call) => describeAccount(input, world, call),
    DescribeOrganization: (_input, call) => describeOrganization(world, call),
    ListAccounts: (input, call) => listAccounts(input, world, call),
  });
}
