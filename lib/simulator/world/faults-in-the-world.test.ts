import { describe, expect, it } from 'vitest';
import { openWorld } from './index';
import { auroraLag, birthOfTests, linkTruth, pass, readMetric, usersOf } from './testing-worlds';
import type { World } from './types';

const born = () => openWorld({ seed: 7, now: birthOfTests });
const balancerMetric = (world: World, region: string, name: string) => ({
  region,
  namespace: 'AWS/ApplicationELB',
  name,
  dimensions: { LoadBalancer: world.loadBalancers(region, world.accountId)[0]?.dimension ?? '' },
});
const storeOf = (world: World, store: string, region: string) => {
  const found = world.truth().stores.find((each) => each.store === store && each.region === region);
  if (found === undefined) throw new Error(`no store ${store} in ${region}`);
  return found;
};

describe('a region that is cut off', () => {
  it('answers nobody outside, while it goes on taking writes that nobody else gets', () => {
    const world = born();
    pass(world, 120);
    world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    const before = storeOf(world, 'orders', 'us-east-1');
    pass(world, 600);
    const after = storeOf(world, 'orders', 'us-east-1');
    expect(world.regionAnswers('us-east-1')).toBe(false);
    expect(after.committed).toBeGreaterThan(before.committed);
    expect(after.stranded).toBeGreaterThan(0);
    expect(after.committed - after.replicated).toBe(after.stranded);
    expect(linkTruth(world, 'orders', 'us-east-1', 'us-west-2').lossSeconds).toBeGreaterThan(500);
    expect(usersOf(world, 'checkout').servedShare).toBeLessThan(0.2);
  });

  it('gives everything it took once it is back, and its metrics show that it never stood still', () => {
    const world = born();
    pass(world, 120);
    world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    pass(world, 600);
    world.healFaults({ kind: 'region-cut-off' });
    pass(world, 900);
    const { committed, replicated, stranded } = storeOf(world, 'orders', 'us-east-1');
    expect(stranded).toBe(0);
    expect(committed - replicated).toBeLessThan(120);
    const requests = readMetric(world, {
      ...balancerMetric(world, 'us-east-1', 'RequestCount'),
      statistic: 'Sum',
      minutes: 20,
    });
    expect(requests.length).toBeGreaterThanOrEqual(17);
  });

  it('loses its users to other regions as their names lead them there, but not those inside it', () => {
    const world = born();
    pass(world, 60);
    world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    pass(world, 1800);
    const { byRegion, servedShareOfLastMinute } = usersOf(world, 'storefront');
    expect(byRegion['us-east-1']).toBeGreaterThan(0);
    expect(byRegion['us-east-1']).toBeLessThan(0.1);
    expect(servedShareOfLastMinute).toBeGreaterThan(0.9);
  });
});

describe('a surge of traffic', () => {
  it('multiplies the requests of a workload and overloads it, and ends with its fault', () => {
    const world = born();
    pass(world, 600);
    const metric = { ...balancerMetric(world, 'us-east-1', 'RequestCount'), statistic: 'Sum', minutes: 4 } as const;
    const usual = readMetric(world, metric).at(-1)?.value ?? 0;
    world.injectFault({ kind: 'traffic-surge', factor: 6, workload: 'checkout' });
    pass(world, 600);
    const surging = readMetric(world, metric).at(-1)?.value ?? 0;
    expect(surging / usual).toBeGreaterThan(4);
    expect(usersOf(world, 'checkout').servedShareOfLastMinute).toBeLessThan(0.97);
    expect(usersOf(world, 'storefront').servedShareOfLastMinute).toBeGreaterThan(0.99);
    world.healFaults({ kind: 'traffic-surge' });
    pass(world, 600);
    expect((readMetric(world, metric).at(-1)?.value ?? 0) / usual).toBeLessThan(1.3);
  });

  it('may be of one population only', () => {
    const world = born();
    world.injectFault({ kind: 'traffic-surge', factor: 3, workload: 'checkout', population: 'asia' });
    pass(world, 120);
    expect(usersOf(world, 'checkout').servedShare).toBeGreaterThan(0.9);
    expect(() => world.injectFault({ kind: 'traffic-surge', factor: 3, workload: 'nobody' })).toThrow(
      'known: checkout',
    );
  });
});

it('a grey fault makes answers slow with every health check green and no errors', () => {
  const world = born();
  pass(world, 120);
  const balancer = world.loadBalancers('us-east-1', world.accountId).find((each) => each.workload === 'checkout');
  const ask = () =>
    world.request(balancer?.addresses[0] ?? '', { hostname: 'checkout.acme.example', path: '/healthz' }, 'us-east-1');
  const quick = ask();
  world.injectFault({ kind: 'grey-fault', region: 'us-east-1', factor: 20 });
  pass(world, 600);
  const slow = ask();
  if (quick.outcome !== 'answer' || slow.outcome !== 'answer') throw new Error('no answer');
  expect(slow.status).toBe(200);
  expect(slow.latencyMs).toBeGreaterThan(quick.latencyMs * 5);
  const times = readMetric(world, {
    ...balancerMetric(world, 'us-east-1', 'TargetResponseTime'),
    statistic: 'p50',
    minutes: 14,
  });
  expect((times.at(-1)?.value ?? 0) / (times[0]?.value ?? 1)).toBeGreaterThan(10);
  expect(world.healthChecks(world.accountId).filter((check) => check.type === 'HTTPS' && !check.healthy)).toEqual([]);
  expect(usersOf(world, 'checkout').servedShareOfLastMinute).toBeGreaterThan(0.99);
});

describe('metrics', () => {
  it('that are lost are missing for good, of their namespace and region only', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'metrics-lost', region: 'us-west-2', namespace: 'AWS/RDS' });
    pass(world, 600);
    world.healFaults({ kind: 'metrics-lost' });
    pass(world, 600);
    expect(readMetric(world, { ...auroraLag, minutes: 20 }).length).toBeLessThanOrEqual(9);
    const others = readMetric(world, {
      ...balancerMetric(world, 'us-west-2', 'RequestCount'),
      statistic: 'Sum',
      minutes: 20,
    });
    expect(others.length).toBeGreaterThanOrEqual(17);
  });

  it('that are late come that many minutes later, and none is missing then', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'metrics-late', region: 'us-west-2', minutes: 30 });
    pass(world, 900);
    const late = readMetric(world, { ...auroraLag, minutes: 15 });
    expect(late.length).toBeLessThanOrEqual(1);
    pass(world, 1860);
    const newest = world.now - 32 * 60_000;
    expect(readMetric(world, { ...auroraLag, minutes: 50 }).filter(({ at }) => at < newest).length).toBeGreaterThan(15);
  });
});

it('faults of the world leave the same world however time is cut', () => {
  const faults = [
    { kind: 'region-cut-off', region: 'us-east-1' },
    { kind: 'traffic-surge', factor: 2 },
    { kind: 'grey-fault', region: 'us-west-2', factor: 4 },
  ];
  const live = (strides: readonly number[]) => {
    const world = born();
    pass(world, 90);
    for (const fault of faults) world.injectFault(fault);
    for (const seconds of strides) pass(world, seconds);
    const reads = ['us-east-1', 'us-west-2'].map((region) =>
      readMetric(world, { ...balancerMetric(world, region, 'TargetResponseTime'), statistic: 'Average' }),
    );
    const { users, ...truth } = world.truth();
    return JSON.stringify([truth, users.map(({ servedShare }) => servedShare), reads]);
  };
  expect(live([7200])).toBe(live([...Array(72)].map(() => 100)));
});
