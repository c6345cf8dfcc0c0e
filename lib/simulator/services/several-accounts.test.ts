import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../start-simulator';
import { clientConfig, credentialsOf, startTestSimulator } from '../testing/test-simulator';
import { buildFleet } from '../world/build-fleet';
import { defaultAccountId, defaultFleet } from '../world/default-fleet';

const shop = '222200000001';
let simulator: RunningSimulator;

beforeAll(async () => {
  const fleet = buildFleet({
    ...defaultFleet,
    name: 'two-accounts',
    accounts: [...defaultFleet.accounts, { id: shop, name: 'shop' }],
    workloads: defaultFleet.workloads.map((workload) =>
      workload.id === 'catalog' ? { ...workload, accountId: shop } : workload,
    ),
  });
  simulator = await startTestSimulator({ fleet });
});
afterAll(() => simulator.stop());

const config = (account: string, region = 'us-east-1') => clientConfig(simulator, region, account);

describe('with several accounts on the wire', () => {
  it('each sees only what is its own', async () => {
    const groups = async (account: string) => {
      const client = new AutoScalingClient(config(account));
      const { AutoScalingGroups = [] } = await client.send(new DescribeAutoScalingGroupsCommand({}));
      return AutoScalingGroups.map((each) => each.AutoScalingGroupName).sort();
    };
    expect(await groups(shop)).toEqual(['catalog-use1']);
    expect(await groups(defaultAccountId)).toEqual(['checkout-use1', 'media-use1', 'storefront-use1']);
    const tables = async (account: string) =>
      (await new DynamoDBClient(config(account)).send(new ListTablesCommand({}))).TableNames;
    expect(await tables(shop)).toEqual(['catalog-items']);
    expect(await tables(defaultAccountId)).not.toContain('catalog-items');
    const watch = async (account: string) => {
      const client = new CloudWatchClient(config(account));
      const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({}));
      const { Metrics = [] } = await client.send(new ListMetricsCommand({ Namespace: 'AWS/DynamoDB' }));
      const tableNames = Metrics.flatMap((each) => each.Dimensions ?? []).filter(({ Name }) => Name === 'TableName');
      return [MetricAlarms.map((each) => each.AlarmArn), new Set(tableNames.map(({ Value }) => Value))] as const;
    };
    const [alarms, metrics] = await watch(shop);
    expect(alarms.sort()).toEqual([
      `arn:aws:cloudwatch:us-east-1:${shop}:alarm:catalog-use1-5xx`,
      `arn:aws:cloudwatch:us-east-1:${shop}:alarm:catalog-use1-unhealthy-hosts`,
    ]);
    expect(metrics).toEqual(new Set(['catalog-items']));
  });

  it('the zone that routes all users belongs to the management account', async () => {
    const zones = async (account: string) =>
      (await new Route53Client(config(account)).send(new ListHostedZonesCommand({}))).HostedZones;
    expect(await zones(shop)).toEqual([]);
    expect(await zones(defaultAccountId)).toHaveLength(1);
    const { records } = simulator.world.resolve('catalog.acme.example', 'A', 'us-east-1');
    const [balancer] = simulator.world.loadBalancers('us-east-1', shop);
    expect(records.map((each) => each.value)).toEqual(balancer?.addresses);
  });

  it('roles lead from the management account into each of them', async () => {
    const sts = new STSClient(config(defaultAccountId));
    const role = { RoleArn: `arn:aws:iam::${shop}:role/antipode-reader`, RoleSessionName: 'console' };
    await expect(sts.send(new AssumeRoleCommand({ ...role, ExternalId: 'antipode-111122223333' }))).rejects.toThrow(
      'not authorized',
    );
    const session = await sts.send(new AssumeRoleCommand({ ...role, ExternalId: `antipode-${shop}` }));
    const assumed = new STSClient({ ...config(shop), credentials: credentialsOf(session) });
    expect((await assumed.send(new GetCallerIdentityCommand({}))).Account).toBe(shop);
  });

  it('Organizations lists them all, and only to the account that manages them', async () => {
    const list = (account: string) => new OrganizationsClient(config(account)).send(new ListAccountsCommand({}));
    expect((await list(defaultAccountId)).Accounts?.map(({ Id, Name }) => [Id, Name])).toEqual([
      [defaultAccountId, 'production'],
      [shop, 'shop'],
    ]);
    await expect(list(shop)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('the management account sees the bills of all, by account; the others their own', async () => {
    const ask = async (account: string) => {
      const { ResultsByTime, DimensionValueAttributes } = await new CostExplorerClient(config(account)).send(
        new GetCostAndUsageCommand({
          TimePeriod: { Start: '2026-10-01', End: '2026-11-01' },
          Granularity: 'MONTHLY',
          Metrics: ['UnblendedCost'],
          GroupBy: [{ Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' }],
        }),
      );
      const groups = ResultsByTime?.[0]?.Groups ?? [];
      return {
        costs: new Map(groups.map((each) => [each.Keys?.[0], Number(each.Metrics?.UnblendedCost?.Amount)])),
        names: DimensionValueAttributes?.map((each) => each.Attributes?.description),
      };
    };
    const all = await ask(defaultAccountId);
    const own = await ask(shop);
    expect([...all.costs.keys()].sort()).toEqual([defaultAccountId, shop]);
    expect(all.names?.sort()).toEqual(['production', 'shop']);
    expect([...own.costs]).toEqual([[shop, all.costs.get(shop)]]);
    expect(own.costs.get(shop)).toBeGreaterThan(100);
  });

  it('an account that is not of the fleet is not recognised', async () => {
    const client = new AutoScalingClient(config('999988887777'));
    await expect(client.send(new DescribeAutoScalingGroupsCommand({}))).rejects.toMatchObject({
      name: expect.stringMatching(/^(UnrecognizedClientException|InvalidClientTokenId)$/),
    });
  });
});
