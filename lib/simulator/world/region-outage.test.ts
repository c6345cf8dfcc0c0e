import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { auroraLag, birthOfTests, linkTruth, pass, readMetric, tableLatency, usersOf } from './testing-worlds';
import type { World } from './types';

const lost = 'us-east-1';
const quickStores = ['orders', 'sessions', 'accounts', 'legacy-shard', 'items'];

function failedWorld(seconds: number, seed = 1): World {
  const world = openWorld({ seed, now: birthOfTests });
  pass(world, 300);
  world.injectFault({ kind: 'region-outage', region: lost });
  pass(world, seconds);
  return world;
}

function txtOf(world: World, name: string): string | undefined {
  return world.resolve(name, 'TXT', 'eu-west-1').records[0]?.value;
}

function alarmState(world: World, region: string, name: string) {
  return world.alarms(region, world.accountId).find((each) => each.name === name)?.state;
}

describe('a calm fleet', () => {
  const world = openWorld({ seed: 1, now: birthOfTests });
  pass(world, 600);

  it('serves nearly all users of every workload', () => {
    expect(usersOf(world, 'checkout').servedShare).toBeGreaterThan(0.99);
    expect(usersOf(world, 'storefront').servedShare).toBeGreaterThan(0.99);
  });

  it('sends all checkout users to the primary and storefront users to where DNS answers them', () => {
    expect(usersOf(world, 'checkout').byRegion['us-west-2']).toBe(0);
    for (const region of ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1']) {
      expect(usersOf(world, 'storefront').byRegion[region]).toBeGreaterThan(0.05);
    }
  });

  it('replicates every database and table within three seconds', () => {
    const links = world.truth().links.filter((each) => quickStores.includes(each.store));
    expect(links).toHaveLength(17);
    for (const link of links) {
      expect(link.lossSeconds).toBeGreaterThan(0);
      expect(link.lossSeconds).toBeLessThan(3);
      expect(link.committed).toBeGreaterThan(link.replicated);
    }
  });

  it('has one alarm without data, misplaced on the writer of checkout, and all others in order', () => {
    const restless = world.regions
      .flatMap(({ code }) => world.alarms(code, world.accountId))
      .filter((alarm) => alarm.state !== 'OK');
    expect(restless.map((alarm) => `${alarm.region} ${alarm.name} ${alarm.state}`)).toEqual([
      'us-east-1 checkout-primary-replication-lag INSUFFICIENT_DATA',
    ]);
  });

  it('is one instance short in ap-southeast-1', () => {
    const group = world.autoScalingGroups('ap-southeast-1', world.accountId)[0];
    expect(group?.desired).toBe(3);
    expect(group?.instances.filter((each) => each.state === 'InService')).toHaveLength(2);
    expect(group?.instances.filter((each) => each.state === 'Pending')).toHaveLength(1);
  });

  it('shows nothing to other accounts', () => {
    expect(world.loadBalancers('us-east-1', '999999999999')).toEqual([]);
    expect(world.alarms('us-east-1', '999999999999')).toEqual([]);
    expect(world.metrics.list('us-east-1', '999999999999')).toEqual([]);
    expect(world.hostedZones('999999999999')).toEqual([]);
  });
});

describe('a region that fails', () => {
  it('stops answering on its endpoints and to users at once, while other regions answer', () => {
    const world = failedWorld(0);
    const address = world.loadBalancers(lost, world.accountId)[0]?.addresses[0] ?? '';
    expect(world.regionAnswers(lost)).toBe(false);
    expect(world.regionAnswers('us-west-2')).toBe(true);
    expect(
      world.request(address, { hostname: 'use1.checkout.acme.example', path: '/healthz' }, 'eu-west-1').outcome,
    ).toBe('black-hole');
    const other = world.loadBalancers('us-west-2', world.accountId)[0]?.addresses[0] ?? '';
    expect(
      world.request(other, { hostname: 'usw2.checkout.acme.example', path: '/healthz' }, 'eu-west-1'),
    ).toMatchObject({ status: 200 });
  });

  it('is found unhealthy by Route 53 between 20 and 40 seconds later, and the status record says so', () => {
    expect(txtOf(failedWorld(19), 'status.use1.checkout.acme.example')).toBe('healthy');
    const world = failedWorld(40);
    expect(txtOf(world, 'status.use1.checkout.acme.example')).toBe('unhealthy');
    expect(txtOf(world, 'status.usw2.checkout.acme.example')).toBe('healthy');
    const check = world.healthChecks(world.accountId).find((each) => each.hostname === 'use1.checkout.acme.example');
    expect(check?.healthy).toBe(false);
    expect(check?.observations.every((each) => each.status.startsWith('Failure'))).toBe(true);
  });

  it('loses all checkout users for as long as nobody turns the routing controls', () => {
    for (const seconds of [1, 120, 3600]) expect(usersOf(failedWorld(seconds), 'checkout').servedShare).toBe(0);
    expect(failedWorld(3600).resolve('checkout.acme.example', 'A', 'eu-west-1').records[0]?.value).toBe(
      '198.51.100.10',
    );
  });

  it('loses its storefront users until DNS moves them, at most three in a hundred of them longer than two minutes', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    pass(world, 300);
    const share = usersOf(world, 'storefront').byRegion[lost] ?? Number.NaN;
    world.injectFault({ kind: 'region-outage', region: lost });
    pass(world, 5);
    expect(usersOf(world, 'storefront').servedShare).toBeLessThan(1 - share * 0.9);
    pass(world, 120);
    expect(usersOf(world, 'storefront').servedShare).toBeGreaterThan(1 - share * 0.035 - 0.001);
    expect(usersOf(world, 'storefront').servedShare).toBeLessThan(0.9995);
  });

  it('freezes what its links have replicated, takes no more writes, and the loss is what the queue holds', () => {
    const world = failedWorld(0);
    const before = linkTruth(world, 'orders', lost, 'us-west-2');
    pass(world, 900);
    const after = linkTruth(world, 'orders', lost, 'us-west-2');
    expect(after).toEqual(before);
    expect(after.committed - after.replicated).toBeGreaterThan(0);
    expect(after.recoverableUntil).toBeLessThanOrEqual(birthOfTests + 300_000);
    expect(birthOfTests + 300_000 - after.recoverableUntil).toBeLessThan(2000);
  });

  it('makes the writes meant for it queue up where they are committed', () => {
    const world = failedWorld(600);
    const towards = linkTruth(world, 'sessions', 'eu-central-1', lost);
    const elsewhere = linkTruth(world, 'sessions', 'eu-central-1', 'us-west-2');
    expect(towards.lossSeconds).toBeGreaterThan(599);
    expect(towards.committed - towards.replicated).toBeGreaterThan(10_000);
    expect(elsewhere.lossSeconds).toBeLessThan(3);
  });

  it('loses the metrics of its minutes for good, and only its own', () => {
    const world = failedWorld(600);
    world.healFaults({});
    pass(world, 1200);
    const balancer = (region: string) => world.loadBalancers(region, world.accountId)[1]?.dimension ?? '';
    const minutes = (region: string) =>
      readMetric(world, {
        region,
        namespace: 'AWS/ApplicationELB',
        name: 'RequestCount',
        dimensions: { LoadBalancer: balancer(region) },
        statistic: 'Sum',
        minutes: 33,
      }).map((point) => (point.at - birthOfTests) / 60_000);
    const inOutage = (minute: number) => minute >= 5 && minute < 15;
    expect(minutes(lost).filter(inOutage)).toEqual([]);
    expect(minutes(lost)).toContain(4);
    expect(minutes(lost)).toContain(15);
    expect(minutes('us-west-2').filter(inOutage)).toHaveLength(10);
  });

  it('silences the lag that other regions publish of its links', () => {
    const world = failedWorld(900);
    const newest = birthOfTests + 300_000;
    expect(readMetric(world, auroraLag).at(-1)?.at).toBeLessThan(newest);
    expect(readMetric(world, tableLatency('eu-central-1', lost)).at(-1)?.at).toBeLessThan(newest);
    expect(readMetric(world, tableLatency('eu-central-1', 'us-west-2')).at(-1)?.at).toBeGreaterThan(
      world.now - 240_000,
    );
  });

  it('silences Route 53 metrics when it is us-east-1', () => {
    const world = failedWorld(900);
    const check = world.healthChecks(world.accountId)[0]?.id ?? '';
    const points = readMetric(world, {
      region: 'us-east-1',
      namespace: 'AWS/Route53',
      name: 'HealthCheckStatus',
      dimensions: { HealthCheckId: check },
      statistic: 'Minimum',
    });
    expect(points.at(-1)?.at).toBeLessThan(birthOfTests + 300_000);
  });

  it('raises the alarm of the other region that treats missing lag as breaching, some minutes later', () => {
    expect(alarmState(failedWorld(60), 'us-west-2', 'checkout-usw2-replication-lag')).toBe('OK');
    const world = failedWorld(600);
    expect(alarmState(world, 'us-west-2', 'checkout-usw2-replication-lag')).toBe('ALARM');
    world.healFaults({});
    pass(world, 600);
    expect(alarmState(world, 'us-west-2', 'checkout-usw2-replication-lag')).toBe('OK');
  });

  it('is reported by AWS Health 10 to 20 minutes late, and closed some time after it has healed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const world = failedWorld(590, seed);
      expect(world.healthEvents()).toEqual([]);
      pass(world, 620);
      expect(world.healthEvents()).toMatchObject([{ status: 'open', region: lost, endedAt: null, category: 'issue' }]);
      world.healFaults({});
      pass(world, 60);
      expect(world.healthEvents()[0]?.status).toBe('open');
      pass(world, 900);
      expect(world.healthEvents()).toMatchObject([{ status: 'closed', endedAt: expect.any(Number) }]);
    }
  });

  it('is one fault however often it is injected', () => {
    const world = failedWorld(10);
    const again = world.injectFault({ kind: 'region-outage', region: lost });
    expect(world.activeFaults()).toEqual([again]);
    expect(() => world.injectFault({ kind: 'region-outage', region: 'mars-north-1' })).toThrow('mars-north-1');
  });
});

describe('a region that heals', () => {
  function healedWorld(seconds: number): World {
    const world = failedWorld(1200);
    world.healFaults({ region: lost });
    pass(world, seconds);
    return world;
  }

  it('answers at once, but Route 53 trusts it only after three passes', () => {
    const world = healedWorld(0);
    expect(world.regionAnswers(lost)).toBe(true);
    expect(txtOf(healedWorld(15), 'status.use1.checkout.acme.example')).toBe('unhealthy');
    expect(txtOf(healedWorld(40), 'status.use1.checkout.acme.example')).toBe('healthy');
  });

  it('gets its checkout users back at once and its storefront users as DNS returns them', () => {
    expect(usersOf(healedWorld(1), 'checkout').servedShare).toBeGreaterThan(0.99);
    expect(usersOf(healedWorld(1), 'storefront').byRegion[lost]).toBeLessThan(0.02);
    expect(usersOf(healedWorld(120), 'storefront').byRegion[lost]).toBeGreaterThan(0.2);
  });

  it('works through what queued up for it: the lag is seen while it drains and every write arrives', () => {
    const world = healedWorld(20);
    expect(linkTruth(world, 'sessions', 'eu-central-1', lost).lossSeconds).toBeGreaterThan(60);
    pass(world, 700);
    for (const link of world.truth().links.filter((each) => quickStores.includes(each.store))) {
      expect(link.lossSeconds).toBeLessThan(3);
      expect(link.committed - link.replicated).toBeLessThan(2000);
    }
    const seen = readMetric(world, tableLatency('eu-central-1', lost)).map((point) => point.value);
    expect(Math.max(...seen)).toBeGreaterThan(600_000);
  });

  it('publishes metrics again', () => {
    const world = healedWorld(300);
    expect(readMetric(world, auroraLag).at(-1)?.at).toBeGreaterThan(world.now - 240_000);
  });
});
