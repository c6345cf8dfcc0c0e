import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations';
import { AwsError, type Call } from '../../wire';
import type { SimulatedOrganization } from '../../world/organization';
import type { World } from '../../world/types';
import { accountOf } from '../account';

/** Organizations DescribeOrganization, for any of its accounts. @throws AwsError AWSOrganizationsNotInUseException */
export function describeOrganization(world: World, call: Call): DescribeOrganizationResponse {
  const organization = organizationOf(world, call);
  const { id, managementAccountId } = organization;
  const management = organization.accounts.find((account) => account.id === managementAccountId);
  return {
    Organization: {
      Id: id,
      Arn: `arn:aws:organizations::${managementAccountId}:organization/${id}`,
      FeatureSet: 'ALL',
      MasterAccountArn: accountArn(organization, managementAccountId),
      MasterAccountId: managementAccountId,
      MasterAccountEmail: management?.email,
      AvailablePolicyTypes: [],
    },
  };
}

/** The organization of the caller's account. @throws AwsError AWSOrganizationsNotInUseException */
export function organizationOf(world: World, call: Call): SimulatedOrganization {
  const organization = world.organization(accountOf(call));
  if (organization !== undefined) return organization;
  throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}

export function accountArn({ id, managementAccountId }: SimulatedOrganization, accountId: string): string {
  return `arn:aws:organizations::${managementAccountId}:account/${id}/${accountId}`;
}
