import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { clientConfig, credentialsOf, startTestSimulator, testNow } from '../testing/test-simulator';
import { externalIdOf } from '../world/roles';
import { isMutating } from './effect-log';

it('an effect log holds every mutating call with who asked, what for, and what became of it', async () => {
  const simulator = await startTestSimulator({ truth: true });
  const config = clientConfig(simulator, 'us-east-1');
  const role = {
    RoleArn: 'arn:aws:iam::111122223333:role/antipode-writer',
    RoleSessionName: 'console',
    ExternalId: externalIdOf('111122223333'),
  };
  const credentials = credentialsOf(await new STSClient(config).send(new AssumeRoleCommand(role)));
  const item = { pk: { S: 'marker' }, text: { S: 'x'.repeat(1000) } };
  const put = new PutItemCommand({ TableName: 'user-sessions', Item: item });
  await new CloudWatchClient(config).send(new DescribeAlarmsCommand({}));
  await new DynamoDBClient({ ...config, credentials }).send(put).catch(() => undefined);
  simulator.world.injectFault({ kind: 'throttled' });
  await expect(new DynamoDBClient(config).send(put)).rejects.toThrow('Rate exceeded');
  const answer = await fetch(`${simulator.url}/_simulator/effects`);
  const { effects, forgotten } = (await answer.json()) as { effects: { outcome: string }[]; forgotten: number };
  expect(forgotten).toBe(0);
  expect(effects).toMatchObject([
    { number: 1, at: testNow, account: '111122223333', role: 'antipode-writer', region: 'us-east-1' },
    { number: 2, service: 'DynamoDB', operation: 'PutItem', outcome: 'ThrottlingException' },
  ]);
  expect(effects[1]).toHaveProperty('parameters.TableName', 'user-sessions');
  expect(JSON.stringify(effects)).not.toContain('x'.repeat(300));
  await simulator.stop();
});

it('an effect log is for tests only', async () => {
  const simulator = await startTestSimulator();
  expect((await fetch(`${simulator.url}/_simulator/effects`)).status).toBe(404);
  await simulator.stop();
});

it.each([
  ['DescribeAlarms', false],
  ['AssumeRole', false],
  ['TestDNSAnswer', false],
  ['UpdateRoutingControlStates', true],
  ['ChangeResourceRecordSets', true],
  ['FailoverGlobalCluster', true],
  ['Invoke', true],
])('%s counts as mutating: %s', (operation, mutating) => {
  expect(isMutating(operation)).toBe(mutating);
});
