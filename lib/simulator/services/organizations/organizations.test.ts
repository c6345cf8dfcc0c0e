import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { defaultFleet } from '../../world/default-fleet';
import { buildOrganization } from '../../world/organization';

const own = buildOrganization(defaultFleet);
const [production] = own.accounts;
const member = '222233334444';
let door: WireDoor;
const asAccount = (account?: string) => new OrganizationsClient(clientConfig(door, 'eu-west-1', account));

beforeAll(async () => {
  if (production === undefined) throw new Error('the organization is empty');
  const members = Array.from({ length: 24 }, (_, index) => ({ ...production, id: `${222233334444 + index}` }));
  const organization = { ...own, accounts: [production, ...members] };
  door = await serveWorld(
    worldWith({ organization: (account) => (account === '999988887777' ? undefined : organization) }),
  );
});
afterAll(() => door.close());

it('names the management account', async () => {
  const { Organization } = await asAccount().send(new DescribeOrganizationCommand({}));
  expect(Organization).toMatchObject({ MasterAccountId: '111122223333', FeatureSet: 'ALL' });
});

it('lists every account once, twenty a page', async () => {
  const sizes: number[] = [];
  const ids = new Set<string>();
  for await (const page of paginateListAccounts({ client: asAccount() }, {})) {
    sizes.push(page.Accounts?.length ?? 0);
    for (const each of page.Accounts ?? []) ids.add(each.Id ?? '');
  }
  expect(sizes).toEqual([20, 5]);
  expect(ids.size).toBe(25);
  await expect(asAccount().send(new ListAccountsCommand({ MaxResults: 21 }))).rejects.toMatchObject({
    name: 'InvalidInputException',
    Reason: 'MAX_VALUE_EXCEEDED',
  });
});

it('describes an account, and knows no strangers', async () => {
  const { Account } = await asAccount().send(new DescribeAccountCommand({ AccountId: '111122223333' }));
  expect(Account).toMatchObject({ Name: 'production', State: 'ACTIVE' });
  await expect(asAccount().send(new DescribeAccountCommand({ AccountId: '999988887777' }))).rejects.toMatchObject({
    name: 'AccountNotFoundException',
  });
});

it('tells members nothing about each other, and outsiders nothing at all', async () => {
  await expect(asAccount(member).send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  expect((await asAccount(member).send(new DescribeOrganizationCommand({}))).Organization?.Id).toBe('o-acme000001');
  await expect(asAccount('999988887777').send(new ListAccountsCommand({}))).rejects.toMatchObject({
    name: 'AWSOrganizationsNotInUseException',
  });
});
