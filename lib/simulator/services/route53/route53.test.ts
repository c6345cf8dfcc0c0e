import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  GetHostedZoneCommand,
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsResponse,
  paginateListHealthChecks,
  type ResourceRecordSet,
  Route53Client,
  TestDNSAnswerCommand,
} from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, worldWith } from '../../testing/test-simulator';
import type { HostedZone } from '../../world/types';

const zone = 'Z0ACMEEXAMPLE01';
let simulator: RunningSimulator;
let route53: Route53Client;

beforeAll(async () => {
  simulator = await startTestSimulator();
  // The control plane lives in us-east-1 whatever region a client with its own endpoint signs for.
  route53 = new Route53Client(clientConfig(simulator, 'eu-west-1'));
});
afterAll(() => simulator.stop());

async function listAll(client: Route53Client, MaxItems?: number): Promise<ResourceRecordSet[][]> {
  const pages: ResourceRecordSet[][] = [];
  let page: ListResourceRecordSetsResponse | undefined;
  do {
    page = await client.send(
      new ListResourceRecordSetsCommand({
        HostedZoneId: zone,
        MaxItems,
        StartRecordName: page?.NextRecordName,
        StartRecordType: page?.NextRecordType,
        StartRecordIdentifier: page?.NextRecordIdentifier,
      }),
    );
    pages.push(page.ResourceRecordSets ?? []);
  } while (page.IsTruncated);
  return pages;
}

describe('hosted zones', () => {
  it('are listed with their number of record sets, and described with their name servers', async () => {
    const { HostedZones = [], IsTruncated } = await route53.send(new ListHostedZonesCommand({}));
    expect(IsTruncated).toBe(false);
    expect(HostedZones).toMatchObject([{ Id: `/hostedzone/${zone}`, Name: 'acme.example.' }]);
    expect(HostedZones[0]?.ResourceRecordSetCount).toBe((await listAll(route53)).flat().length);
    const described = await route53.send(new GetHostedZoneCommand({ Id: `/hostedzone/${zone}` }));
    expect(described.DelegationSet?.NameServers).toHaveLength(4);
  });

  it('that do not exist are refused as such', async () => {
    await expect(route53.send(new GetHostedZoneCommand({ Id: 'ZNONE' }))).rejects.toMatchObject({
      name: 'NoSuchHostedZone',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(route53.send(new ListResourceRecordSetsCommand({ HostedZoneId: 'ZNONE' }))).rejects.toMatchObject({
      name: 'NoSuchHostedZone',
    });
    await expect(route53.send(new ListHostedZonesCommand({ Marker: 'rubbish' }))).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });
});

describe('ListResourceRecordSets', () => {
  it('shows the failover pair of checkout on its routing controls', async () => {
    const sets = (await listAll(route53)).flat().filter((each) => each.Name === 'checkout.acme.example.');
    expect(sets.map((each) => [each.Type, each.Failover, each.AliasTarget?.EvaluateTargetHealth])).toEqual([
      ['A', 'PRIMARY', false],
      ['A', 'SECONDARY', false],
    ]);
    expect(sets[0]?.TTL).toBeUndefined();
    const check = await route53.send(new GetHealthCheckCommand({ HealthCheckId: sets[0]?.HealthCheckId }));
    expect(check.HealthCheck?.HealthCheckConfig).toMatchObject({
      Type: 'RECOVERY_CONTROL',
      RoutingControlArn: expect.stringMatching(/routingcontrol\/checkout-use1$/),
    });
  });

  it('pages without losing or doubling a record set, in the order of reversed names', async () => {
    const whole = (await listAll(route53)).flat();
    const pages = await listAll(route53, 4);
    expect(pages.every((page) => page.length <= 4)).toBe(true);
    expect(pages.flat()).toEqual(whole);
    const names = whole.map((each) => each.Name?.split('.').reverse().join('.') ?? '');
    expect(names).toEqual(names.toSorted());
    expect(whole[0]?.Type).toBe('NS');
  });

  it('never gives more than 300 a page', async () => {
    const records = Array.from({ length: 650 }, (_, index) => ({
      name: `host${index}.acme.example`,
      type: 'A' as const,
      ttlSeconds: 60,
      values: ['192.0.2.1'],
    }));
    const many: HostedZone = { id: zone, name: 'acme.example', records };
    const door = await serveWorld(worldWith({ hostedZones: () => [many] }));
    const pages = await listAll(new Route53Client(clientConfig(door, 'us-east-1')), 1000);
    expect(pages.map((page) => page.length)).toEqual([300, 300, 52]);
    expect(new Set(pages.flat().map((each) => each.Name)).size).toBe(651);
    await door.close();
  });

  it('refuses a type or identifier without what it belongs to', async () => {
    const command = new ListResourceRecordSetsCommand({ HostedZoneId: zone, StartRecordType: 'A' });
    await expect(route53.send(command)).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});

describe('health checks', () => {
  it('are listed page by page', async () => {
    const ids: string[] = [];
    for await (const page of paginateListHealthChecks({ client: route53, pageSize: 3 }, {})) {
      expect(page.HealthChecks?.length).toBeLessThanOrEqual(3);
      ids.push(...(page.HealthChecks ?? []).map((each) => each.Id ?? ''));
    }
    // Twelve regional endpoints and two routing controls.
    expect(new Set(ids).size).toBe(14);
    expect(ids).toHaveLength(14);
    await expect(route53.send(new ListHealthChecksCommand({ Marker: 'rubbish' }))).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });

  it('of an endpoint say what checkers in eight regions see', async () => {
    const { HealthChecks = [] } = await route53.send(new ListHealthChecksCommand({}));
    const check = HealthChecks.find(
      (each) => each.HealthCheckConfig?.FullyQualifiedDomainName === 'use1.checkout.acme.example',
    );
    expect(check?.HealthCheckConfig).toMatchObject({
      Type: 'HTTPS',
      RequestInterval: 10,
      FailureThreshold: 3,
      ResourcePath: '/healthz',
    });
    expect(check?.HealthCheckConfig?.Regions).toHaveLength(8);
    const status = await route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: check?.Id }));
    expect(status.HealthCheckObservations?.length).toBeGreaterThanOrEqual(8);
    expect(status.HealthCheckObservations?.[0]?.StatusReport?.Status).toMatch(/^Success/);
    expect(status.HealthCheckObservations?.[0]?.StatusReport?.CheckedTime).toBeInstanceOf(Date);
  });

  it('that do not exist are refused as such', async () => {
    await expect(route53.send(new GetHealthCheckCommand({ HealthCheckId: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchHealthCheck',
    });
    await expect(route53.send(new GetHealthCheckStatusCommand({ HealthCheckId: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchHealthCheck',
    });
  });
});

describe('ChangeResourceRecordSets', () => {
  const text = (Name: string, Value = '"hello"'): ResourceRecordSet => ({
    Name,
    Type: 'TXT',
    TTL: 30,
    ResourceRecords: [{ Value }],
  });
  const change = (Action: 'CREATE' | 'DELETE' | 'UPSERT', ...sets: ResourceRecordSet[]) =>
    new ChangeResourceRecordSetsCommand({
      HostedZoneId: zone,
      ChangeBatch: { Comment: 'test', Changes: sets.map((ResourceRecordSet) => ({ Action, ResourceRecordSet })) },
    });

  it('creates, lists, resolves and deletes a record set', async () => {
    const name = 'note.acme.example.';
    const { ChangeInfo } = await route53.send(change('CREATE', text(name)));
    expect(ChangeInfo).toMatchObject({ Id: expect.stringMatching(/^\/change\/C/), Status: 'PENDING', Comment: 'test' });
    const status = await route53.send(new GetChangeCommand({ Id: ChangeInfo?.Id }));
    expect(status.ChangeInfo).toMatchObject({ Id: ChangeInfo?.Id, SubmittedAt: ChangeInfo?.SubmittedAt });
    expect((await listAll(route53)).flat().find((each) => each.Name === name)).toEqual(text(name));
    await route53.send(change('DELETE', text(name)));
    expect((await listAll(route53)).flat().some((each) => each.Name === name)).toBe(false);
  });

  it('keeps a failover alias as it was listed when it is written back', async () => {
    const before = (await listAll(route53)).flat();
    const pair = before.filter((each) => each.Name === 'checkout.acme.example.');
    await route53.send(change('UPSERT', ...pair));
    expect((await listAll(route53)).flat()).toEqual(before);
  });

  it('changes nothing when one change of a batch is refused, and says why', async () => {
    const command = change('CREATE', text('fresh.acme.example'), text('status.use1.checkout.acme.example'));
    await expect(route53.send(command)).rejects.toMatchObject({
      name: 'InvalidChangeBatch',
      $metadata: { httpStatusCode: 400 },
    });
    const again = change('CREATE', text('fresh.acme.example'), text('elsewhere.example.org'));
    await expect(route53.send(again)).rejects.toMatchObject({
      message: expect.stringContaining('elsewhere.example.org'),
    });
    expect((await listAll(route53)).flat().some((each) => each.Name === 'fresh.acme.example.')).toBe(false);
  });

  it('refuses unknown health checks, changes and types that are not simulated', async () => {
    const failover = {
      ...text('f.acme.example'),
      SetIdentifier: 'p',
      Failover: 'PRIMARY' as const,
      HealthCheckId: 'none',
    };
    await expect(route53.send(change('CREATE', failover))).rejects.toMatchObject({ name: 'NoSuchHealthCheck' });
    await expect(route53.send(new GetChangeCommand({ Id: '/change/CNONE' }))).rejects.toMatchObject({
      name: 'NoSuchChange',
    });
    const mx = { ...text('m.acme.example', '10 mail.acme.example'), Type: 'MX' as const };
    await expect(route53.send(change('CREATE', mx))).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});

it('tests what DNS answers', async () => {
  const ask = (RecordName: string, RecordType: 'A' | 'TXT' = 'A') =>
    route53.send(new TestDNSAnswerCommand({ HostedZoneId: zone, RecordName, RecordType }));
  expect((await ask('checkout.acme.example')).RecordData).toHaveLength(2);
  expect(await ask('status.use1.checkout.acme.example', 'TXT')).toMatchObject({
    RecordData: ['"healthy"'],
    ResponseCode: 'NOERROR',
  });
  expect((await ask('none.acme.example')).ResponseCode).toBe('NXDOMAIN');
});
