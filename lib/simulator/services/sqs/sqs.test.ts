import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  paginateListQueues,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, testNow, worldWith } from '../../testing/test-simulator';

let simulator: RunningSimulator;
const sqsIn = (region: string) => new SQSClient(clientConfig(simulator, region));

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('gives queues a URL on the host by which the client came', async () => {
  const url = `${simulator.url}/111122223333/checkout-events`;
  for (const region of ['us-east-1', 'us-west-2']) {
    expect((await sqsIn(region).send(new ListQueuesCommand({}))).QueueUrls).toEqual([url]);
    const named = await sqsIn(region).send(new GetQueueUrlCommand({ QueueName: 'checkout-events' }));
    expect(named.QueueUrl).toBe(url);
  }
  expect((await sqsIn('eu-west-1').send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
  const prefixed = await sqsIn('us-east-1').send(new ListQueuesCommand({ QueueNamePrefix: 'orders' }));
  expect(prefixed.QueueUrls ?? []).toEqual([]);
});

it('gives the attributes that are asked for, each region its own', async () => {
  const QueueUrl = `${simulator.url}/111122223333/checkout-events`;
  for (const region of ['us-east-1', 'us-west-2']) {
    const all = await sqsIn(region).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(all.Attributes).toMatchObject({
      QueueArn: `arn:aws:sqs:${region}:111122223333:checkout-events`,
      ApproximateNumberOfMessages: expect.stringMatching(/^\d+$/),
      MessageRetentionPeriod: '345600',
    });
  }
  const one = await sqsIn('us-east-1').send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout', 'RedrivePolicy'] }),
  );
  expect(one.Attributes).toEqual({ VisibilityTimeout: '30' });
  expect((await sqsIn('us-east-1').send(new GetQueueAttributesCommand({ QueueUrl }))).Attributes).toBeUndefined();
});

it('refuses queues and attributes that do not exist', async () => {
  const client = sqsIn('us-east-1');
  const missing = { name: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
  await expect(client.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).rejects.toMatchObject(missing);
  const foreign = `${simulator.url}/999999999999/checkout-events`;
  await expect(client.send(new GetQueueAttributesCommand({ QueueUrl: foreign }))).rejects.toMatchObject(missing);
  const QueueUrl = `${simulator.url}/111122223333/checkout-events`;
  await expect(
    client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Colour' as 'All'] })),
  ).rejects.toMatchObject({ name: 'InvalidAttributeName' });
});

it('lists queues page by page', async () => {
  const queues = Array.from({ length: 7 }, (_, index) => ({
    region: 'us-east-1',
    workload: 'checkout',
    name: `queue-${index}`,
    arn: `arn:aws:sqs:us-east-1:111122223333:queue-${index}`,
  }));
  const door = await serveWorld(worldWith({ queues: () => queues }));
  const client = new SQSClient(clientConfig(door, 'us-east-1'));
  const pages: number[] = [];
  for await (const page of paginateListQueues({ client, pageSize: 3 }, {})) pages.push(page.QueueUrls?.length ?? 0);
  expect(pages).toEqual([3, 3, 1]);
  await door.close();
});

it('measures both queues, the one without customers by its canary', async () => {
  const valuesOf = async (region: string, MetricName: string) => {
    const { Datapoints = [] } = await new CloudWatchClient(clientConfig(simulator, region)).send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/SQS',
        MetricName,
        Dimensions: [{ Name: 'QueueName', Value: 'checkout-events' }],
        StartTime: new Date(testNow - 1_200_000),
        EndTime: new Date(testNow),
        Period: 60,
        Statistics: ['Maximum', 'Sum'],
      }),
    );
    expect(Datapoints.length).toBeGreaterThan(10);
    return Datapoints;
  };
  for (const region of ['us-east-1', 'us-west-2']) {
    for (const { Maximum, Unit } of await valuesOf(region, 'ApproximateAgeOfOldestMessage')) {
      expect(Maximum).toBeGreaterThan(0);
      expect(Maximum).toBeLessThan(10);
      expect(Unit).toBe('Seconds');
    }
  }
  const busy = await valuesOf('us-east-1', 'NumberOfMessagesSent');
  expect(busy.every(({ Sum }) => (Sum ?? 0) > 100)).toBe(true);
  const idle = await valuesOf('us-west-2', 'NumberOfMessagesSent');
  expect(idle.every(({ Sum }) => Sum === 1)).toBe(true);
});
