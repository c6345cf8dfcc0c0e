import { expect, it } from 'vitest';
import { buildFleet } from './build-fleet';
import { defaultAccountId, defaultFleet } from './default-fleet';
import { metricCheckId } from './fleet-zone';
import { openWorld } from './open-world';
import { birthOfTests, pass, worldFolder } from './testing-worlds';
import type { World } from './types';

const fleet = buildFleet({
  ...defaultFleet,
  name: 'metric-checks',
  workloads: defaultFleet.workloads.map((workload) =>
    workload.id === 'checkout' && workload.entry !== undefined
      ? { ...workload, entry: { ...workload.entry, routing: { policy: 'metric-check' } } }
      : workload,
  ),
});
const metric = {
  namespace: 'Acme/Recovery',
  name: 'GivenUp',
  dimensions: { Workload: 'checkout', Region: 'us-east-1' },
};
const place = { accountId: defaultAccountId, region: 'us-west-2' };
const put = (world: World, value: number) => world.publishMetrics({ ...place, points: [{ metric, value }] });
const check = (world: World) =>
  world.healthChecks(defaultAccountId).find(({ id }) => id === metricCheckId('checkout', 'us-east-1'));
const alarm = (world: World) =>
  world.alarms('us-west-2', defaultAccountId).find(({ name }) => name === 'checkout-use1-given-up');

it('a health check of a metric follows its alarm, keeps its status without data, and leads users', () => {
  const world = openWorld({ fleet, seed: 1, now: birthOfTests });
  expect(alarm(world)?.state).toBe('INSUFFICIENT_DATA');
  expect(check(world)).toMatchObject({
    type: 'CLOUDWATCH_METRIC',
    healthy: true,
    insufficientData: 'LastKnownStatus',
    alarm: { region: 'us-west-2', name: 'checkout-use1-given-up' },
  });
  put(world, 1);
  expect(check(world)?.healthy).toBe(true);
  pass(world, 240);
  expect(check(world)?.healthy).toBe(false);
  pass(world, 1200);
  expect(alarm(world)?.state).toBe('INSUFFICIENT_DATA');
  expect(check(world)?.healthy).toBe(false);
  const served = world.truth();
  expect(served).toBeDefined();
  put(world, 0);
  pass(world, 240);
  expect(check(world)?.healthy).toBe(true);
});

it('what was published is there for readers, in its own region alone, and survives the world being opened again', () => {
  const folder = worldFolder();
  const world = openWorld({ fleet, seed: 1, now: birthOfTests, folder });
  put(world, 1);
  put(world, 3);
  pass(world, 60);
  const query = (of: World, region = 'us-west-2') =>
    of.metrics.query({
      ...metric,
      accountId: defaultAccountId,
      region,
      statistic: 'Maximum',
      periodSeconds: 60,
      startAt: birthOfTests - 60_000,
      endAt: birthOfTests + 600_000,
    });
  expect(query(world).map(({ value }) => value)).toEqual([3]);
  expect(query(world, 'us-east-1')).toEqual([]);
  world.close();
  const again = openWorld({ fleet, seed: 1, now: birthOfTests + 600_000, folder });
  expect(query(again).map(({ value }) => value)).toEqual([3]);
  expect(check(again)?.healthy).toBe(false);
});
