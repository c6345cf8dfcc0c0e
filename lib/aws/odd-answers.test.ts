import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import dnsPacket from 'dns-packet';
import { describe, expect, test } from 'vitest';
import { fetchAlarms } from './cloudwatch/fetch-alarms';
import { fetchMetricData } from './cloudwatch/fetch-metric-data';
import { createAwsEdge } from './edge';
import { fetchHealthEvents } from './health/fetch-health-events';
import { fetchGlobalClusters } from './rds/fetch-global-clusters';
import { fetchCallerIdentity } from './sts/fetch-caller-identity';
import { expectAnswered, scriptedScope as scope, withScriptedEdge } from './testing/scripted-edge';
import { startScriptedEndpoint } from './testing/scripted-endpoint';

const query = (key: string) => ({
  key,
  namespace: 'AWS/RDS',
  name: key,
  dimensions: {},
  statistic: 'Maximum',
  periodSeconds: 60,
});
const window = { startAt: 0, endAt: 600_000 };
const alarm = (name: string) => ({
  AlarmName: name,
  AlarmArn: `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`,
  StateValue: 'OK',
});
const xmlError = (code: string, status: number) => ({
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
  status,
});
const jsonError = (name: string, status = 400) => ({ json: { __type: name, message: 'no' }, status });
const identity = {
  xml:
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>' +
    '<Arn>arn:aws:iam::111122223333:role/reader</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
};

/** Call, place, effect on the screen, next step: what every message must say. */
const fourParts = (call: string, effect: string, next: string) =>
  expect.stringMatching(new RegExp(`^${call} in us-east-1 \\(account 111122223333\\) .*${effect}.*${next}.*\\.$`));

describe('what a person sees of AWS’s odd ways', () => {
  test('an endpoint that hangs: no answer within the deadline, last values with their age, and it may not be the region', async () => {
    const answer = await withScriptedEdge(
      () => 'hang',
      (edge) => fetchAlarms(edge, { ...scope, deadlineMs: 300 }),
    );
    expect(answer).toMatchObject({
      state: 'timed-out',
      message: fourParts(
        'cloudwatch:DescribeAlarms',
        'keep their last values and age',
        'does not say that us-east-1 is down',
      ),
    });
  });

  test('a part of a page: what came is shown, and how many metrics did not come is said', async () => {
    const json = { MetricDataResults: [{ Id: 'q0', StatusCode: 'Complete', Timestamps: [60], Values: [1] }] };
    const { value, notices } = await withScriptedEdge(
      () => ({ json }),
      async (edge) => expectAnswered(await fetchMetricData(edge, scope, ['a', 'b', 'c'].map(query), window)),
    );
    expect(value.map(({ status }) => status)).toEqual(['complete', 'failed', 'failed']);
    expect(notices).toEqual([
      fourParts('cloudwatch:GetMetricData', '2 of 3 metrics were not answered', 'shown as failed, never as zero'),
    ]);
  });

  test('single metrics that are refused: shown as denied, with the permission to give', async () => {
    const json = {
      MetricDataResults: [
        { Id: 'q0', StatusCode: 'Forbidden' },
        { Id: 'q1', StatusCode: 'Complete', Timestamps: [60], Values: [1] },
      ],
    };
    const { notices } = await withScriptedEdge(
      () => ({ json }),
      async (edge) => expectAnswered(await fetchMetricData(edge, scope, ['a', 'b'].map(query), window)),
    );
    expect(notices).toEqual([
      fourParts('cloudwatch:GetMetricData', '1 of 2 metrics were refused', 'Allow cloudwatch:GetMetricData'),
    ]);
  });

  test('the same page of a list again and again: no list, since half of one would look as if the rest were deleted', async () => {
    const answer = await withScriptedEdge(
      () => ({ json: { MetricAlarms: [alarm('a')], NextToken: 'same' } }),
      (edge) => fetchAlarms(edge, scope),
    );
    expect(answer).toMatchObject({
      state: 'failed',
      message: fourParts('cloudwatch:DescribeAlarms', 'the same page again and again', 'asked again on its next turn'),
    });
  });

  test('values missing and of another type: the item is left out, and the notice says how many', async () => {
    const json = { MetricAlarms: [alarm('a'), { StateValue: 'OK' }, { ...alarm('c'), Dimensions: 'none' }, 'alarm'] };
    const { value, notices } = await withScriptedEdge(
      () => ({ json }),
      async (edge) => expectAnswered(await fetchAlarms(edge, scope)),
    );
    expect(value.map(({ name }) => name)).toContain('a');
    expect(notices).toEqual([
      fourParts(
        'cloudwatch:DescribeAlarms',
        'metric alarms came without a name',
        'Alarm states from there may be incomplete',
      ),
    ]);
  });

  test('credentials that expired are renewed and asked with once more: nobody notices', async () => {
    const seen = await withScriptedEdge(
      (_request, count) => (count === 1 ? xmlError('ExpiredToken', 403) : identity),
      async (edge, endpoint) => {
        expectAnswered(await fetchCallerIdentity(edge, scope));
        return endpoint.seen.length;
      },
    );
    expect(seen).toBe(2);
  });

  test('credentials that stay expired: a state of their own, after one more request and no storm', async () => {
    const { answer, seen } = await withScriptedEdge(
      () => jsonError('ExpiredTokenException'),
      async (edge, endpoint) => ({ answer: await fetchAlarms(edge, scope), seen: endpoint.seen.length }),
    );
    expect(seen).toBe(2);
    expect(answer).toMatchObject({
      state: 'credentials-expired',
      message: fourParts('cloudwatch:DescribeAlarms', 'keep their last values', "Renew the engine's credentials"),
    });
  });

  test('a clock that is off is corrected by what the answer says, once: nobody notices', async () => {
    const there = Date.now() + 3_600_000;
    const { answer, signedAt } = await withScriptedEdge(
      (_request, count) =>
        count === 1 ? { ...xmlError('RequestTimeTooSkewed', 403), date: new Date(there).toUTCString() } : identity,
      async (edge, endpoint) => ({
        answer: await fetchCallerIdentity(edge, scope),
        signedAt: endpoint.seen.map(({ headers }) => String(headers['x-amz-date'])),
      }),
    );
    expect(answer.state).toBe('answered');
    expect(signedAt[1]?.slice(0, 11)).toBe(new Date(there).toISOString().replace(/[-:]/g, '').slice(0, 11));
  });

  test('a clock that stays off: a state of its own that says to set it', async () => {
    const answer = await withScriptedEdge(
      () => xmlError('RequestTimeTooSkewed', 403),
      (edge) => fetchCallerIdentity(edge, scope),
    );
    expect(answer).toMatchObject({
      state: 'clock-skewed',
      message: fourParts('sts:GetCallerIdentity', 'keep their last values', 'Set the clock of this machine'),
    });
  });

  test('a region that is not enabled: a state of its own that says where to enable it', async () => {
    const { answer, seen } = await withScriptedEdge(
      () => xmlError('OptInRequired', 403),
      async (edge, endpoint) => ({ answer: await fetchGlobalClusters(edge, scope), seen: endpoint.seen.length }),
    );
    expect(seen).toBe(1);
    expect(answer).toMatchObject({
      state: 'region-not-enabled',
      message: fourParts(
        'rds:DescribeGlobalClusters',
        'not enabled for the account',
        "Enable us-east-1 in the account's settings",
      ),
    });
  });

  test('no support plan: a state of its own that says where else to look, after one request', async () => {
    const { answer, seen } = await withScriptedEdge(
      () => jsonError('SubscriptionRequiredException'),
      async (edge, endpoint) => ({
        answer: await fetchHealthEvents(edge, scope, { closedSince: 0 }),
        seen: endpoint.seen.length,
      }),
    );
    // It asks for open and for closed events at once.
    expect(seen).toBeLessThanOrEqual(2);
    expect(answer).toMatchObject({
      state: 'no-support-plan',
      message: fourParts('health:DescribeEvents', 'has no support plan', 'public AWS Health Dashboard'),
    });
  });

  test('AWS Health that has moved: it is asked, signed for and named where its name now leads', async () => {
    const names = await startNameServer('health.us-east-2.amazonaws.com');
    const endpoint = await startScriptedEndpoint(() => jsonError('AccessDeniedException'));
    const dns = `127.0.0.1:${names.address().port}`;
    const edge = createAwsEdge({ mode: 'simulator', endpoint: endpoint.url, dns });

    const answer = await fetchHealthEvents(edge, scope, { closedSince: 0 });

    edge.close();
    await endpoint.close();
    names.close();
    expect(new Set(endpoint.seen.map(({ region }) => region))).toEqual(new Set(['us-east-2']));
    expect(answer).toMatchObject({ state: 'denied', message: expect.stringContaining('in us-east-2 (account') });
  });
});

/** A name server that leads every name to one other. */
async function startNameServer(target: string): Promise<Socket> {
  const server = createSocket('udp4');
  server.on('message', (message, from) => {
    const { id, questions = [] } = dnsPacket.decode(message);
    const answers = questions.map(({ name }) => ({ type: 'CNAME' as const, name, data: target, ttl: 5 }));
    server.send(dnsPacket.encode({ type: 'response', id: id ?? 0, questions, answers }), from.port, from.address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
