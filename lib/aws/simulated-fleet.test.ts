import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProber, type Prober } from '../probes';
import { type RunningSimulator, startSimulator } from '../simulator/start-simulator';
import {
  type AwsEdge,
  createAwsEdge,
  fetchAlarms,
  fetchAutoScalingGroups,
  fetchCallerIdentity,
  fetchGlobalClusters,
  fetchGlobalTable,
  fetchHealthChecks,
  fetchHealthEvents,
  fetchHostedZone,
  fetchLoadBalancers,
  fetchMetricData,
  fetchRecordSets,
  fetchTargetHealth,
  type MetricQuerySpec,
} from '.';
import { expectAnswered } from './testing/scripted-edge';

/** The edge and the prober against the simulated fleet, over its own doors. */
let simulator: RunningSimulator;
let edge: AwsEdge;
let prober: Prober;

const accountId = '111122223333';
const scopeOf = (region: string, deadlineMs = 4000) => ({ accountId, region, deadlineMs });
const minute = 60_000;

beforeAll(async () => {
  const clock = { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 };
  simulator = await startSimulator({ port: 0, dnsPort: 0, httpPort: 0, seed: 7, clock });
  edge = createAwsEdge({ mode: 'simulator', endpoint: simulator.url });
  prober = createProber({
    mode: 'simulator',
    dns: `127.0.0.1:${simulator.dnsPort}`,
    httpProxy: `http://127.0.0.1:${simulator.httpPort}`,
  });
}, 60_000);

afterAll(async () => {
  edge.close();
  await simulator.stop();
});

describe('a calm fleet', () => {
  test('knows the account', async () => {
    expect(expectAnswered(await fetchCallerIdentity(edge, scopeOf('eu-west-1'))).value.accountId).toBe(accountId);
  });

  test('has an Aurora global database that is written in us-east-1 and copied to us-west-2', async () => {
    for (const region of ['us-east-1', 'us-west-2']) {
      const { value, notices } = expectAnswered(await fetchGlobalClusters(edge, scopeOf(region)));
      const cluster = value.find((one) => one.identifier === 'checkout-global');
      expect(cluster).toMatchObject({ engine: 'aurora-postgresql', failover: 'none' });
      expect(cluster?.members.map((member) => [member.region, member.clusterIdentifier, member.isWriter])).toEqual([
        ['us-east-1', 'checkout-use1', true],
        ['us-west-2', 'checkout-usw2', false],
      ]);
      expect(notices).toEqual([]);
    }
  });

  test('has a global table with four active replicas, whichever of them is asked', async () => {
    const regions = ['ap-southeast-1', 'eu-central-1', 'us-east-1', 'us-west-2'];
    for (const region of regions) {
      const { value } = expectAnswered(await fetchGlobalTable(edge, scopeOf(region), 'user-sessions'));
      if (value === 'absent') throw new Error('no table');
      expect(value.consistency).toBe('eventual');
      expect(value.replicas.map((replica) => replica.region).sort()).toEqual(regions);
      expect(value.replicas.every((replica) => replica.status === 'active')).toBe(true);
    }
    const elsewhere = await fetchGlobalTable(edge, scopeOf('eu-west-1'), 'user-sessions');
    expect(elsewhere).toMatchObject({ state: 'answered', value: 'absent' });
  });

  test('has load balancers with target groups and targets', async () => {
    const { value } = expectAnswered(await fetchLoadBalancers(edge, scopeOf('us-east-1')));
    const checkout = value.find((one) => one.name === 'checkout-use1');
    expect(checkout?.dimension).toMatch(/^app\/checkout-use1\//);
    const [group] = checkout?.targetGroups ?? [];
    expect(group?.dimension).toMatch(/^targetgroup\/checkout-use1\//);
    const targets = expectAnswered(await fetchTargetHealth(edge, scopeOf('us-east-1'), group?.arn ?? ''));
    expect(targets.value.filter((target) => target.state === 'healthy')).toHaveLength(6);
  });

  test('lacks one instance in ap-southeast-1', async () => {
    const { value } = expectAnswered(await fetchAutoScalingGroups(edge, scopeOf('ap-southeast-1')));
    expect(value.find((one) => one.name === 'storefront-apse1')).toMatchObject({ desired: 3, inService: 2 });
  });

  test('has an alarm that never gets data, because it stands in the wrong region', async () => {
    const { value } = expectAnswered(await fetchAlarms(edge, scopeOf('us-east-1')));
    expect(value.find((one) => one.name === 'checkout-primary-replication-lag')).toMatchObject({
      state: 'insufficient-data',
      metric: { name: 'AuroraGlobalDBRPOLag' },
    });
  });

  test('has its zone, records and health checks', async () => {
    const { value: zone } = expectAnswered(await fetchHostedZone(edge, scopeOf('us-east-1'), 'acme.example'));
    if (zone === 'absent') throw new Error('no zone');
    expect(zone.id).toBe('Z0ACMEEXAMPLE01');
    expect(await fetchHostedZone(edge, scopeOf('us-east-1'), 'other.example')).toMatchObject({ value: 'absent' });

    const { value: records, notices } = expectAnswered(await fetchRecordSets(edge, scopeOf('us-east-1'), zone.id));
    expect(notices).toEqual([]);
    const checkout = records.filter((record) => record.name === 'checkout.acme.example' && record.type === 'A');
    expect(checkout.map((record) => record.policy)).toEqual([
      { kind: 'failover', role: 'primary' },
      { kind: 'failover', role: 'secondary' },
    ]);

    const { value: checks } = expectAnswered(await fetchHealthChecks(edge, scopeOf('us-east-1')));
    const control = checks.find((check) => check.id === checkout[0]?.healthCheckId);
    expect(control).toMatchObject({ type: 'RECOVERY_CONTROL', disabled: false });
    expect(control?.routingControlArn).toMatch(/routingcontrol\/checkout-use1$/);
  });

  test('publishes metrics, late but not missing', async () => {
    const { value: balancers } = expectAnswered(await fetchLoadBalancers(edge, scopeOf('us-east-1')));
    const dimension = balancers.find((one) => one.name === 'checkout-use1')?.dimension ?? '';
    const endAt = Math.floor(simulator.world.now / minute) * minute;
    const queries: readonly MetricQuerySpec[] = [
      {
        key: 'requests',
        namespace: 'AWS/ApplicationELB',
        name: 'RequestCount',
        dimensions: { LoadBalancer: dimension },
        statistic: 'Sum',
        periodSeconds: 60,
      },
      {
        key: 'nothing',
        namespace: 'AWS/RDS',
        name: 'AuroraGlobalDBRPOLag',
        dimensions: { DBClusterIdentifier: 'checkout-use1' },
        statistic: 'Maximum',
        periodSeconds: 60,
      },
    ];
    const window = { startAt: endAt - 30 * minute, endAt };
    const { value, notices } = expectAnswered(await fetchMetricData(edge, scopeOf('us-east-1'), queries, window));
    expect(notices).toEqual([]);
    expect(value.map((series) => series.status)).toEqual(['complete', 'complete']);
    expect(value[0]?.points.length).toBeGreaterThanOrEqual(25);
    expect(value[1]?.points).toEqual([]);
  });

  test('serves users where DNS sends them', async () => {
    const probe = await prober.probeHttp({ hostname: 'checkout.acme.example', path: '/healthz', deadlineMs: 1500 });
    expect(probe.reading).toMatchObject({ outcome: 'pass' });
    const regional = await prober.resolveName('use1.checkout.acme.example', 'A', 1000);
    expect(regional).toMatchObject({ outcome: 'answer', values: [...probe.addresses] });
    const status = await prober.readStatusRecord('status.use1.checkout.acme.example', 1000);
    expect(status.outcome).toBe('healthy');
    expect((await prober.resolveName('nothing.acme.example', 'A', 1000)).outcome).toBe('no-such-name');
  });
});

describe('when us-east-1 is lost', () => {
  beforeAll(() => {
    simulator.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  });

  test('its calls end at their deadline while every other region answers', async () => {
    const lost = [
      fetchAlarms(edge, scopeOf('us-east-1', 600)),
      fetchGlobalClusters(edge, scopeOf('us-east-1', 600)),
      fetchHealthEvents(edge, scopeOf('eu-west-1', 600), { closedSince: 0 }),
    ];
    const others = ['us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1'];
    const answers = await Promise.all(others.map((region) => fetchAlarms(edge, scopeOf(region))));

    expect(answers.map((answer) => answer.state)).toEqual(others.map(() => 'answered'));
    expect((await Promise.all(lost)).map((answer) => answer.state)).toEqual(['timed-out', 'timed-out', 'timed-out']);
  });

  test('its endpoint fails the probe in words, at the deadline', async () => {
    const probe = await prober.probeHttp({ hostname: 'use1.checkout.acme.example', path: '/healthz', deadlineMs: 400 });
    expect(probe.reading).toEqual({ outcome: 'fail', detail: expect.stringContaining('did not answer within 400 ms') });
  });
});
