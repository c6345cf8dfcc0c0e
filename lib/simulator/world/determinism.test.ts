import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, linkTruth, portrayWorld, readMetric, simulationOfTests, tableLatency } from './testing-worlds';
import type { World } from './types';

const stalledLink = fc.constantFrom<{ workload: string; store: string; target?: string }>(
  { workload: 'media', store: 'originals' },
  { workload: 'media', store: 'index' },
  { workload: 'storefront', store: 'sessions', target: 'us-west-2' },
  { workload: 'checkout', store: 'orders' },
  { workload: 'checkout', store: 'events' },
);

const deed = fc.oneof(
  fc.record({
    kind: fc.constant('fail' as const),
    region: fc.constantFrom('us-east-1', 'us-west-2', 'eu-central-1', 'eu-west-1'),
  }),
  fc.record({ kind: fc.constant('heal' as const), region: fc.constantFrom('us-east-1', 'us-west-2', undefined) }),
  fc.record({ kind: fc.constant('stall' as const), link: stalledLink }),
  fc.record({ kind: fc.constant('unstall' as const), link: stalledLink }),
  fc.record({ kind: fc.constant('weigh' as const), weight: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('point' as const), region: fc.constantFrom('us-east-1', 'us-west-2') }),
);

type Deed = typeof deed extends fc.Arbitrary<infer Kind> ? Kind : never;

function act(world: World, what: Deed): void {
  if (what.kind === 'fail') world.injectFault({ kind: 'region-outage', region: what.region });
  else if (what.kind === 'heal') world.healFaults(what.region === undefined ? {} : { region: what.region });
  else if (what.kind === 'stall') world.injectFault({ kind: 'replication-stalled', ...what.link });
  else if (what.kind === 'unstall') world.healFaults({ kind: 'replication-stalled', ...what.link });
  else if (what.kind === 'point') {
    const balancer = world.loadBalancers(what.region, world.accountId).find((each) => each.workload === 'checkout');
    const primary = world
      .hostedZones(world.accountId)[0]
      ?.records.find((each) => each.name === 'checkout.acme.example' && each.failover === 'PRIMARY');
    if (balancer === undefined || primary?.alias === undefined) throw new Error('checkout has no primary record');
    const alias = { ...primary.alias, dnsName: balancer.dnsName };
    world.changeRecords('Z0ACMEEXAMPLE01', [{ action: 'UPSERT', record: { ...primary, alias } }]);
  } else {
    const record = { name: 'canary.acme.example', type: 'A' as const, setIdentifier: 'a', ttlSeconds: 30 };
    world.changeRecords('Z0ACMEEXAMPLE01', [
      { action: 'UPSERT', record: { ...record, weight: what.weight, values: ['198.51.100.10'] } },
    ]);
  }
}

const stage = fc.record({
  seconds: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 600, max: 9000 })),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
  deed,
});

describe('a seeded world', () => {
  it('gives the same answers however the passing of time is cut into steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(stage, { minLength: 1, maxLength: 4 }), (seed, stages) => {
        const whole = openWorld({ seed, now: birthOfTests });
        const cut = openWorld({ seed, now: birthOfTests });
        for (const { seconds, cuts, deed: what } of stages) {
          const from = whole.now;
          whole.advanceTo(from + seconds * 1000);
          for (const part of [...cuts].sort()) cut.advanceTo(from + part * seconds * 1000);
          cut.advanceTo(from + seconds * 1000);
          act(whole, what);
          act(cut, what);
        }
        const end = whole.now + 700_000;
        whole.advanceTo(end);
        for (let at = cut.now; at <= end; at += 7000) cut.advanceTo(at);
        cut.advanceTo(end);
        expect(portrayWorld(cut)).toBe(portrayWorld(whole));
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('strides through calm minutes exactly as it would step through them', () => {
    const striding = openWorld({ seed: 3, now: birthOfTests });
    const stepping = openWorld({ seed: 3, now: birthOfTests });
    for (let second = 1; second <= 3600; second += 1) stepping.advanceTo(birthOfTests + second * 1000);
    striding.advanceTo(birthOfTests + 3600_000);
    expect(portrayWorld(stepping)).toBe(portrayWorld(striding));
  });

  it('strides through a stalled replication exactly as it would step through it', () => {
    const [striding, stepping] = [3, 3].map((seed) => {
      const world = openWorld({ seed, now: birthOfTests });
      for (const store of ['originals', 'index'])
        world.injectFault({ kind: 'replication-stalled', workload: 'media', store });
      return world;
    });
    if (striding === undefined || stepping === undefined) throw new Error('Two worlds were opened.');
    for (let second = 1; second <= 3600; second += 1) stepping.advanceTo(birthOfTests + second * 1000);
    striding.advanceTo(birthOfTests + 3600_000);
    expect(portrayWorld(stepping)).toBe(portrayWorld(striding));
  });

  it('differs from the world of another seed', () => {
    const one = openWorld({ seed: 1, now: birthOfTests });
    const other = openWorld({ seed: 2, now: birthOfTests });
    expect(portrayWorld(one)).not.toBe(portrayWorld(other));
  });

  it('does not go back: an earlier moment changes nothing', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    world.advanceTo(birthOfTests + 5000);
    const before = portrayWorld(world);
    world.advanceTo(birthOfTests + 1000);
    world.advanceTo(Number.NaN);
    expect(portrayWorld(world)).toBe(before);
  });

  it('steps second by second through what moves only: a calm day takes no step, a lasting outage no more than half an hour of them', () => {
    const steps = [false, true].map((isFailing) => {
      const { simulation, mutate } = simulationOfTests();
      if (isFailing) mutate({ kind: 'begin-fault', fault: { kind: 'region-outage', region: 'us-east-1' } });
      simulation.advanceTo(simulation.state.second + 86_400);
      return simulation.steps;
    });
    expect(steps[0]).toBe(0);
    expect(steps[1]).toBeGreaterThan(0);
    expect(steps[1]).toBeLessThanOrEqual(1800);
  });

  it('drains a long backlog the same however time is cut, and shows its lag for as long as it takes', () => {
    const worlds = [1_000_000, 3_333].map((strideMs) => {
      const world = openWorld({ seed: 4, now: birthOfTests });
      world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
      world.advanceTo(birthOfTests + 36 * 3600_000);
      world.healFaults({});
      const end = world.now + 4_500_000;
      for (let at = world.now; at < end; at += strideMs) world.advanceTo(at);
      world.advanceTo(end);
      return world;
    });
    const [coarse, fine] = worlds;
    if (coarse === undefined || fine === undefined) throw new Error('Two worlds were lived.');
    expect(portrayWorld(fine)).toBe(portrayWorld(coarse));
    expect(linkTruth(coarse, 'sessions', 'eu-central-1', 'us-east-1').lossSeconds).toBeGreaterThan(3600);
    expect(readMetric(coarse, tableLatency('eu-central-1', 'us-east-1')).at(-1)?.value).toBeGreaterThan(3_600_000);
  });
});
