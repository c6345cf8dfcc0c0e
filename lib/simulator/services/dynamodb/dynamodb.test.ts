import { DescribeTableCommand, DynamoDBClient, ListTablesCommand, paginateListTables } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, worldWith } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const dynamoIn = (region: string) => new DynamoDBClient(clientConfig(simulator, region));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('leaves the asked region out of the replicas, so that only all regions together show the whole table', async () => {
  const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'];
  for (const region of regions) {
    const { Table } = await dynamoIn(region).send(new DescribeTableCommand({ TableName: 'user-sessions' }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: `arn:aws:dynamodb:${region}:111122223333:table/user-sessions`,
      GlobalTableVersion: '2019.11.21',
      MultiRegionConsistency: 'EVENTUAL',
    });
    expect(Table?.Replicas?.map((each) => each.RegionName).toSorted()).toEqual(
      regions.filter((each) => each !== region).toSorted(),
    );
    expect(Table?.Replicas?.every((each) => each.ReplicaStatus === 'ACTIVE')).toBe(true);
  }
});

it('describes a table by its ARN, and refuses one that the region does not have', async () => {
  const TableName = 'arn:aws:dynamodb:us-west-2:111122223333:table/user-sessions';
  const { Table } = await dynamoIn('us-west-2').send(new DescribeTableCommand({ TableName }));
  expect(Table?.TableName).toBe('user-sessions');
  const elsewhere = new DescribeTableCommand({ TableName: 'user-sessions' });
  await expect(dynamoIn('eu-west-1').send(elsewhere)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Requested resource not found: Table: user-sessions not found',
  });
});

it('names the witness of a strongly consistent table beside its replicas', async () => {
  const { Table } = await dynamoIn('us-east-1').send(new DescribeTableCommand({ TableName: 'checkout-idempotency' }));
  expect(Table).toMatchObject({
    MultiRegionConsistency: 'STRONG',
    Replicas: [{ RegionName: 'us-west-2', ReplicaStatus: 'ACTIVE' }],
    GlobalTableWitnesses: [{ RegionName: 'us-east-2', WitnessStatus: 'ACTIVE' }],
  });
});

it('lists tables page by page', async () => {
  const [table] = simulator.world.globalTables(simulator.world.accountId);
  if (table === undefined) throw new Error('the default fleet has a global table');
  const tables = Array.from({ length: 7 }, (_, index) => ({ ...table, name: `table-${index}` }));
  const door = await serveWorld(worldWith({ globalTables: () => tables }));
  const client = new DynamoDBClient(clientConfig(door, 'us-east-1'));
  const pages: string[][] = [];
  for await (const page of paginateListTables({ client, pageSize: 3 }, {})) pages.push(page.TableNames ?? []);
  expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
  expect(pages.flat()).toEqual(tables.map((each) => each.name));
  await expect(client.send(new ListTablesCommand({ Limit: 101 }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await door.close();
});
