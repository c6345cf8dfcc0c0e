import {
  DescribeGlobalReplicationGroupsCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const cacheIn = (region: string) => new ElastiCacheClient(clientConfig(simulator, region));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('shows a global datastore from every member region, its members only when asked for', async () => {
  for (const region of ['us-east-1', 'us-west-2', 'eu-central-1']) {
    const { GlobalReplicationGroups = [] } = await cacheIn(region).send(
      new DescribeGlobalReplicationGroupsCommand({ ShowMemberInfo: true }),
    );
    expect(GlobalReplicationGroups).toMatchObject([
      { GlobalReplicationGroupId: 'storefront-cache', Status: 'available' },
    ]);
    expect(
      GlobalReplicationGroups[0]?.Members?.map((each) => [
        each.ReplicationGroupId,
        each.ReplicationGroupRegion,
        each.Role,
      ]),
    ).toEqual([
      ['storefront-cache-use1', 'us-east-1', 'PRIMARY'],
      ['storefront-cache-usw2', 'us-west-2', 'SECONDARY'],
      ['storefront-cache-euc1', 'eu-central-1', 'SECONDARY'],
    ]);
  }
  const brief = await cacheIn('us-east-1').send(new DescribeGlobalReplicationGroupsCommand({}));
  expect(brief.GlobalReplicationGroups?.[0]?.Members ?? []).toEqual([]);
  const elsewhere = await cacheIn('eu-west-1').send(new DescribeGlobalReplicationGroupsCommand({}));
  expect(elsewhere.GlobalReplicationGroups).toEqual([]);
});

it('describes the replication group of a region with its place in the datastore', async () => {
  const { ReplicationGroups } = await cacheIn('us-west-2').send(
    new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'storefront-cache-usw2' }),
  );
  expect(ReplicationGroups).toMatchObject([
    {
      Status: 'available',
      GlobalReplicationGroupInfo: {
        GlobalReplicationGroupId: 'storefront-cache',
        GlobalReplicationGroupMemberRole: 'SECONDARY',
      },
      MemberClusters: ['storefront-cache-usw2-001', 'storefront-cache-usw2-002'],
    },
  ]);
});

it('refuses what the region does not have', async () => {
  const cache = cacheIn('us-west-2');
  const refuse = (answer: Promise<unknown>, name: string) => expect(answer).rejects.toMatchObject({ name });
  await refuse(
    cache.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'storefront-cache-use1' })),
    'ReplicationGroupNotFoundFault',
  );
  await refuse(
    cache.send(new DescribeGlobalReplicationGroupsCommand({ GlobalReplicationGroupId: 'none' })),
    'GlobalReplicationGroupNotFoundFault',
  );
  await refuse(
    cache.send(new DescribeReplicationGroupsCommand({ Marker: 'rubbish' })),
    'InvalidParameterValueException',
  );
});
