import { DescribeKeyCommand, KMSClient, ListAliasesCommand, paginateListAliases } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, worldWith } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const kmsIn = (region: string) => new KMSClient(clientConfig(simulator, region));
const describe = (region: string, KeyId: string) => kmsIn(region).send(new DescribeKeyCommand({ KeyId }));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('describes a multi-region key in both of its regions, by alias, id and ARN', async () => {
  const primary = (await describe('us-east-1', 'alias/checkout')).KeyMetadata;
  const replica = (await describe('us-west-2', 'alias/checkout')).KeyMetadata;
  expect(primary).toMatchObject({ MultiRegion: true, KeyState: 'Enabled', KeyId: expect.stringMatching(/^mrk-/) });
  expect(primary?.MultiRegionConfiguration).toMatchObject({
    MultiRegionKeyType: 'PRIMARY',
    PrimaryKey: { Region: 'us-east-1' },
    ReplicaKeys: [{ Region: 'us-west-2', Arn: replica?.Arn }],
  });
  expect(replica?.KeyId).toBe(primary?.KeyId);
  expect(replica?.MultiRegionConfiguration?.MultiRegionKeyType).toBe('REPLICA');
  for (const name of [primary?.KeyId, primary?.Arn, 'arn:aws:kms:us-east-1:111122223333:alias/checkout']) {
    expect((await describe('us-east-1', name ?? '')).KeyMetadata?.Arn).toBe(primary?.Arn);
  }
});

it('refuses keys that a region does not have', async () => {
  await expect(describe('eu-west-1', 'alias/checkout')).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Alias arn:aws:kms:eu-west-1:111122223333:alias/checkout is not found.',
  });
  await expect(describe('us-east-1', 'arn:aws:kms:us-west-2:111122223333:alias/checkout')).rejects.toMatchObject({
    name: 'InvalidArnException',
  });
});

it('lists the aliases of a region, page by page', async () => {
  const aliases = await kmsIn('us-west-2').send(new ListAliasesCommand({}));
  expect(aliases).toMatchObject({ Truncated: false, Aliases: [{ AliasName: 'alias/checkout' }] });
  const [key] = simulator.world.keys(simulator.world.accountId);
  if (key === undefined) throw new Error('the default fleet has a key');
  const keys = Array.from({ length: 5 }, (_, index) => ({ ...key, alias: `alias/${index}` }));
  const door = await serveWorld(worldWith({ keys: () => keys }));
  const client = new KMSClient(clientConfig(door, 'us-east-1'));
  const pages: number[] = [];
  for await (const page of paginateListAliases({ client, pageSize: 2 }, {})) pages.push(page.Aliases?.length ?? 0);
  expect(pages).toEqual([2, 2, 1]);
  await door.close();
});
