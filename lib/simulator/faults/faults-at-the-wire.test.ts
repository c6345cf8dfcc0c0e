import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { CloudWatchClient, DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DescribeInstancesCommand, DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeEventsCommand, HealthClient } from '@aws-sdk/client-health';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeDBClustersCommand, DescribeGlobalClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import {
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../start-simulator';
import { clientConfig, credentialsOf, startTestSimulator } from '../testing/test-simulator';
import { externalIdOf } from '../world/roles';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());
afterEach(() => {
  simulator.world.healFaults({});
});

const use1 = () => clientConfig(simulator, 'us-east-1');
const usw2 = () => clientConfig(simulator, 'us-west-2');
const impatient = () => ({
  requestHandler: new NodeHttpHandler({ connectionTimeout: 200, requestTimeout: 250, throwOnRequestTimeout: true }),
});
const begin = (fault: { readonly kind: string; readonly [member: string]: unknown }) =>
  simulator.world.injectFault(fault);
/** An error as its client throws it. */
const failing = (name: string, status: number) =>
  expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode: status }) });
const thrownBy = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => error,
  );
const hangs = { name: 'TimeoutError' };

describe('a service that is down', () => {
  it('answers 503 in its region only, and its neighbours there go on', async () => {
    begin({ kind: 'service-down', region: 'us-east-1', service: 'dynamodb' });
    const tables = (config: object) => new DynamoDBClient(config).send(new ListTablesCommand({}));
    expect(await thrownBy(tables(use1()))).toEqual(failing('ServiceUnavailableException', 503));
    expect((await tables(usw2())).TableNames).not.toHaveLength(0);
    expect((await new RDSClient(use1()).send(new DescribeDBClustersCommand({}))).DBClusters).not.toHaveLength(0);
  });

  it('answers nothing where it hangs, and what hangs is cut when it heals', async () => {
    begin({ kind: 'service-down', region: 'us-east-1', service: 'rds', answer: 'hangs' });
    const hurried = new RDSClient({ ...use1(), ...impatient() });
    await expect(hurried.send(new DescribeDBClustersCommand({}))).rejects.toMatchObject(hangs);
    const waiting = thrownBy(new RDSClient(use1()).send(new DescribeDBClustersCommand({})));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await fetch(`${simulator.url}/_simulator/heal`, {
      method: 'POST',
      body: '{"kind":"service-down","service":"rds"}',
    });
    expect(await waiting).toBeInstanceOf(Error);
  });
});

it('control planes that are down take the global APIs with them, while names are answered and regions work', async () => {
  begin({ kind: 'control-planes-down' });
  const frankfurt = clientConfig(simulator, 'eu-central-1');
  const zones = new Route53Client(frankfurt).send(new ListHostedZonesCommand({}));
  expect(await thrownBy(zones)).toEqual(failing('ServiceUnavailable', 503));
  expect(await thrownBy(new IAMClient(frankfurt).send(new ListRolesCommand({})))).toEqual(
    failing('ServiceUnavailable', 503),
  );
  expect(await thrownBy(new HealthClient(frankfurt).send(new DescribeEventsCommand({})))).toEqual(
    failing('ServiceUnavailableException', 503),
  );
  expect((await new CloudWatchClient(use1()).send(new DescribeAlarmsCommand({}))).MetricAlarms).not.toHaveLength(0);
  expect((await new S3Client(use1()).send(new ListBucketsCommand({}))).Buckets).not.toHaveLength(0);
  expect(simulator.world.resolve('www.acme.example', 'A', 'eu-west-1').outcome).toBe('answer');
});

describe('throttling', () => {
  it('refuses exactly its share of the calls it is about, and no others', async () => {
    begin({ kind: 'throttled', share: 0.4, service: 'dynamodb', operation: 'ListTables' });
    const client = new DynamoDBClient(use1());
    const outcomes: unknown[] = [];
    for (let count = 0; count < 10; count += 1) outcomes.push(await thrownBy(client.send(new ListTablesCommand({}))));
    const refused = outcomes.filter((each) => each !== 'answered');
    expect(refused).toHaveLength(4);
    expect(refused[0]).toEqual(failing('ThrottlingException', 400));
    await client.send(new DescribeTableCommand({ TableName: 'user-sessions' }));
  });

  it.each([
    ['query', () => new RDSClient(use1()).send(new DescribeDBClustersCommand({})), 'Throttling', 400],
    ['EC2', () => new EC2Client(use1()).send(new DescribeInstancesCommand({})), 'RequestLimitExceeded', 503],
    ['S3', () => new S3Client(use1()).send(new ListBucketsCommand({})), 'SlowDown', 503],
    ['XML', () => new Route53Client(use1()).send(new ListHostedZonesCommand({})), 'Throttling', 400],
  ])('speaks as %s does', async (_protocol, call, name, status) => {
    begin({ kind: 'throttled' });
    expect(await thrownBy(call())).toEqual(failing(name, status));
  });
});

it('denied access names the action and the caller, for the actions it is about; who one is may always be asked', async () => {
  begin({ kind: 'access-denied', account: '111122223333', action: 'rds:Describe*' });
  const rds = new RDSClient(use1());
  const error = await thrownBy(rds.send(new DescribeGlobalClustersCommand({})));
  expect(error).toEqual(failing('AccessDenied', 403));
  expect(String(error)).toContain('arn:aws:iam::111122223333:user/console is not authorized to perform: rds:Describe');
  await new CloudWatchClient(use1()).send(new DescribeAlarmsCommand({}));
  begin({ kind: 'access-denied' });
  expect(await thrownBy(new CloudWatchClient(use1()).send(new DescribeAlarmsCommand({})))).not.toBe('answered');
  await new STSClient(use1()).send(new GetCallerIdentityCommand({}));
});

it('a region that is not opted in does not know the keys of the account', async () => {
  begin({ kind: 'region-not-opted-in', region: 'ap-southeast-1', account: '111122223333' });
  const singapore = clientConfig(simulator, 'ap-southeast-1');
  expect(await thrownBy(new DynamoDBClient(singapore).send(new ListTablesCommand({})))).toEqual(
    failing('UnrecognizedClientException', 400),
  );
  expect(await thrownBy(new EC2Client(singapore).send(new DescribeInstancesCommand({})))).toEqual(
    failing('AuthFailure', 401),
  );
  const { Regions = [] } = await new EC2Client(use1()).send(new DescribeRegionsCommand({ AllRegions: true }));
  expect(Regions.find((each) => each.RegionName === 'ap-southeast-1')?.OptInStatus).toBe('not-opted-in');
});

it('without a support plan the Health API asks for a subscription, and nothing else does', async () => {
  begin({ kind: 'no-support-plan' });
  expect(await thrownBy(new HealthClient(use1()).send(new DescribeEventsCommand({})))).toEqual(
    failing('SubscriptionRequiredException', 400),
  );
  await new CloudWatchClient(use1()).send(new DescribeAlarmsCommand({}));
});

it('an endpoint that hangs takes the call and never answers', async () => {
  begin({ kind: 'endpoint-hangs', region: 'us-west-2', service: 'cloudwatch' });
  const oregon = new CloudWatchClient({ ...usw2(), ...impatient() });
  await expect(oregon.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject(hangs);
  await new RDSClient(usw2()).send(new DescribeDBClustersCommand({}));
});

describe('a partial page', () => {
  it('comes with 200, half of its items and no token', async () => {
    const client = new CloudWatchClient(use1());
    const whole = await client.send(new ListMetricsCommand({}));
    begin({ kind: 'partial-pages' });
    const part = await client.send(new ListMetricsCommand({}));
    expect(part.Metrics).toEqual(whole.Metrics?.slice(0, Math.floor((whole.Metrics.length ?? 0) / 2)));
    expect(part.Metrics).not.toHaveLength(0);
    expect(part.NextToken).toBeUndefined();
  });

  it('may lack the token alone: the rest of the list is as if it were not', async () => {
    begin({ kind: 'partial-pages', loses: 'token' });
    const client = new Route53Client(use1());
    const page = await client.send(new ListHealthChecksCommand({ MaxItems: 3 }));
    expect(page).toMatchObject({ IsTruncated: false, HealthChecks: expect.objectContaining({ length: 3 }) });
    expect(page.NextMarker).toBeUndefined();
  });
});

it('a repeated token leads to the same page for ever', async () => {
  begin({ kind: 'repeated-token' });
  const alarms = new CloudWatchClient(use1());
  const first = await alarms.send(new DescribeAlarmsCommand({}));
  expect(first.NextToken).toBeDefined();
  const second = await alarms.send(new DescribeAlarmsCommand({ NextToken: first.NextToken }));
  expect([second.MetricAlarms, second.NextToken]).toEqual([first.MetricAlarms, first.NextToken]);
  const zone = new Route53Client(use1());
  const records = await zone.send(new ListResourceRecordSetsCommand({ HostedZoneId: 'Z0ACMEEXAMPLE01' }));
  expect(records.IsTruncated).toBe(true);
  const again = await zone.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: 'Z0ACMEEXAMPLE01', StartRecordName: records.NextRecordName }),
  );
  expect(again.ResourceRecordSets).toEqual(records.ResourceRecordSets);
});

it('missing values are missing in the same places for the same call, and what is listed stays listed', async () => {
  const client = new RDSClient(use1());
  const whole = await client.send(new DescribeDBClustersCommand({}));
  begin({ kind: 'values-missing', share: 0.3 });
  const holed = await client.send(new DescribeDBClustersCommand({}));
  const again = await client.send(new DescribeDBClustersCommand({}));
  expect(again.DBClusters).toEqual(holed.DBClusters);
  expect(holed.DBClusters).not.toEqual(whole.DBClusters);
  expect(whole).toMatchObject({ DBClusters: holed.DBClusters ?? [] });
});

describe('expired credentials', () => {
  const role = {
    RoleArn: 'arn:aws:iam::111122223333:role/antipode-reader',
    RoleSessionName: 'console',
    ExternalId: externalIdOf('111122223333'),
  };
  const assume = async () => credentialsOf(await new STSClient(use1()).send(new AssumeRoleCommand(role)));

  it('are refused in the form of each protocol until they are healed', async () => {
    begin({ kind: 'credentials-expired' });
    const names = [
      await thrownBy(new DynamoDBClient(use1()).send(new ListTablesCommand({}))),
      await thrownBy(new RDSClient(use1()).send(new DescribeDBClustersCommand({}))),
      await thrownBy(new EC2Client(use1()).send(new DescribeInstancesCommand({}))),
      await thrownBy(new S3Client(use1()).send(new ListBucketsCommand({}))),
    ].map((error) => (error instanceof Error ? error.name : error));
    expect(names).toEqual(['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'ExpiredToken']);
    simulator.world.healFaults({ kind: 'credentials-expired' });
    await new DynamoDBClient(use1()).send(new ListTablesCommand({}));
  });

  it('of a session are good again once the role is assumed anew', async () => {
    const credentials = await assume();
    begin({ kind: 'credentials-expired', of: 'sessions' });
    const old = new CloudWatchClient({ ...use1(), credentials });
    expect(await thrownBy(old.send(new DescribeAlarmsCommand({})))).toMatchObject({
      name: expect.stringMatching(/^ExpiredToken/),
    });
    simulator.world.advanceTo(simulator.world.now + 1000);
    const fresh = new CloudWatchClient({ ...use1(), credentials: await assume() });
    await fresh.send(new DescribeAlarmsCommand({}));
  });
});

it('a skewed clock refuses signatures with the Date it goes by, so that a client can set itself right', async () => {
  begin({ kind: 'clock-skew', seconds: 3600 });
  const rds = new RDSClient(use1());
  const first = await thrownBy(rds.send(new DescribeDBClustersCommand({})));
  expect(first).toEqual(failing('SignatureDoesNotMatch', 403));
  expect(String(first)).toMatch(/Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(.* - 5 min\.\)/);
  await rds.send(new DescribeDBClustersCommand({}));
  expect(await thrownBy(new S3Client(use1()).send(new ListBucketsCommand({})))).toEqual(
    failing('RequestTimeTooSkewed', 403),
  );
  expect(await thrownBy(new DynamoDBClient(use1()).send(new ListTablesCommand({})))).toEqual(
    failing('InvalidSignatureException', 403),
  );
});

it('a console that is cut off reaches no endpoint, no name and no site, while users are served', async () => {
  begin({ kind: 'console-cut-off' });
  const client = new CloudWatchClient({ ...usw2(), ...impatient() });
  await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject(hangs);
  const { Resolver } = await import('node:dns/promises');
  const resolver = new Resolver({ timeout: 150, tries: 1 });
  resolver.setServers([`127.0.0.1:${simulator.dnsPort}`]);
  await expect(resolver.resolve4('www.acme.example')).rejects.toMatchObject({ code: 'ETIMEOUT' });
  const [balancer] = simulator.world.loadBalancers('us-west-2', '111122223333');
  const site = httpGet({
    host: '127.0.0.1',
    port: simulator.httpPort,
    path: `http://${balancer?.addresses[0]}/healthz`,
    headers: { host: balancer?.dnsName ?? '' },
    signal: AbortSignal.timeout(150),
  });
  const [error] = (await once(site, 'error')) as Error[];
  expect(error?.name).toBe('AbortError');
  for (const { servedShare } of simulator.world.truth().users) expect(servedShare).toBeGreaterThan(0.99);
});

it('faults combine: what hangs is not throttled, and what is throttled is not cut', async () => {
  begin({ kind: 'throttled' });
  begin({ kind: 'partial-pages' });
  begin({ kind: 'endpoint-hangs', region: 'us-west-2' });
  const oregon = new CloudWatchClient({ ...usw2(), ...impatient() });
  await expect(oregon.send(new ListMetricsCommand({}))).rejects.toMatchObject(hangs);
  expect(await thrownBy(new CloudWatchClient(use1()).send(new ListMetricsCommand({})))).toMatchObject({
    $metadata: { httpStatusCode: 400 },
  });
  simulator.world.healFaults({ kind: 'throttled' });
  expect((await new CloudWatchClient(use1()).send(new ListMetricsCommand({}))).NextToken).toBeUndefined();
});
