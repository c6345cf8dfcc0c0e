import { afterEach, describe, expect, test } from 'vitest';
import { fetchAlarms } from './cloudwatch/fetch-alarms';
import { fetchMetricData } from './cloudwatch/fetch-metric-data';
import { type AwsEdgeOptions, createAwsEdge } from './edge';
import { fetchHealthEvents } from './health/fetch-health-events';
import { fetchGlobalClusters } from './rds/fetch-global-clusters';
import { fetchHealthChecks } from './route53/fetch-health-checks';
import { type ScriptedAnswer, type SeenRequest, startScriptedEndpoint } from './testing/scripted-endpoint';
import type { CallScope } from './types';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Fleet time is UTC 02:33:00 plus what the test's clock says. */
const fleetStart = Date.UTC(2026, 10, 20, 2, 33, 0);

/** An edge whose pauses, paces and budgets run on a clock that only the test moves. */
async function startEdge(
  script: (request: SeenRequest, count: number) => ScriptedAnswer,
  options: Omit<AwsEdgeOptions, 'clock'> = {},
) {
  const endpoint = await startScriptedEndpoint(script);
  cleanups.push(() => endpoint.close());
  const time = { nowMs: 0 };
  const clock = { nowMs: () => time.nowMs, fleetTimeIn: (wallMs: number) => fleetStart + time.nowMs + wallMs };
  const edge = createAwsEdge({ mode: 'simulator', endpoint: endpoint.url }, { ...options, clock });
  cleanups.push(() => edge.close());
  return { edge, endpoint, time };
}

const scope: CallScope = { accountId: '111122223333', region: 'us-east-1', deadlineMs: 1000 };
const elsewhere: CallScope = { ...scope, region: 'us-west-2' };

const clusters: ScriptedAnswer = {
  xml: '<DescribeGlobalClustersResponse><DescribeGlobalClustersResult/></DescribeGlobalClustersResponse>',
};
const alarms: ScriptedAnswer = { json: { MetricAlarms: [] } };
const throttled: ScriptedAnswer = { json: { __type: 'ThrottlingException' }, status: 400 };
const denied: ScriptedAnswer = { json: { __type: 'AccessDeniedException' }, status: 400 };

describe('an endpoint that has gone', () => {
  test('is not asked for a while after five calls without an answer, and the source says so and until when', async () => {
    const { edge, endpoint, time } = await startEdge(() => 'cut', { maxAttempts: 1 });
    for (let count = 0; count < 5; count += 1) {
      expect(await fetchGlobalClusters(edge, scope)).not.toHaveProperty('notAskedUntil');
    }
    time.nowMs = 1000;

    const answer = await fetchGlobalClusters(edge, scope);

    expect(endpoint.seen).toHaveLength(5);
    expect(answer).toEqual({
      state: 'unreachable',
      call: 'rds:DescribeGlobalClusters',
      notAskedUntil: fleetStart + 5000,
      message:
        'rds:DescribeGlobalClusters in us-east-1 (account 111122223333) is not asked until 02:33:05 UTC: the last 5 ' +
        'calls to rds in us-east-1 did not answer. Roles and replication states of Aurora global databases from there ' +
        'keep their last values and age. One call will then try again, and the others follow as soon as it is answered.',
    });
    expect(edge.guards.traffic()).toEqual({ requests: 5, retries: 0, notAsked: 1, heldBack: 0 });
  });

  test('is left alone in its own account, region and service only', async () => {
    const { edge } = await startEdge(
      ({ operation, region }) => {
        if (region === 'us-east-1' && operation === 'DescribeGlobalClusters') return 'cut';
        return operation === 'DescribeAlarms' ? alarms : clusters;
      },
      { maxAttempts: 1 },
    );
    for (let count = 0; count < 6; count += 1) await fetchGlobalClusters(edge, scope);
    expect(await fetchGlobalClusters(edge, scope)).toHaveProperty('notAskedUntil');
    expect((await fetchGlobalClusters(edge, elsewhere)).state).toBe('answered');
    expect((await fetchAlarms(edge, scope)).state).toBe('answered');
  });

  test('is tried by one call; the others wait for it and go on as soon as it is answered', async () => {
    let isGone = true;
    const { edge, endpoint, time } = await startEdge(() => (isGone ? 'cut' : clusters), { maxAttempts: 1 });
    for (let count = 0; count < 5; count += 1) await fetchGlobalClusters(edge, scope);
    isGone = false;
    time.nowMs = 5000;

    const answers = await Promise.all([1, 2, 3, 4].map(() => fetchGlobalClusters(edge, scope)));

    expect(answers.map(({ state }) => state)).toEqual(['answered', 'answered', 'answered', 'answered']);
    expect(endpoint.seen).toHaveLength(9);
  });

  test('costs one request per pause while it stays away, and every call still gets its entry', async () => {
    const { edge, endpoint, time } = await startEdge(() => ({ json: {}, status: 503 }), { maxAttempts: 1 });
    for (let count = 0; count < 5; count += 1) await fetchAlarms(edge, scope);
    time.nowMs = 5000;

    const answers = await Promise.all([1, 2, 3, 4].map(() => fetchAlarms(edge, scope)));

    expect(endpoint.seen).toHaveLength(6);
    expect(answers.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(answers.filter((answer) => 'notAskedUntil' in answer)).toHaveLength(3);
    expect(answers[3]).toMatchObject({
      notAskedUntil: fleetStart + 15_000,
      message: expect.stringContaining('the last 6 calls to cloudwatch in us-east-1 met an error of the service'),
    });
  });

  test('calls that wait for the one that tries are told their state at their deadline, at the latest', async () => {
    const { edge, time } = await startEdge((_request, count) => (count <= 5 ? 'cut' : 'hang'), { maxAttempts: 1 });
    for (let count = 0; count < 5; count += 1) await fetchAlarms(edge, scope);
    time.nowMs = 5000;
    const tried = fetchAlarms(edge, { ...scope, deadlineMs: 400 });

    const waiting = await fetchAlarms(edge, { ...scope, deadlineMs: 100 });

    expect(waiting).toMatchObject({ state: 'unreachable', notAskedUntil: expect.any(Number) });
    expect(await tried).toMatchObject({ state: 'timed-out' });
  });

  test.each([
    ['denied', denied],
    ['throttled', throttled],
  ])('is not what a call that is %s has met: it is asked every time', async (state, script) => {
    const { edge, endpoint } = await startEdge(() => script, { maxAttempts: 1, pace: 'unlimited' });
    for (let count = 0; count < 12; count += 1) expect((await fetchAlarms(edge, scope)).state).toBe(state);
    expect(endpoint.seen).toHaveLength(12);
  });

  test('is not what a cancelled call has met', async () => {
    let isHanging = true;
    const { edge } = await startEdge(() => (isHanging ? 'hang' : alarms), { maxAttempts: 1, pace: 'unlimited' });
    for (let count = 0; count < 8; count += 1) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 20);
      await fetchAlarms(edge, { ...scope, signal: controller.signal });
    }
    isHanging = false;
    expect((await fetchAlarms(edge, scope)).state).toBe('answered');
  });
});

describe('ten minutes of 100 % throttling', () => {
  test('cost at most 1.2 times the normal number of calls, counted on the wire', async () => {
    const rounds = async (script: (request: SeenRequest) => ScriptedAnswer) => {
      const { edge, endpoint, time } = await startEdge(script, { maxAttempts: 3, pace: 'unlimited' });
      // The rhythms of the collector: states every 30 s, alarms and metrics every minute.
      for (let second = 0; second < 600; second += 30) {
        time.nowMs = second * 1000;
        const asked = [fetchGlobalClusters(edge, scope), fetchGlobalClusters(edge, elsewhere)];
        if (second % 60 === 0) {
          const query = { key: 'a', namespace: 'n', name: 'm', dimensions: {}, statistic: 'Sum', periodSeconds: 60 };
          const window = { startAt: 0, endAt: 60_000 };
          asked.push(...([scope, elsewhere].map((place) => fetchAlarms(edge, place)) as never[]));
          asked.push(fetchMetricData(edge, scope, [query], window) as never);
        }
        await Promise.all(asked);
      }
      return endpoint.seen.length;
    };
    const xml = '<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>';
    const normal = await rounds(({ operation }) => {
      if (operation === 'DescribeGlobalClusters') return clusters;
      return operation === 'DescribeAlarms' ? alarms : { json: { MetricDataResults: [] } };
    });
    const cost = await rounds(({ operation }) =>
      operation === 'DescribeGlobalClusters' ? { xml, status: 400 } : throttled,
    );

    expect(normal).toBe(70);
    expect(cost).toBeGreaterThan(normal);
    expect(cost).toBeLessThanOrEqual(1.2 * normal);
  });
});

describe('the console’s own pace', () => {
  const checks: ScriptedAnswer = {
    xml: '<ListHealthChecksResponse><HealthChecks/><IsTruncated>false</IsTruncated></ListHealthChecksResponse>',
  };

  test('keeps Route 53 at half its quota: what cannot get its turn in time is held back by ourselves, and says so', async () => {
    const { edge, endpoint } = await startEdge(() => checks);

    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => fetchHealthChecks(edge, { ...scope, deadlineMs: 3000 })),
    );
    const elapsedSeconds = (performance.now() - startedAt) / 1000;

    const held = answers.filter(({ state }) => state === 'throttled');
    const { requests: made, heldBack } = edge.guards.traffic();
    // A slow machine lets fewer through, never more: what is saved up, and what came since.
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThanOrEqual(2.5 + 2.5 * elapsedSeconds);
    expect(held.length).toBeGreaterThan(0);
    expect(held[0]).toMatchObject({
      message: expect.stringContaining(
        'was held back by the console itself: it calls route53 in us-east-1 at most 2.5 times a second',
      ),
    });
    // Each call was made once or held back; of those that were made the deadline may end one before it has arrived.
    expect([heldBack, made + heldBack]).toEqual([held.length, answers.length]);
    expect(endpoint.seen.length).toBeGreaterThan(0);
    expect(endpoint.seen.length).toBeLessThanOrEqual(made);
  });

  test('is each account’s and region’s own, and being held back opens no breaker', async () => {
    const { edge } = await startEdge(({ operation }) => (operation === 'DescribeAlarms' ? alarms : checks));
    const asked = Array.from({ length: 12 }, () => fetchHealthChecks(edge, { ...scope, deadlineMs: 1500 }));
    const other = await fetchHealthChecks(edge, { ...scope, accountId: '444455556666', deadlineMs: 10_000 });
    expect(other.state).toBe('answered');
    const states = (await Promise.all(asked)).map((answer) => ('notAskedUntil' in answer ? 'not-asked' : answer.state));
    expect(states).toContain('throttled');
    expect(states).not.toContain('not-asked');
    expect((await fetchAlarms(edge, scope)).state).toBe('answered');
  });
});

describe('AWS Health', () => {
  test('is asked and signed for where its name says it is active; without an answer of the name, in us-east-1', async () => {
    const { edge, endpoint } = await startEdge(() => denied);
    await fetchHealthEvents(edge, { ...scope, region: 'eu-west-1' }, { closedSince: 0 });
    expect(new Set(endpoint.seen.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
  });
});
