import type {
  Account,
  DescribeAccountRequest,
  DescribeAccountResponse,
  ListAccountsRequest,
  ListAccountsResponse,
} from '@aws-sdk/client-organizations';
import { AwsError, type Call } from '../../wire';
import type { SimulatedMemberAccount, SimulatedOrganization } from '../../world/organization';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { accountArn, organizationOf } from './describe-organization';

const mostResults = 20;

/** Organizations ListAccounts, at most 20 a page. @throws AwsError AccessDeniedException, InvalidInputException */
export function listAccounts(input: Given<ListAccountsRequest>, world: World, call: Call): ListAccountsResponse {
  const organization = managedOrganization(world, call);
  const { MaxResults = mostResults, NextToken } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostResults)) {
    throw invalidInput('MAX_VALUE_EXCEEDED', `MaxResults must be between 1 and ${mostResults}`);
  }
  const page = takePage(organization.accounts, (account) => account.id, {
    scope: pageScope(call, undefined),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => invalidInput('INVALID_NEXT_TOKEN', 'The token is not valid.'),
  });
  return { Accounts: page.items.map((account) => toAccount(account, organization)), NextToken: page.nextToken };
}

/** Organizations DescribeAccount. @throws AwsError AccessDeniedException, AccountNotFoundException */
export function describeAccount(
  input: Given<DescribeAccountRequest>,
  world: World,
  call: Call,
): DescribeAccountResponse {
  const organization = managedOrganization(world, call);
  const found = organization.accounts.find((account) => account.id === input.AccountId);
  if (found === undefined) {
    throw new AwsError('AccountNotFoundException', `Account ${input.AccountId} is not in the organization.`);
  }
  return { Account: toAccount(found, organization) };
}

/** Only the management account may ask about the others. */
function managedOrganization(world: World, call: Call): SimulatedOrganization {
  const organization = organizationOf(world, call);
  if (organization.managementAccountId === accountOf(call)) return organization;
  throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
}

function toAccount(account: SimulatedMemberAccount, organization: SimulatedOrganization): Account {
  return {
    Id: account.id,
    Arn: accountArn(organization, account.id),
    Email: account.email,
    Name: account.name,
    State: account.state,
    Status: account.state,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: new Date(account.joinedAt),
  };
}

function invalidInput(reason: string, message: string): AwsError {
  return new AwsError('InvalidInputException', message, undefined, { Reason: reason });
}
