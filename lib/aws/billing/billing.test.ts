import { afterEach, describe, expect, it } from 'vitest';
import { fetchAlarms } from '../cloudwatch/fetch-alarms';
import { fetchMetricData } from '../cloudwatch/fetch-metric-data';
import { actPutTableMarker } from '../dynamodb/act-put-marker';
import { createAwsEdge } from '../edge';
import { fetchGlobalClusters } from '../rds/fetch-global-clusters';
import { fetchBucketReplication } from '../s3/fetch-bucket-replication';
import { scriptedScope } from '../testing/scripted-edge';
import { type ScriptedAnswer, type SeenRequest, startScriptedEndpoint } from '../testing/scripted-endpoint';
import type { MetricQuerySpec } from '../types';
import type { BilledRequest } from './billing-meter';
import { toBilledUnits } from './to-billed-units';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** An edge whose every request is answered by the script, and what it notes to be billed. */
async function start(script: (request: SeenRequest, count: number) => ScriptedAnswer) {
  const noted: BilledRequest[] = [];
  const endpoint = await startScriptedEndpoint(script);
  cleanups.push(() => endpoint.close());
  const meter = { note: (request: BilledRequest) => void noted.push(request) };
  const edge = createAwsEdge({ mode: 'simulator', endpoint: endpoint.url }, { meter, requestTimeoutMs: 200 });
  cleanups.push(() => edge.close());
  return { edge, noted };
}

const window = { startAt: 0, endAt: 60_000 };

function statisticsOf(name: string, statistics: readonly string[]): readonly MetricQuerySpec[] {
  return statistics.map((statistic) => ({
    ...{ key: `${name} ${statistic}`, namespace: 'AWS/ELB', name, dimensions: { A: '1' } },
    ...{ statistic, periodSeconds: 60 },
  }));
}

describe('what a request is billed', () => {
  it('counts metrics and not calls, and up to five statistics of one metric as one', async () => {
    const { edge, noted } = await start(() => ({ json: { MetricDataResults: [] } }));
    const six = ['Sum', 'Minimum', 'Maximum', 'Average', 'SampleCount', 'p95'];
    await fetchMetricData(edge, scriptedScope, [...statisticsOf('a', six), ...statisticsOf('b', ['Sum'])], window);
    expect(noted).toEqual([{ accountId: '111122223333', units: { 'cloudwatch-metrics': 3 }, billed: 'surely' }]);
  });

  it('counts every page of an answer, since each is a request', async () => {
    const pages = [{ MetricDataResults: [], NextToken: 'more' }, { MetricDataResults: [] }];
    const { edge, noted } = await start((_request, count) => ({ json: pages[count - 1] ?? {} }));
    await fetchMetricData(edge, scriptedScope, statisticsOf('a', ['Sum']), window);
    expect(noted.map(({ units }) => units)).toEqual([{ 'cloudwatch-metrics': 1 }, { 'cloudwatch-metrics': 1 }]);
  });

  it('counts the copies of what it writes, each in its own region', () => {
    expect(toBilledUnits('dynamodb', 'PutItem', {}, 3)).toEqual({ 'dynamodb-writes': 1, 'dynamodb-copied-writes': 3 });
    expect(toBilledUnits('s3', 'PutObject', {}, 0)).toEqual({ 's3-writes': 1 });
  });

  it('is nothing for what AWS gives free of charge', async () => {
    const { edge, noted } = await start(() => ({ json: {} }));
    await fetchGlobalClusters(edge, scriptedScope);
    expect(noted).toEqual([]);
    expect(toBilledUnits('dynamodb', 'DescribeTable', {}, 0)).toEqual({});
  });

  it('is told of the write itself and not of what was read for it', async () => {
    const table = {
      Table: {
        TableName: 'items',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    };
    const { edge, noted } = await start(({ operation }) => ({
      json: operation.includes('DescribeTable') ? table : {},
    }));
    expect((await actPutTableMarker(edge, scriptedScope, 'items', 1, 2)).state).toBe('answered');
    expect(noted.map(({ units }) => units)).toEqual([{ 'dynamodb-writes': 1, 'dynamodb-copied-writes': 2 }]);
  });
});

describe('a request that fails', () => {
  it('is billed for no error of the service and no throttling, and its retry is a request of its own', async () => {
    const { edge, noted } = await start((_request, count) =>
      count === 1 ? { json: { __type: 'InternalServiceFault' }, status: 500 } : { json: { MetricAlarms: [] } },
    );
    expect((await fetchAlarms(edge, scriptedScope)).state).toBe('answered');
    expect(noted).toHaveLength(1);
    const throttled = await start(() => ({ json: { __type: 'ThrottlingException', message: 'no' }, status: 400 }));
    await fetchAlarms(throttled.edge, scriptedScope);
    expect(throttled.noted).toEqual([]);
  });

  it('may be billed when it was refused or never answered, and is counted as such', async () => {
    const refused = await start(() => ({ json: { __type: 'AccessDeniedException', message: 'no' }, status: 400 }));
    await fetchAlarms(refused.edge, scriptedScope);
    expect(refused.noted).toEqual([
      { accountId: '111122223333', units: { 'cloudwatch-requests': 1 }, billed: 'perhaps' },
    ]);
    const silent = await start(() => 'hang');
    await fetchAlarms(silent.edge, { ...scriptedScope, deadlineMs: 600 });
    expect(silent.noted.length).toBeGreaterThan(0);
    expect(silent.noted.every(({ billed }) => billed === 'perhaps')).toBe(true);
  });

  it('is surely billed by S3 when it is refused, and not when it is sent on', async () => {
    const refusal = (code: string, status: number) => ({ xml: `<Error><Code>${code}</Code></Error>`, status });
    const denied = await start(() => refusal('AccessDenied', 403));
    await fetchBucketReplication(denied.edge, scriptedScope, 'originals');
    expect(denied.noted).toEqual([{ accountId: '111122223333', units: { 's3-reads': 1 }, billed: 'surely' }]);
    const moved = await start(() => refusal('PermanentRedirect', 301));
    await fetchBucketReplication(moved.edge, scriptedScope, 'originals');
    expect(moved.noted).toEqual([]);
  });

  it('is not billed when it never left: nobody was there', async () => {
    const noted: BilledRequest[] = [];
    const gone = await startScriptedEndpoint(() => 'hang');
    await gone.close();
    const meter = { note: (request: BilledRequest) => void noted.push(request) };
    const edge = createAwsEdge({ mode: 'simulator', endpoint: gone.url }, { meter });
    cleanups.push(() => edge.close());
    expect((await fetchAlarms(edge, scriptedScope)).state).toBe('unreachable');
    expect(noted).toEqual([]);
  });
});
