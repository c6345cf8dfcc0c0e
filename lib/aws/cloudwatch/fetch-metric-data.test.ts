import { afterEach, describe, expect, test } from 'vitest';
import { createAwsEdge } from '../edge';
import { type ScriptedAnswer, type SeenRequest, startScriptedEndpoint } from '../testing/scripted-endpoint';
import type { Answer, CallScope, MetricQuerySpec, MetricSeries } from '../types';
import { fetchMetricData } from './fetch-metric-data';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const minute = 60_000;
const startAt = Date.UTC(2026, 10, 20, 12, 0);
const window = { startAt, endAt: startAt + 10 * minute };
const scope: CallScope = { accountId: '111122223333', region: 'us-east-1', deadlineMs: 2000 };

/** Seconds on the wire of the minute with the number. */
const at = (number: number) => (startAt + number * minute) / 1000;

function query(key: string): MetricQuerySpec {
  return {
    key,
    namespace: 'AWS/ApplicationELB',
    name: 'RequestCount',
    dimensions: { LoadBalancer: `app/${key}/1` },
    statistic: 'Sum',
    periodSeconds: 60,
  };
}

async function fetchScripted(
  keys: readonly string[],
  script: (request: SeenRequest, count: number) => ScriptedAnswer,
  deadlineMs = scope.deadlineMs,
) {
  const endpoint = await startScriptedEndpoint(script);
  cleanups.push(() => endpoint.close());
  const edge = createAwsEdge({ mode: 'simulator', endpoint: endpoint.url });
  cleanups.push(() => edge.close());
  const answer = await fetchMetricData(edge, { ...scope, deadlineMs }, keys.map(query), window);
  return { answer, endpoint };
}

const page = (results: readonly unknown[], NextToken?: string): ScriptedAnswer => ({
  json: { MetricDataResults: results, NextToken },
});

const result = (
  Id: string,
  points: Readonly<Record<number, unknown>>,
  StatusCode: string | undefined = 'Complete',
) => ({
  Id,
  StatusCode,
  Timestamps: Object.keys(points).map((number) => at(Number(number))),
  Values: Object.values(points),
});

function read(answer: Answer<readonly MetricSeries[]>) {
  if (answer.state !== 'answered') throw new Error(answer.message);
  const notices = answer.notices.join(' ');
  return {
    notices,
    series: answer.value.map(({ key, status, points }) => ({
      key,
      status,
      points: points.map((point) => [(point.at - startAt) / minute, point.value]),
    })),
  };
}

describe('metrics', () => {
  test('are asked with the identity, window and period given, and without a unit', async () => {
    const { endpoint } = await fetchScripted(['a'], () => page([]));
    expect(JSON.parse(endpoint.seen[0]?.body ?? '')).toEqual({
      MetricDataQueries: [
        {
          Id: 'q0',
          ReturnData: true,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/ApplicationELB',
              MetricName: 'RequestCount',
              Dimensions: [{ Name: 'LoadBalancer', Value: 'app/a/1' }],
            },
            Period: 60,
            Stat: 'Sum',
          },
        },
      ],
      StartTime: at(0),
      EndTime: at(10),
      ScanBy: 'TimestampDescending',
    });
  });

  test('come under the caller’s keys, in the order asked, points ascending, whatever order AWS answers in', async () => {
    const { answer } = await fetchScripted(['a', 'b'], () =>
      page([result('q1', { 1: 5 }), { ...result('q0', {}), Timestamps: [at(3), at(2)], Values: [30, 20] }]),
    );
    const expected = [
      { key: 'a', status: 'complete', points: [[2, 20], [3, 30]] }, // biome-ignore format: one series a line
      { key: 'b', status: 'complete', points: [[1, 5]] },
    ];
    expect(read(answer)).toEqual({ series: expected, notices: '' });
  });

  test.each([
    ['values', { Timestamps: [at(1)] }],
    ['times', { Values: [5] }],
    ['values and times', {}],
    ['some values', { Timestamps: [at(1), at(2)], Values: [5] }],
  ])('a metric that comes without its %s is partial: what is left out is not nothing', async (_, lists) => {
    const { answer } = await fetchScripted(['a'], () => page([{ Id: 'q0', StatusCode: 'Complete', ...lists }]));
    expect(read(answer).series[0]?.status).toBe('partial');
  });

  test('a metric that AWS does not answer is failed, never absent and never empty', async () => {
    const { answer } = await fetchScripted(['a', 'b'], () => page([result('q0', { 1: 5 })]));
    expect(read(answer).series[1]).toEqual({ key: 'b', status: 'failed', points: [] });
    expect(read(answer).notices).toContain('1 of 2 metrics were not answered');
  });

  test('a metric without data is complete and has no points: that is not zero', async () => {
    const { answer } = await fetchScripted(['a'], () => page([result('q0', {})]));
    expect(read(answer)).toEqual({ series: [{ key: 'a', status: 'complete', points: [] }], notices: '' });
  });

  test('keep the status AWS gives each of them', async () => {
    const statuses = ['Complete', 'PartialData', 'InternalError', 'Forbidden', 'SomethingNew', undefined];
    const { answer } = await fetchScripted(
      statuses.map((_status, index) => `key-${index}`),
      () => page(statuses.map((status, index) => ({ ...result(`q${index}`, { 1: 1 }), StatusCode: status }))),
    );
    const seen = read(answer);
    expect(seen.series.map((series) => series.status)).toEqual([
      'complete',
      'partial',
      'failed',
      'forbidden',
      'partial',
      'partial',
    ]);
    expect(seen.notices).toContain('without a status this console knows');
  });

  test('every page is read and parts of a series are joined', async () => {
    const { answer, endpoint } = await fetchScripted(['a', 'b'], (request) => {
      const token: unknown = JSON.parse(request.body).NextToken;
      if (token === undefined) return page([result('q0', { 9: 9 }, 'PartialData')], 'two');
      if (token === 'two') return page([], 'three');
      return page([result('q0', { 1: 1 }), result('q1', { 5: 5 })]);
    });
    expect(endpoint.seen).toHaveLength(3);
    expect(read(answer).series).toEqual([
      { key: 'a', status: 'complete', points: [[1, 1], [9, 9]] }, // biome-ignore format: one series a line
      { key: 'b', status: 'complete', points: [[5, 5]] },
    ]);
  });

  test('a failure on one page is not made good by the next', async () => {
    const { answer } = await fetchScripted(['a'], (_request, count) =>
      count === 1 ? page([result('q0', {}, 'InternalError')], 'two') : page([result('q0', { 1: 1 })]),
    );
    expect(read(answer).series[0]?.status).toBe('failed');
  });

  test('a token that repeats ends the reading, with what was open left partial', async () => {
    const { answer, endpoint } = await fetchScripted(['a', 'b', 'c'], () =>
      page([result('q0', { 1: 1 }), result('q1', { 1: 1 }, 'PartialData')], 'same'),
    );
    expect(endpoint.seen).toHaveLength(2);
    expect(read(answer).series.map((series) => series.status)).toEqual(['complete', 'partial', 'failed']);
    expect(read(answer).notices).toContain('same page again and again');
  });

  test('when a later page fails, what arrived is kept and the notice says why', async () => {
    const { answer } = await fetchScripted(['a', 'b', 'c'], (_request, count) =>
      count === 1
        ? page([result('q0', { 9: 9 }), result('q1', { 9: 9 }, 'PartialData')], 'two')
        : { json: { __type: 'AccessDeniedException' }, status: 400 },
    );
    expect(read(answer).series.map((series) => series.status)).toEqual(['complete', 'partial', 'failed']);
    expect(read(answer).notices).toMatch(
      /only a part arrived, .* denied\. .* cloudwatch:GetMetricData in us-east-1 .* was denied/,
    );
  });

  test('when a later page hangs, the deadline keeps what arrived', async () => {
    const { answer, endpoint } = await fetchScripted(
      ['a'],
      (_request, count) => (count === 1 ? page([result('q0', { 9: 9 }, 'PartialData')], 'two') : 'hang'),
      300,
    );
    expect(read(answer).series).toEqual([{ key: 'a', status: 'partial', points: [[9, 9]] }]);
    await endpoint.seen[1]?.closed;
  });

  test('when the first page fails there is no answer', async () => {
    const { answer } = await fetchScripted(['a'], () => 'hang', 200);
    expect(answer.state).toBe('timed-out');
  });

  test('what is not a number and what was not asked for is left out, with a notice', async () => {
    const { answer } = await fetchScripted(['a'], () =>
      page([
        {
          ...result('q0', {}),
          Timestamps: [at(1), at(2), at(-1), at(10), at(3)],
          Values: ['NaN', 'Infinity', 1, 2, 3],
        },
        result('q7', { 1: 1 }),
      ]),
    );
    const seen = read(answer);
    expect(seen.series).toEqual([{ key: 'a', status: 'complete', points: [[3, 3]] }]);
    expect(seen.notices).toContain('2 points that are not numbers');
    expect(seen.notices).toContain('2 points outside the time asked for');
    expect(seen.notices).toContain('1 results for queries that were not asked');
  });

  test('a result given twice is merged, not counted twice', async () => {
    const { answer } = await fetchScripted(['a'], () => page([result('q0', { 1: 1 }), result('q0', { 1: 1, 2: 2 })]));
    const seen = read(answer);
    expect(seen.series).toEqual([{ key: 'a', status: 'complete', points: [[1, 1], [2, 2]] }]); // biome-ignore format: one series a line
    expect(seen.notices).toContain('given twice on one page');
  });

  test('times without values are left out, with a notice', async () => {
    const { answer } = await fetchScripted(['a'], () =>
      page([{ ...result('q0', {}), Timestamps: [at(1), at(2)], Values: [1] }]),
    );
    expect(read(answer).series[0]?.points).toEqual([[1, 1]]);
    expect(read(answer).notices).toContain('unequal numbers');
  });

  test('more than 500 in one call, a key given twice and a window that runs backwards are mistakes of the caller', async () => {
    const edge = createAwsEdge({ mode: 'simulator', endpoint: 'http://127.0.0.1:1' });
    cleanups.push(() => edge.close());
    const many = Array.from({ length: 501 }, (_unused, index) => query(`k${index}`));
    await expect(fetchMetricData(edge, scope, many, window)).rejects.toThrow(RangeError);
    await expect(fetchMetricData(edge, scope, [query('a'), query('a')], window)).rejects.toThrow('same key');
    await expect(fetchMetricData(edge, scope, [query('a')], { startAt: 2, endAt: 2 })).rejects.toThrow(RangeError);
  });
});
