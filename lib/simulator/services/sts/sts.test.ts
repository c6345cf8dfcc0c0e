import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeDBClustersCommand, FailoverGlobalClusterCommand, RDSClient } from '@aws-sdk/client-rds';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, credentialsOf, startTestSimulator } from '../../testing/test-simulator';
import { issueCredentials } from '../caller';

const readerArn = 'arn:aws:iam::111122223333:role/antipode-reader';
const asked = { RoleArn: readerArn, RoleSessionName: 'console', ExternalId: 'antipode-111122223333' };
let simulator: RunningSimulator;
let sts: STSClient;

beforeAll(async () => {
  simulator = await startTestSimulator();
  sts = new STSClient(clientConfig(simulator, 'eu-west-1'));
}, 60_000);
afterEach(() => simulator.world.enforcePolicies(false));
afterAll(() => simulator.stop());

function assume(part: Partial<AssumeRoleCommandInput> = {}, client = sts) {
  return client.send(new AssumeRoleCommand({ ...asked, ...part }));
}

async function configAs(role: string, region = 'us-east-1') {
  const answer = await assume({ RoleArn: `arn:aws:iam::111122223333:role/${role}` });
  return { ...clientConfig(simulator, region), credentials: credentialsOf(answer) };
}

function expiredConfig(region = 'us-east-1') {
  const role = { accountId: '111122223333', name: 'antipode-reader', arn: readerArn };
  const credentials = issueCredentials({ role, sessionName: 'console', expiresAt: Date.now() - 1, issuedAt: 0 });
  return { ...clientConfig(simulator, region), credentials: { ...credentials, secretAccessKey: 'simulated' } };
}

it('says whose credentials a caller has', async () => {
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/console',
  });
});

it('refuses the keys of an account that is not in the fleet', async () => {
  const stranger = new STSClient(clientConfig(simulator, 'eu-west-1', '999988887777'));
  await expect(stranger.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: expect.stringMatching(/^(UnrecognizedClientException|InvalidClientTokenId)$/),
    $metadata: { httpStatusCode: 403 },
  });
});

describe('AssumeRole', () => {
  it('gives credentials that lead to the account and role, until a moment of wall time', async () => {
    const answer = await assume({ DurationSeconds: 900 });
    const sessionArn = 'arn:aws:sts::111122223333:assumed-role/antipode-reader/console';
    expect(answer.AssumedRoleUser?.Arn).toBe(sessionArn);
    const left = (answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(890_000);
    expect(left).toBeLessThanOrEqual(900_000);
    const assumed = new STSClient({ ...clientConfig(simulator, 'us-east-1'), credentials: credentialsOf(answer) });
    expect(await assumed.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111122223333',
      Arn: sessionArn,
      UserId: answer.AssumedRoleUser?.AssumedRoleId,
    });
  });

  it.each([
    ['a wrong external id', { ExternalId: 'antipode-999988887777' }],
    ['no external id', { ExternalId: undefined }],
    ['an unknown role', { RoleArn: 'arn:aws:iam::111122223333:role/nobody' }],
    ['a role of a foreign account', { RoleArn: 'arn:aws:iam::999988887777:role/antipode-reader' }],
  ])('denies %s, without saying which it was', async (_, part) => {
    await expect(assume(part)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::'),
      $metadata: { httpStatusCode: 403 },
    });
  });

  it.each([
    ['an ARN that is none', { RoleArn: 'antipode-reader-role-without-arn' }],
    ['a session name with a space', { RoleSessionName: 'my console' }],
    ['less than a quarter of an hour', { DurationSeconds: 60 }],
    ['more than the role gives', { RoleArn: readerArn.replace('reader', 'failover'), DurationSeconds: 7200 }],
  ])('refuses %s', async (_, part) => {
    await expect(assume(part)).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('gives a role assumed from a role one hour at most', async () => {
    const chained = new STSClient(await configAs('antipode-failover'));
    await expect(assume({ DurationSeconds: 3601 }, chained)).rejects.toMatchObject({
      message: expect.stringContaining('role chaining'),
    });
    expect((await assume({ DurationSeconds: 3600 }, chained)).AssumedRoleUser?.Arn).toContain('antipode-reader');
  });
});

describe('temporary credentials', () => {
  it('are worth nothing without their session token, or with that of another key', async () => {
    const mine = credentialsOf(await assume());
    const other = credentialsOf(await assume({ RoleSessionName: 'other' }));
    for (const sessionToken of [undefined, 'rubbish', other.sessionToken]) {
      const credentials = { ...mine, sessionToken };
      const client = new STSClient({ ...clientConfig(simulator, 'us-east-1'), credentials });
      await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
        name: 'InvalidClientTokenId',
      });
    }
  });

  it('expire in every protocol’s own words', async () => {
    const config = expiredConfig();
    const refused = (answer: Promise<unknown>, name: string) => expect(answer).rejects.toMatchObject({ name });
    await refused(new STSClient(config).send(new GetCallerIdentityCommand({})), 'ExpiredToken');
    await refused(new RDSClient(config).send(new DescribeDBClustersCommand({})), 'ExpiredToken');
    await refused(new CloudWatchClient(config).send(new ListMetricsCommand({})), 'ExpiredTokenException');
    await refused(new Route53Client(config).send(new ListHostedZonesCommand({})), 'ExpiredToken');
    await refused(new S3Client(config).send(new ListBucketsCommand({})), 'ExpiredToken');
  });
});

describe('policies', () => {
  it('play no part until they are enforced', async () => {
    const rds = new RDSClient(await configAs('antipode-writer'));
    expect((await rds.send(new DescribeDBClustersCommand({}))).DBClusters?.length).toBeGreaterThan(0);
  });

  it('keep a reader from changing anything, and a writer from reading the fleet', async () => {
    const reader = new RDSClient(await configAs('antipode-reader'));
    const writer = new RDSClient(await configAs('antipode-writer'));
    simulator.world.enforcePolicies(true);
    expect((await reader.send(new DescribeDBClustersCommand({}))).DBClusters?.length).toBeGreaterThan(0);
    const failover = new FailoverGlobalClusterCommand({
      GlobalClusterIdentifier: 'checkout-global',
      TargetDbClusterIdentifier: 'checkout-usw2',
    });
    await expect(reader.send(failover)).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:sts::111122223333:assumed-role/antipode-reader/console is not authorized to perform: ' +
        'rds:FailoverGlobalCluster because no identity-based policy allows the rds:FailoverGlobalCluster action',
    });
    await expect(writer.send(new DescribeDBClustersCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('deny in every protocol’s own words, and never the question who one is', async () => {
    const config = await configAs('antipode-writer');
    simulator.world.enforcePolicies(true);
    const refused = (answer: Promise<unknown>, name: string) => expect(answer).rejects.toMatchObject({ name });
    await refused(new CloudWatchClient(config).send(new ListMetricsCommand({})), 'AccessDeniedException');
    await refused(new Route53Client(config).send(new ListHostedZonesCommand({})), 'AccessDenied');
    await refused(new S3Client(config).send(new ListBucketsCommand({})), 'AccessDenied');
    expect((await new STSClient(config).send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
    expect((await sts.send(new AssumeRoleCommand(asked))).Credentials).toBeDefined();
  });
});
