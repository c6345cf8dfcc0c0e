import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator, testNow } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let cloudWatch: CloudWatchClient;
beforeAll(async () => {
  simulator = await startTestSimulator();
  cloudWatch = new CloudWatchClient(clientConfig(simulator, 'us-west-2'));
});
afterAll(() => simulator.stop());

const Dimensions = [{ Name: 'Workload', Value: 'checkout' }];
const put = (datum: Partial<MetricDatum>, Namespace = 'Acme/Recovery') =>
  cloudWatch.send(
    new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'GivenUp', Value: 1, Dimensions, ...datum }] }),
  );

it('keeps a value of a metric of one’s own in its region, where it is read once its minute is over', async () => {
  await put({ Value: 3 });
  await put({ Value: 1 });
  simulator.world.advanceTo(testNow + 60_000);
  const read = (region: string) =>
    new CloudWatchClient(clientConfig(simulator, region)).send(
      new GetMetricDataCommand({
        StartTime: new Date(testNow),
        EndTime: new Date(testNow + 60_000),
        MetricDataQueries: [
          {
            Id: 'given',
            MetricStat: {
              Metric: { Namespace: 'Acme/Recovery', MetricName: 'GivenUp', Dimensions },
              Period: 60,
              Stat: 'Maximum',
            },
          },
        ],
      }),
    );
  expect((await read('us-west-2')).MetricDataResults?.[0]?.Values).toEqual([3]);
  expect((await read('us-east-1')).MetricDataResults?.[0]?.Values).toEqual([]);
});

it('refuses what CloudWatch refuses, and says of what it cannot do that it cannot', async () => {
  await expect(put({}, 'AWS/Recovery')).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  await expect(put({ Value: Number.NaN })).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  await expect(
    cloudWatch.send(new PutMetricDataCommand({ Namespace: 'Acme/Recovery', MetricData: [] })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  const aside: readonly Partial<MetricDatum>[] = [
    { Values: [1, 2] },
    { Timestamp: new Date(testNow - 3_600_000) },
    { StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 } },
  ];
  for (const datum of aside) await expect(put(datum)).rejects.toMatchObject({ name: 'NotImplemented' });
});
