import { CloudWatchClient, DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { clientConfig, startTestSimulator, testNow } from '../testing/test-simulator';

const statistics = ['Sum', 'Minimum', 'Maximum', 'Average', 'SampleCount', 'p95'];

it('the simulator counts what AWS would bill: metrics, five statistics of one as one, and every replica of a write', async () => {
  const simulator = await startTestSimulator({ truth: true });
  const config = clientConfig(simulator, 'us-east-1');
  const cloudWatch = new CloudWatchClient(config);
  await cloudWatch.send(new DescribeAlarmsCommand({}));
  await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(testNow - 300_000),
      EndTime: new Date(testNow),
      MetricDataQueries: statistics.map((Stat, index) => ({
        Id: `q${index}`,
        MetricStat: { Metric: { Namespace: 'AWS/RDS', MetricName: 'CommitThroughput' }, Period: 60, Stat },
      })),
    }),
  );
  const put = new PutItemCommand({ TableName: 'user-sessions', Item: { id: { S: 'marker' } } });
  await new DynamoDBClient(config).send(put);
  const answer = await fetch(`${simulator.url}/_simulator/usage`);
  const expected = {
    'CloudWatch requests': 1,
    'GetMetricData metrics': 2,
    'DynamoDB writes': 1,
    'DynamoDB replicated writes': 3,
  };
  expect(await answer.json()).toEqual({ '111122223333': expected });
  simulator.world.injectFault({ kind: 'throttled' });
  await expect(new DynamoDBClient({ ...config, maxAttempts: 1 }).send(put)).rejects.toThrow();
  expect(simulator.usage()).toEqual({ '111122223333': expected });
  await simulator.stop();
});

it('the count is for tests only', async () => {
  const simulator = await startTestSimulator();
  expect((await fetch(`${simulator.url}/_simulator/usage`)).status).toBe(404);
  await simulator.stop();
});
