import {
  type CloudWatch,
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { describe, expect, test, vi } from 'vitest';
import type { Call } from './call';
import { createWireHandler } from './handler';
import { implement } from './implement';
import { inProcess } from './in-process';
import { loadServices } from './service-table';

vi.setConfig({ testTimeout: 20_000 });

const minute = 60_000;
const start = Date.UTC(2026, 10, 20, 11);
let lastCall: Call | undefined;

const handler = createWireHandler({
  services: await loadServices(['CloudWatch']),
  operations: [
    implement<CloudWatch>('CloudWatch', {
      DescribeAlarms: () => ({
        MetricAlarms: [
          {
            AlarmName: 'p99<latency> & "errors" ≥ 5 \u{1f6a8}\r\n tab\t',
            Threshold: 0.1 + 0.2,
            StateUpdatedTimestamp: new Date('2026-11-20T12:00:00.123Z'),
            Dimensions: [],
          },
        ],
        CompositeAlarms: [],
        NextToken: '',
      }),
      GetMetricData(input, call) {
        lastCall = call;
        const first = Number(input.NextToken ?? 0);
        const queries = input.MetricDataQueries.slice(first, first + 250);
        return {
          MetricDataResults: queries.map(({ Id }, index) => ({
            Id,
            Timestamps: Array.from({ length: 60 }, (_, point) => new Date(start + point * minute)),
            Values: Array.from({ length: 60 }, (_, point) => index / 3 + point),
          })),
          ...(first + 250 < input.MetricDataQueries.length && { NextToken: String(first + 250) }),
        };
      },
    }),
  ],
});

describe.each([
  ['awsJson1_0', {}],
  ['awsQuery', { protocol: AwsQueryProtocol }],
  ['rpcv2Cbor', { protocol: AwsSmithyRpcV2CborProtocol }],
])('over %s', (_, config) => {
  const client = new CloudWatchClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'SIM111122223333', secretAccessKey: 'simulated' },
    requestHandler: inProcess(handler),
    ...config,
  });

  test('escapes, exact fractions, milliseconds, empty lists and empty text arrive as they were', async () => {
    const { MetricAlarms, CompositeAlarms, NextToken } = await client.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms).toEqual([
      {
        AlarmName: 'p99<latency> & "errors" ≥ 5 \u{1f6a8}\r\n tab\t',
        Threshold: 0.30000000000000004,
        StateUpdatedTimestamp: new Date('2026-11-20T12:00:00.123Z'),
        Dimensions: [],
      },
    ]);
    expect([CompositeAlarms, NextToken]).toEqual([[], '']);
  });

  test('500 metric queries of an hour arrive exactly, and their results page by page', async () => {
    const input = {
      StartTime: new Date(start),
      EndTime: new Date(start + 60 * minute),
      MetricDataQueries: Array.from({ length: 500 }, (_, index) => ({
        Id: `q${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/RDS',
            MetricName: 'AuroraGlobalDBRPOLag',
            Dimensions: [{ Name: 'a', Value: `${index}` }],
          },
          Period: 60,
          Stat: 'Maximum',
        },
      })),
    };
    const first = await client.send(new GetMetricDataCommand(input));
    expect(lastCall?.input).toEqual(input);
    expect(first.MetricDataResults?.[100]?.Values?.[1]).toBe(100 / 3 + 1);
    expect(first.MetricDataResults?.[100]?.Timestamps?.[1]).toEqual(new Date(start + minute));
    const pages: (number | undefined)[] = [];
    for await (const page of paginateGetMetricData({ client }, input)) pages.push(page.MetricDataResults?.length);
    expect(pages).toEqual([250, 250]);
  });
});
