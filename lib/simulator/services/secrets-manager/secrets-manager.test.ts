import {
  DescribeSecretCommand,
  ListSecretsCommand,
  paginateListSecrets,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const secretsIn = (region: string) => new SecretsManagerClient(clientConfig(simulator, region));
const describe = (region: string, SecretId: string) => secretsIn(region).send(new DescribeSecretCommand({ SecretId }));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('tells of each replica whether it follows the primary', async () => {
  const database = await describe('us-east-1', 'checkout/database');
  expect(database).toMatchObject({ Name: 'checkout/database', PrimaryRegion: 'us-east-1' });
  expect(database.ReplicationStatus).toMatchObject([{ Region: 'us-west-2', Status: 'InSync' }]);
  const payment = await describe('us-east-1', 'checkout/payment-api');
  expect(payment.ReplicationStatus).toMatchObject([
    { Region: 'us-west-2', Status: 'Failed', StatusMessage: expect.stringContaining('Replication failed') },
  ]);
});

it('has a replica under the same name and ARN suffix, and none where replication failed', async () => {
  const primary = await describe('us-east-1', 'checkout/database');
  const replica = await describe('us-west-2', 'checkout/database');
  expect(replica.ARN).toBe(primary.ARN?.replace('us-east-1', 'us-west-2'));
  expect(replica.PrimaryRegion).toBe('us-east-1');
  expect(replica.ReplicationStatus).toBeUndefined();
  expect((await describe('us-west-2', replica.ARN ?? '')).Name).toBe('checkout/database');
  await expect(describe('us-west-2', 'checkout/payment-api')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
});

it('lists what a region has, page by page and by filters', async () => {
  const client = secretsIn('us-east-1');
  const names: (string | undefined)[][] = [];
  for await (const page of paginateListSecrets({ client, pageSize: 1 }, {})) {
    names.push((page.SecretList ?? []).map((each) => each.Name));
  }
  expect(names).toEqual([['checkout/database'], ['checkout/payment-api']]);
  const elsewhere = await secretsIn('us-west-2').send(new ListSecretsCommand({}));
  expect(elsewhere.SecretList?.map((each) => each.Name)).toEqual(['checkout/database']);
  const filtered = await client.send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['checkout/p'] }] }));
  expect(filtered.SecretList?.map((each) => each.Name)).toEqual(['checkout/payment-api']);
  await expect(client.send(new ListSecretsCommand({ NextToken: 'rubbish' }))).rejects.toMatchObject({
    name: 'InvalidNextTokenException',
  });
});
