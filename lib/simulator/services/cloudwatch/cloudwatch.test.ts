import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type GetMetricDataInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  paginateDescribeAlarms,
  paginateListMetrics,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, testNow, worldWith } from '../../testing/test-simulator';
import type { MetricQuery, SimulatedAlarm, World } from '../../world/types';

const minute = 60_000;
let simulator: RunningSimulator;
let cloudWatch: CloudWatchClient;

beforeAll(async () => {
  simulator = await startTestSimulator();
  cloudWatch = new CloudWatchClient(clientConfig(simulator, 'us-east-1'));
});
afterAll(() => simulator.stop());

/** The query of a load balancer's requests in us-east-1. */
function requests(world: World, id = 'requests'): MetricDataQuery {
  const balancer = world.loadBalancers('us-east-1', world.accountId).find((each) => each.workload === 'checkout');
  const Dimensions = [{ Name: 'LoadBalancer', Value: balancer?.dimension }];
  return {
    Id: id,
    MetricStat: {
      Metric: { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions },
      Period: 60,
      Stat: 'Sum',
    },
  };
}

function lastMinutes(count: number): Pick<GetMetricDataInput, 'StartTime' | 'EndTime'> {
  return { StartTime: new Date(testNow - count * minute), EndTime: new Date(testNow) };
}

describe('GetMetricData', () => {
  it('gives the newest points first, at the start of their periods, and nothing that is not published yet', async () => {
    const { MetricDataResults = [], NextToken } = await cloudWatch.send(
      new GetMetricDataCommand({ MetricDataQueries: [requests(simulator.world)], ...lastMinutes(10) }),
    );
    expect(NextToken).toBeUndefined();
    const [result] = MetricDataResults;
    expect(result).toMatchObject({ Id: 'requests', Label: 'RequestCount', StatusCode: 'Complete' });
    const times = result?.Timestamps?.map((each) => each.getTime()) ?? [];
    expect(times.length).toBeGreaterThanOrEqual(7);
    expect(times).toEqual(times.toSorted((left, right) => right - left));
    expect(times.every((at) => at % minute === 0)).toBe(true);
    expect(times[0]).toBeLessThanOrEqual(testNow - 2 * minute);
    expect(result?.Values?.every((value) => value > 0)).toBe(true);
  });

  it('gives the same points in rising order when asked for', async () => {
    const input = { MetricDataQueries: [requests(simulator.world)], ...lastMinutes(10) };
    const falling = await cloudWatch.send(new GetMetricDataCommand(input));
    const rising = await cloudWatch.send(new GetMetricDataCommand({ ...input, ScanBy: 'TimestampAscending' }));
    expect(rising.MetricDataResults?.[0]?.Timestamps).toEqual(falling.MetricDataResults?.[0]?.Timestamps?.toReversed());
    expect(rising.MetricDataResults?.[0]?.Values).toEqual(falling.MetricDataResults?.[0]?.Values?.toReversed());
  });

  it('pages by MaxDatapoints: a cut series is partial and goes on under its id, and no point is lost or doubled', async () => {
    const input = {
      MetricDataQueries: [
        requests(simulator.world, 'a'),
        requests(simulator.world, 'b'),
        requests(simulator.world, 'c'),
      ],
      ...lastMinutes(60),
    };
    const whole = await cloudWatch.send(new GetMetricDataCommand(input));
    const merged = new Map<string, number[]>();
    const statuses: string[] = [];
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await cloudWatch.send(new GetMetricDataCommand({ ...input, MaxDatapoints: 50, NextToken }));
      let points = 0;
      for (const { Id = '', Timestamps = [], StatusCode = '' } of page.MetricDataResults ?? []) {
        merged.set(Id, [...(merged.get(Id) ?? []), ...Timestamps.map((each) => each.getTime())]);
        statuses.push(StatusCode);
        points += Timestamps.length;
      }
      expect(points).toBeLessThanOrEqual(50);
      NextToken = page.NextToken;
      pages += 1;
    } while (NextToken !== undefined);
    expect(pages).toBe(4);
    expect(statuses).toContain('PartialData');
    for (const { Id = '', Timestamps = [] } of whole.MetricDataResults ?? []) {
      expect(merged.get(Id)).toEqual(Timestamps.map((each) => each.getTime()));
    }
  });

  it('answers a metric that does not exist with an empty complete series, and leaves out what returns no data', async () => {
    const unknown = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions: [] };
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [
          { Id: 'empty', MetricStat: { Metric: unknown, Period: 60, Stat: 'Sum' } },
          { ...requests(simulator.world, 'hidden'), ReturnData: false },
        ],
        ...lastMinutes(10),
      }),
    );
    expect(MetricDataResults).toEqual([
      { Id: 'empty', Label: 'RequestCount', Timestamps: [], Values: [], StatusCode: 'Complete' },
    ]);
  });

  it('finds nothing under a unit that the metric does not have, without an error', async () => {
    const query = requests(simulator.world);
    const withUnit = (Unit: 'Count' | 'Seconds') => ({
      ...query,
      MetricStat: query.MetricStat && { ...query.MetricStat, Unit },
    });
    for (const [unit, found] of [
      ['Seconds', false],
      ['Count', true],
    ] as const) {
      const { MetricDataResults } = await cloudWatch.send(
        new GetMetricDataCommand({ MetricDataQueries: [withUnit(unit)], ...lastMinutes(10) }),
      );
      expect((MetricDataResults?.[0]?.Values?.length ?? 0) > 0).toBe(found);
    }
  });

  it('publishes Aurora lag in the region of the secondary only', async () => {
    const lag: MetricDataQuery = {
      Id: 'lag',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/RDS',
          MetricName: 'AuroraGlobalDBRPOLag',
          Dimensions: [{ Name: 'DBClusterIdentifier', Value: 'checkout-usw2' }],
        },
        Period: 60,
        Stat: 'Maximum',
      },
    };
    const inRegion = async (region: string) => {
      const client = new CloudWatchClient(clientConfig(simulator, region));
      const answer = await client.send(new GetMetricDataCommand({ MetricDataQueries: [lag], ...lastMinutes(10) }));
      return answer.MetricDataResults?.[0]?.Values?.length;
    };
    expect(await inRegion('us-east-1')).toBe(0);
    expect(await inRegion('us-west-2')).toBeGreaterThan(0);
  });

  it('gives no points at a period finer than the age of the window allows', async () => {
    const asked: MetricQuery[] = [];
    const world = worldWith({
      metrics: {
        query: (query) => {
          asked.push(query);
          return [];
        },
        list: () => [],
      },
    });
    const door = await serveWorld(world);
    const client = new CloudWatchClient(clientConfig(door, 'us-east-1'));
    const day = 24 * 60 * minute;
    await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: [requests(world)],
        StartTime: new Date(testNow - 30 * day),
        EndTime: new Date(testNow - 16 * day),
      }),
    );
    expect(asked).toEqual([]);
    await door.close();
  });

  const valid = requestOf('ok');
  function requestOf(Id: string): MetricDataQuery {
    return { Id, MetricStat: { Metric: { Namespace: 'N', MetricName: 'M' }, Period: 60, Stat: 'Sum' } };
  }
  const refused: [string, Partial<GetMetricDataInput>][] = [
    ['more than 500 queries', { MetricDataQueries: Array.from({ length: 501 }, (_, index) => requestOf(`q${index}`)) }],
    ['no query', { MetricDataQueries: [] }],
    ['two queries of one id', { MetricDataQueries: [valid, valid] }],
    ['an id that begins with a capital', { MetricDataQueries: [requestOf('Capital')] }],
    ['an expression, which is not simulated', { MetricDataQueries: [{ Id: 'e', Expression: 'SUM(METRICS())' }] }],
    ['a metric and an expression at once', { MetricDataQueries: [{ ...valid, Expression: '1' }] }],
    ['neither metric nor expression', { MetricDataQueries: [{ Id: 'nothing' }] }],
    [
      'an impossible period',
      {
        MetricDataQueries: [
          {
            ...valid,
            MetricStat: { ...valid.MetricStat, Metric: { Namespace: 'N', MetricName: 'M' }, Stat: 'Sum', Period: 61 },
          },
        ],
      },
    ],
    [
      'an unknown statistic',
      {
        MetricDataQueries: [
          { ...valid, MetricStat: { Metric: { Namespace: 'N', MetricName: 'M' }, Period: 60, Stat: 'median' } },
        ],
      },
    ],
    [
      'a metric without a name',
      { MetricDataQueries: [{ Id: 'm', MetricStat: { Metric: { Namespace: 'N' }, Period: 60, Stat: 'Sum' } }] },
    ],
    ['only queries that return no data', { MetricDataQueries: [{ ...valid, ReturnData: false }] }],
    ['a window that ends before it begins', { StartTime: new Date(testNow), EndTime: new Date(testNow - minute) }],
    ['more than 100,800 points a page', { MaxDatapoints: 100_801 }],
  ];
  it.each(refused)('refuses %s with a validation error', async (_name, part) => {
    const command = new GetMetricDataCommand({ MetricDataQueries: [valid], ...lastMinutes(5), ...part });
    await expect(cloudWatch.send(command)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400, attempts: 1 },
      name: expect.stringMatching(/^Validation(Error|Exception)$/),
    });
  });

  it('takes 500 queries in one call', async () => {
    const MetricDataQueries = Array.from({ length: 500 }, (_, index) => requests(simulator.world, `q${index}`));
    const answer = await cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries, ...lastMinutes(5) }));
    expect(answer.MetricDataResults).toHaveLength(500);
  });

  it('refuses a rubbish token, and a true token with another request', async () => {
    const input = { MetricDataQueries: [requests(simulator.world)], ...lastMinutes(30), MaxDatapoints: 5 };
    const { NextToken } = await cloudWatch.send(new GetMetricDataCommand(input));
    expect(NextToken).toBeDefined();
    for (const token of ['rubbish', `${NextToken}x`, '']) {
      const command = new GetMetricDataCommand({ ...input, NextToken: token });
      await expect(cloudWatch.send(command)).rejects.toMatchObject({ name: 'InvalidNextToken' });
    }
    const other = new GetMetricDataCommand({ ...input, ...lastMinutes(20), NextToken });
    await expect(cloudWatch.send(other)).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });
});

describe('GetMetricStatistics', () => {
  it('gives all asked statistics of a period in one point', async () => {
    const { Metric } = requests(simulator.world).MetricStat ?? {};
    const { Datapoints = [], Label } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: Metric?.Namespace,
        MetricName: Metric?.MetricName,
        Dimensions: Metric?.Dimensions,
        ...lastMinutes(10),
        Period: 60,
        Statistics: ['Sum', 'Maximum'],
      }),
    );
    expect(Label).toBe('RequestCount');
    expect(Datapoints.length).toBeGreaterThan(0);
    for (const point of Datapoints) {
      expect(point).toMatchObject({ Sum: expect.any(Number), Maximum: expect.any(Number), Unit: 'Count' });
    }
  });

  it('refuses more than 1,440 points, and a call without statistics', async () => {
    const base = { Namespace: 'N', MetricName: 'M', Period: 60 };
    await expect(
      cloudWatch.send(new GetMetricStatisticsCommand({ ...base, ...lastMinutes(1441), Statistics: ['Sum'] })),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombinationException' });
    await expect(
      cloudWatch.send(new GetMetricStatisticsCommand({ ...base, ...lastMinutes(10) })),
    ).rejects.toMatchObject({ name: 'MissingRequiredParameterException' });
  });
});

describe('ListMetrics', () => {
  it('lists what the region publishes, filtered by namespace, name and dimension', async () => {
    const { Metrics = [] } = await cloudWatch.send(
      new ListMetricsCommand({
        Namespace: 'AWS/DynamoDB',
        MetricName: 'ReplicationLatency',
        Dimensions: [{ Name: 'TableName', Value: 'user-sessions' }],
      }),
    );
    const receivers = Metrics.map(
      ({ Dimensions = [] }) => Dimensions.find((each) => each.Name === 'ReceivingRegion')?.Value,
    );
    expect(receivers.toSorted()).toEqual(['ap-southeast-1', 'eu-central-1', 'us-west-2']);
    const one = await cloudWatch.send(
      new ListMetricsCommand({
        Namespace: 'AWS/DynamoDB',
        MetricName: 'ReplicationLatency',
        Dimensions: [{ Name: 'TableName' }, { Name: 'ReceivingRegion', Value: 'us-west-2' }],
        RecentlyActive: 'PT3H',
      }),
    );
    expect(one.Metrics).toHaveLength(1);
  });

  it('gives 500 a page and all of them in the end', async () => {
    const list = Array.from({ length: 1201 }, (_, index) => ({ namespace: 'Many', name: `m${index}`, dimensions: {} }));
    const door = await serveWorld(worldWith({ metrics: { query: () => [], list: () => list } }));
    const client = new CloudWatchClient(clientConfig(door, 'us-east-1'));
    const sizes: number[] = [];
    const names = new Set<string>();
    for await (const { Metrics = [] } of paginateListMetrics({ client }, {})) {
      sizes.push(Metrics.length);
      for (const { MetricName = '' } of Metrics) names.add(MetricName);
    }
    expect(sizes).toEqual([500, 500, 201]);
    expect(names.size).toBe(1201);
    await expect(client.send(new ListMetricsCommand({ NextToken: 'rubbish' }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    await door.close();
  });
});

describe('DescribeAlarms', () => {
  it('shows the misplaced alarm without data for ever, with when it turned', async () => {
    const { MetricAlarms, CompositeAlarms } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ['checkout-primary-replication-lag'] }),
    );
    expect(CompositeAlarms).toEqual([]);
    expect(MetricAlarms).toHaveLength(1);
    expect(MetricAlarms?.[0]).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      Namespace: 'AWS/RDS',
      AlarmArn: expect.stringMatching(/^arn:aws:cloudwatch:us-east-1:111122223333:alarm:/),
      StateTransitionedTimestamp: expect.any(Date),
    });
  });

  it('pages, filters by state and prefix, and gives no metric alarm when composite ones are asked for', async () => {
    const [model] = simulator.world.alarms('us-east-1', simulator.world.accountId);
    if (model === undefined) throw new Error('the default fleet has alarms');
    const alarms = Array.from(
      { length: 120 },
      (_, index): SimulatedAlarm => ({ ...model, name: `a${index}`, state: index % 10 === 0 ? 'ALARM' : 'OK' }),
    );
    const door = await serveWorld(worldWith({ alarms: () => alarms }));
    const client = new CloudWatchClient(clientConfig(door, 'us-east-1'));
    const sizes: number[] = [];
    for await (const page of paginateDescribeAlarms({ client }, {})) sizes.push(page.MetricAlarms?.length ?? 0);
    expect(sizes).toEqual([50, 50, 20]);
    const firing = await client.send(new DescribeAlarmsCommand({ StateValue: 'ALARM', AlarmNamePrefix: 'a1' }));
    expect(firing.MetricAlarms?.map((each) => each.AlarmName)).toEqual(['a10', 'a100', 'a110']);
    const composite = await client.send(new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'] }));
    expect(composite.MetricAlarms).toEqual([]);
    await expect(client.send(new DescribeAlarmsCommand({ NextToken: 'rubbish' }))).rejects.toMatchObject({
      name: 'InvalidNextToken',
    });
    await expect(client.send(new DescribeAlarmsCommand({ MaxRecords: 101 }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
    await door.close();
  });
});

it('answers an operation that is not simulated with 501, never with an empty success', async () => {
  await expect(
    cloudWatch.send(new SetAlarmStateCommand({ AlarmName: 'a', StateValue: 'OK', StateReason: 'a test' })),
  ).rejects.toMatchObject({ name: 'NotImplemented', $metadata: { httpStatusCode: 501, attempts: 1 } });
});
