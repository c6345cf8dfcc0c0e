import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchAutoScalingGroups } from './autoscaling/fetch-auto-scaling-groups';
import { fetchRecoveryPoints } from './backup/fetch-recovery-points';
import { fetchDistribution } from './cloudfront/fetch-distribution';
import { fetchAlarms } from './cloudwatch/fetch-alarms';
import { fetchMetricData } from './cloudwatch/fetch-metric-data';
import { fetchStage } from './codepipeline/fetch-stage';
import { fetchCommitments } from './costexplorer/fetch-commitments';
import { fetchCostAnomalies } from './costexplorer/fetch-cost-anomalies';
import { fetchCosts } from './costexplorer/fetch-costs';
import { fetchGlobalTable } from './dynamodb/fetch-global-table';
import { fetchContainerService } from './ecs/fetch-service';
import { type AwsEdge, type AwsEdgeOptions, createAwsEdge } from './edge';
import { fetchNodeGroup } from './eks/fetch-node-group';
import { fetchGlobalReplicationGroups } from './elasticache/fetch-global-replication-groups';
import { fetchLoadBalancers } from './elbv2/fetch-load-balancers';
import { fetchRule } from './eventbridge/fetch-rule';
import { fetchDeployment } from './globalaccelerator/fetch-endpoint-group';
import { fetchHealthEvents } from './health/fetch-health-events';
import { fetchKey } from './kms/fetch-key';
import { fetchEventSourceMapping } from './lambda/fetch-event-source-mapping';
import { fetchGlobalClusters } from './rds/fetch-global-clusters';
import { fetchHealthChecks } from './route53/fetch-health-checks';
import { fetchBucketReplication } from './s3/fetch-bucket-replication';
import { fetchRoutes } from './s3control/fetch-routes';
import { fetchSecret } from './secretsmanager/fetch-secret';
import { fetchQuota } from './servicequotas/fetch-quota';
import { awsServices } from './serving-region';
import { fetchTopic } from './sns/fetch-topic';
import { fetchQueue } from './sqs/fetch-queue';
import { fetchCallerIdentity } from './sts/fetch-caller-identity';
import { type ScriptedAnswer, type SeenRequest, startScriptedEndpoint } from './testing/scripted-endpoint';
import type { CallScope } from './types';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startFleet(script: (request: SeenRequest, count: number) => ScriptedAnswer, options?: AwsEdgeOptions) {
  const endpoint = await startScriptedEndpoint(script);
  cleanups.push(() => endpoint.close());
  const edge = createAwsEdge({ mode: 'simulator', endpoint: endpoint.url }, options);
  cleanups.push(() => edge.close());
  return { edge, endpoint };
}

const scopeOf = (region: string, deadlineMs = 2000): CallScope => ({ accountId: '111122223333', region, deadlineMs });

const askEveryService: readonly ((edge: AwsEdge, scope: CallScope) => Promise<unknown>)[] = [
  fetchAlarms,
  fetchAutoScalingGroups,
  fetchCallerIdentity,
  fetchGlobalClusters,
  fetchGlobalReplicationGroups,
  fetchHealthChecks,
  fetchLoadBalancers,
  (edge, scope) => fetchBucketReplication(edge, scope, 'originals'),
  (edge, scope) => fetchCosts(edge, scope, { fromDay: '2026-11-01', untilDay: '2026-11-02' }),
  (edge, scope) => fetchCommitments(edge, scope, { fromDay: '2026-10-01', untilDay: '2026-11-01' }),
  (edge, scope) => fetchCostAnomalies(edge, scope, '2026-10-01'),
  (edge, scope) => fetchDistribution(edge, scope, 'E1'),
  (edge, scope) => fetchEventSourceMapping(edge, scope, '7f1c'),
  (edge, scope) => fetchDeployment(edge, scope, 'arn:aws:globalaccelerator::111122223333:accelerator/a1'),
  (edge, scope) => fetchKey(edge, scope, 'alias/checkout'),
  (edge, scope) => fetchQueue(edge, scope, 'events'),
  (edge, scope) => fetchQuota(edge, scope, 'ec2', 'L-1216C47A'),
  (edge, scope) => fetchRecoveryPoints(edge, scope, 'archive', 0),
  (edge, scope) => fetchContainerService(edge, scope, 'web', 'web'),
  (edge, scope) => fetchNodeGroup(edge, scope, 'web', 'web'),
  (edge, scope) => fetchRoutes(edge, scope, 'arn:aws:s3::111122223333:accesspoint/m1.mrap'),
  (edge, scope) => fetchRule(edge, scope, 'orders', 'order-placed'),
  (edge, scope) => fetchSecret(edge, scope, 'checkout/database'),
  (edge, scope) => fetchStage(edge, scope, { pipeline: 'checkout', stage: 'Deploy' }),
  (edge, scope) => fetchTopic(edge, scope, 'arn:aws:sns:us-east-1:111122223333:incidents'),
  (edge, scope) => fetchGlobalTable(edge, scope, 'user-sessions'),
  (edge, scope) => fetchHealthEvents(edge, scope, { closedSince: 0 }),
];

const refusal: ScriptedAnswer = { json: { __type: 'AccessDeniedException' }, status: 400 };

describe('simulator mode', () => {
  test.each([
    'https://monitoring.us-east-1.amazonaws.com',
    'http://10.0.0.1:4599',
    'http://192.168.1.4',
    'http://0.0.0.0:4599',
    'http://127.0.0.1.evil.example:4599',
    'http://localhost.evil.example:4599',
    'http://127.0.0.1@evil.example:4599',
    'http://user:secret@127.0.0.1:4599',
    'https://127.0.0.1:4599',
    'http://127.0.0.1:4599/path',
    'http://[::2]:4599',
    'file:///tmp/socket',
    'not a url',
    '',
  ])(
    'an endpoint that is not plain http on loopback is refused in words, before anything is called: %s',
    (endpoint) => {
      expect(() => createAwsEdge({ mode: 'simulator', endpoint })).toThrow(
        /^The simulator endpoint .*http:\/\/127\.0\.0\.1/s,
      );
    },
  );

  test.each(['http://127.0.0.1:4599', 'http://localhost:4599', 'http://[::1]:4599/'])('%s is accepted', (endpoint) => {
    const edge = createAwsEdge({ mode: 'simulator', endpoint });
    expect(edge.mode).toBe('simulator');
    edge.close();
  });

  test('surroundings full of AWS settings change nothing: only the loopback endpoint and dummy credentials are used', async () => {
    const trap = await startTrap();
    poisonEnvironment(trap.url);
    const { edge, endpoint } = await startFleet(() => refusal);

    for (const askService of askEveryService) await askService(edge, scopeOf('eu-central-1'));

    expect(endpoint.seen.length).toBeGreaterThanOrEqual(awsServices.length);
    expect(new Set(endpoint.seen.map((request) => request.accessKeyId))).toEqual(new Set(['SIM111122223333']));
    expect(endpoint.seen.every((request) => request.headers['x-amz-security-token'] === undefined)).toBe(true);
    expect(trap.connections()).toBe(0);
  });

  test('a client that is turned to another address is stopped before a socket is opened', async () => {
    const trap = await startTrap();
    const { edge, endpoint } = await startFleet(() => refusal);
    const client = edge.clientFor('cloudwatch', '111122223333', 'us-east-1');
    client.config.endpoint = async () => ({
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: Number(new URL(trap.url).port),
      path: '/',
    });
    client.middlewareStack.add(
      (next) => async (args) => {
        if (typeof args.request === 'object' && args.request !== null && 'port' in args.request) {
          args.request.port = Number(new URL(trap.url).port);
        }
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );

    const answer = await fetchAlarms(edge, scopeOf('us-east-1'));

    expect(answer.state).toBe('failed');
    expect(trap.connections()).toBe(0);
    expect(endpoint.seen).toHaveLength(0);
  });

  test('accounts without roles are asked with the one key the engine has, regions with their own signature', async () => {
    const { edge, endpoint } = await startFleet(() => refusal);
    await fetchAlarms(edge, { accountId: '444455556666', region: 'ap-southeast-1', deadlineMs: 2000 });
    expect(endpoint.seen[0]).toMatchObject({ accessKeyId: 'SIM111122223333', region: 'ap-southeast-1' });
  });
});

describe('the edge in both modes', () => {
  test('Route 53 and AWS Health are asked in us-east-1 whatever region is named', async () => {
    const { edge, endpoint } = await startFleet(() => refusal);
    await fetchHealthChecks(edge, scopeOf('eu-west-1'));
    await fetchHealthEvents(edge, scopeOf('eu-west-1'), { closedSince: 0 });
    expect(new Set(endpoint.seen.map((request) => request.region))).toEqual(new Set(['us-east-1']));
  });

  test('requests name the product', async () => {
    const { edge, endpoint } = await startFleet(() => refusal);
    await fetchAlarms(edge, scopeOf('us-east-1'));
    expect(endpoint.seen[0]?.headers['user-agent']).toContain('antipode');
  });

  test('clients are made once per service, account and region', () => {
    const edge = createAwsEdge({ mode: 'aws' });
    const first = edge.clientFor('rds', '111122223333', 'us-east-1');
    expect(edge.clientFor('rds', '111122223333', 'us-east-1')).toBe(first);
    expect(edge.clientFor('rds', '111122223333', 'us-west-2')).not.toBe(first);
    expect(edge.clientFor('rds', '444455556666', 'us-east-1')).not.toBe(first);
    edge.close();
  });

  test('the deadline cancels: the answer comes at once and the server sees its socket closed', async () => {
    const { edge, endpoint } = await startFleet(() => 'hang');
    const startedAt = performance.now();

    const answer = await fetchAlarms(edge, scopeOf('us-east-1', 200));

    expect(answer.state).toBe('timed-out');
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await endpoint.seen[0]?.closed;
    expect(endpoint.openConnections()).toBe(0);
  });

  test('an answer that stops in the middle of its body is cancelled too', async () => {
    const { edge, endpoint } = await startFleet(() => 'hang-in-body');
    const answer = await fetchAlarms(edge, scopeOf('us-east-1', 200));
    expect(answer.state).toBe('timed-out');
    await endpoint.seen[0]?.closed;
  });

  test('the caller can cancel before the deadline', async () => {
    const { edge, endpoint } = await startFleet(() => 'hang');
    const controller = new AbortController();
    const asked = fetchAlarms(edge, { ...scopeOf('us-east-1', 60_000), signal: controller.signal });
    await vi.waitFor(() => expect(endpoint.seen).toHaveLength(1), { timeout: 20_000 });
    controller.abort();
    expect(await asked).toMatchObject({ state: 'timed-out', message: expect.stringContaining('cancelled') });
    await endpoint.seen[0]?.closed;
  });

  test('a call with no time left is not made', async () => {
    const { edge, endpoint } = await startFleet(() => refusal);
    expect((await fetchAlarms(edge, scopeOf('us-east-1', 0))).state).toBe('timed-out');
    expect(endpoint.seen).toHaveLength(0);
  });

  test('a region that hangs, asked for more than it has sockets, delays no other region', async () => {
    const { edge } = await startFleet(
      (request) => (request.region === 'us-east-1' ? 'hang' : { json: { MetricAlarms: [] } }),
      { socketsPerRegion: 2, pace: 'unlimited' },
    );
    const hanging = Array.from({ length: 10 }, () => fetchAlarms(edge, scopeOf('us-east-1', 1500)));
    const startedAt = performance.now();

    const answers = await Promise.all(
      ['us-west-2', 'eu-central-1', 'ap-southeast-1'].map((region) => fetchAlarms(edge, scopeOf(region, 1500))),
    );

    expect(answers.map((answer) => answer.state)).toEqual(['answered', 'answered', 'answered']);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(new Set((await Promise.all(hanging)).map((answer) => answer.state))).toEqual(new Set(['timed-out']));
  });

  test('one attempt that hangs is given up in time for a second one', async () => {
    const { edge } = await startFleet((_request, count) => (count === 1 ? 'hang' : { json: { MetricAlarms: [] } }), {
      requestTimeoutMs: 150,
    });
    expect((await fetchAlarms(edge, scopeOf('us-east-1'))).state).toBe('answered');
  });

  test('attempts are few, so that a failing region is not hammered', async () => {
    const { edge, endpoint } = await startFleet(() => ({ json: { __type: 'InternalServiceFault' }, status: 500 }));
    expect((await fetchAlarms(edge, scopeOf('us-east-1'))).state).toBe('failed');
    expect(endpoint.seen).toHaveLength(2);
  });

  test('a connection that is cut or refused is unreachable, not timed out', async () => {
    const { edge, endpoint } = await startFleet(() => 'cut');
    expect((await fetchAlarms(edge, scopeOf('us-east-1'))).state).toBe('unreachable');
    await endpoint.close();
    cleanups.shift();
    expect((await fetchAlarms(edge, scopeOf('us-east-1'))).state).toBe('unreachable');
  });

  test('the answer of something that is not AWS is a failure without its text', async () => {
    const { edge } = await startFleet(() => ({ xml: '<html>Welcome to hotel-wifi</html>' }));
    const answer = await fetchAlarms(edge, scopeOf('us-east-1'));
    expect(answer).toMatchObject({ state: 'failed', call: 'cloudwatch:DescribeAlarms' });
    expect(JSON.stringify(answer)).not.toContain('hotel');
  });

  test('credentials of another account are a failure, since everything read with them would be mislabelled', async () => {
    const xml =
      '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>999988887777</Account>' +
      '<Arn>arn:aws:iam::999988887777:role/reader</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>';
    const { edge } = await startFleet(() => ({ xml }));
    expect(await fetchCallerIdentity(edge, scopeOf('us-east-1'))).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('999988887777'),
    });
    expect(await fetchCallerIdentity(edge, { ...scopeOf('us-east-1'), accountId: '999988887777' })).toMatchObject({
      state: 'answered',
      value: { accountId: '999988887777' },
    });
  });

  test('no metric asked for, no call made', async () => {
    const { edge, endpoint } = await startFleet(() => refusal);
    const answer = await fetchMetricData(edge, scopeOf('us-east-1'), [], { startAt: 0, endAt: 60_000 });
    expect(answer).toEqual({ state: 'answered', value: [], notices: [] });
    expect(endpoint.seen).toHaveLength(0);
  });
});

/** A server that nothing may ever connect to. */
async function startTrap() {
  let connections = 0;
  const trap: Server = createServer((_request, response) => response.end('{}'));
  trap.on('connection', () => {
    connections += 1;
  });
  trap.listen(0, '127.0.0.1');
  await once(trap, 'listening');
  cleanups.push(() => {
    trap.closeAllConnections();
    trap.close();
  });
  return { url: `http://127.0.0.1:${(trap.address() as AddressInfo).port}`, connections: () => connections };
}

function poisonEnvironment(trapUrl: string): void {
  const poison: Record<string, string> = {
    AWS_ACCESS_KEY_ID: 'AKIAREAL',
    AWS_SECRET_ACCESS_KEY: 'real-secret',
    AWS_SESSION_TOKEN: 'real-token',
    AWS_PROFILE: 'production',
    AWS_CONFIG_FILE: '/proc/self/mem',
    AWS_SHARED_CREDENTIALS_FILE: '/proc/self/mem',
    AWS_REGION: 'us-gov-west-1',
    AWS_DEFAULT_REGION: 'cn-north-1',
    AWS_ENDPOINT_URL: trapUrl,
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_DEFAULTS_MODE: 'auto',
    AWS_MAX_ATTEMPTS: '99',
    AWS_RETRY_MODE: 'adaptive',
    AWS_AUTH_SCHEME_PREFERENCE: 'httpBearerAuth',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: trapUrl,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: trapUrl,
    AWS_WEB_IDENTITY_TOKEN_FILE: '/proc/self/environ',
    AWS_ROLE_ARN: 'arn:aws:iam::999988887777:role/real',
    AWS_ACCOUNT_ID_ENDPOINT_MODE: 'required',
    AWS_ENABLE_ENDPOINT_DISCOVERY: 'true',
    AWS_STS_REGIONAL_ENDPOINTS: 'legacy',
    AWS_SDK_UA_APP_ID: 'somebody-else',
    HTTP_PROXY: trapUrl,
    HTTPS_PROXY: trapUrl,
    http_proxy: trapUrl,
  };
  for (const service of ['CLOUDWATCH', 'HEALTH', 'ROUTE_53', 'RDS', 'DYNAMODB', 'AUTO_SCALING', 'STS']) {
    poison[`AWS_ENDPOINT_URL_${service}`] = trapUrl;
  }
  poison.AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2 = trapUrl;
  for (const [name, value] of Object.entries(poison)) vi.stubEnv(name, value);
}
