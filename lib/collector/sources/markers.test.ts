import { describe, expect, it } from 'vitest';
import type { Entity, FindingEntity } from '@/lib/domain/entities';
import type { Fleet, StoreDeclaration } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { createCollector } from '../create-collector';
import { createFakePorts, createFakeWorld, smallFleet } from '../testing/fake-ports';

const minute = 60_000;
const start = 1_000_000 * minute;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const byEntryPoint = { by: 'entry-point', entryPointId: 'web', path: '/recovery-point' } as const;

function fleetWith(store: Partial<StoreDeclaration>): Fleet {
  const workloads = smallFleet.workloads.map((workload) => ({
    ...workload,
    objectives: [{ scenario: 'region-loss' as const, rtoSeconds: 300, rpoSeconds: 60 }],
    stores: workload.stores.map((one) => ({ ...one, ...store })),
  }));
  return { ...smallFleet, workloads };
}

function setUp(fleet: Fleet, previous: readonly Entity[] = []) {
  const world = createFakeWorld();
  let at = start;
  const collector = createCollector({
    fleet,
    ports: createFakePorts(world),
    clock: { now: () => at, toWallMs: (fleetMs: number) => fleetMs },
    previous,
    write: async () => undefined,
    engineId: 'engine-test',
    simulated: true,
    log: silent,
  });
  return {
    world,
    collector,
    now: () => at,
    /** Rounds of ten seconds, one after the other. */
    async rounds(count: number): Promise<void> {
      for (let index = 0; index < count; index += 1) {
        at += 10_000;
        await collector.collectOnce(at);
      }
    },
    verdict: () => buildFleetOverview(collector.entities(), at).workloads[0]?.objectives[0]?.rpo,
    link: () => collector.entities().find((entity) => entity.kind === 'link'),
    source: (id: string) => collector.entities().find((entity) => entity.kind === 'source' && entity.id === id),
    findings: () => collector.entities().filter((entity): entity is FindingEntity => entity.kind === 'finding'),
  };
}

describe('a recovery-point marker kept by an application', () => {
  it('makes an objective of 60 s provable now', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    await bench.rounds(4);
    expect(bench.verdict()).toMatchObject({ state: 'met', provableNow: true });
    expect(bench.link()?.marker?.seen).toMatchObject({ state: 'observed', vantage: 'console-probe' });
    expect(bench.findings().map(({ code }) => code)).not.toContain('objective-shorter-than-evidence');
  });

  it('that nobody declared is proposed, as the line of the fleet file', async () => {
    const bench = setUp(fleetWith({}));
    await bench.rounds(4);
    expect(bench.verdict()).toMatchObject({ provableNow: false });
    expect(bench.world.markers.size).toBe(0);
    expect(bench.findings().find(({ code }) => code === 'objective-shorter-than-evidence')?.clear).toMatch(
      /^Add "marker: { entryPoint: web, path: \/recovery-point }" to the store orders of shop in the fleet file, or set/,
    );
  });

  it('is written at the source and read at the target, and a place without either has not failed', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    await bench.rounds(3);
    expect([...bench.world.markers.keys()]).toEqual(['us-east-1']);
    for (const region of ['us-east-1', 'us-west-2']) {
      for (const api of ['marker-write', 'marker-read']) {
        const source = bench.source(`111122223333/${region}/${api}`);
        expect(source).toMatchObject({ state: 'answered', lastAnswerAt: bench.now() });
      }
    }
    expect(bench.source('111122223333/us-east-1/marker-write')).toMatchObject({ call: 'POST /recovery-point' });
  });

  it('follows a change of roles', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    await bench.rounds(2);
    bench.world.writer = 'us-west-2';
    await bench.rounds(1);
    bench.world.markers.clear();
    await bench.rounds(2);
    expect([...bench.world.markers.keys()]).toEqual(['us-west-2']);
    expect(bench.link()).toMatchObject({ source: 'us-west-2', marker: { seen: { state: 'observed' } } });
  });

  it('that is written and does not arrive breaches the objective in little more than it', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    await bench.rounds(4);
    bench.world.arrived = { writtenAt: bench.now() };
    await bench.rounds(6);
    expect(bench.verdict()).toMatchObject({ state: 'at-risk' });
    await bench.rounds(1);
    expect(bench.verdict()).toMatchObject({ state: 'breached', sentence: 'Breached by 10 s' });
  });

  it('that is refused claims no breach: the finding says what it means, and the metrics stand in', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    await bench.rounds(4);
    bench.world.markerRefusal = { state: 'denied', message: 'us-east-1.shop.acme.example answered HTTP 403.' };
    const seen = new Set<string | undefined>();
    for (let round = 0; round < 30; round += 1) {
      await bench.rounds(1);
      seen.add(bench.verdict()?.state);
    }
    expect(seen.has('breached')).toBe(false);
    expect(bench.verdict()).toMatchObject({ state: 'met', provableNow: false });
    const finding = bench.findings().find(({ code }) => code === 'source-denied');
    expect(finding?.sentence).toBe(
      'POST /recovery-point in us-east-1: The recovery-point marker of shop/orders cannot be written in us-east-1, so its lag is known from metrics alone, minutes late. us-east-1.shop.acme.example answered HTTP 403.',
    );
    expect(finding?.clear).toMatch(/^Let the console write the marker/);
    expect(bench.findings().find(({ code }) => code === 'objective-shorter-than-evidence')?.clear).toMatch(
      /^Clears when the recovery-point marker of orders is written and read again/,
    );
  });

  it('from the future proves nothing and is said to', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    bench.world.arrived = { writtenAt: start + 3_600_000 };
    await bench.rounds(3);
    expect(bench.link()?.marker?.seen).toMatchObject({ state: 'missing', reason: 'unusable', lastKnown: 'none' });
    expect(bench.source('111122223333/us-west-2/marker-read')).toMatchObject({ state: 'failed' });
    expect(bench.verdict()?.provableNow).toBe(false);
  });

  it('that never arrives though it is written is said to, after a quarter of an hour', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    bench.world.arrived = 'none-yet';
    await bench.rounds(80);
    expect(bench.source('111122223333/us-west-2/marker-read')).toMatchObject({ state: 'answered' });
    await bench.rounds(20);
    expect(bench.source('111122223333/us-west-2/marker-read')).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('has never arrived in us-west-2'),
    });
  });

  it('grows old like everything else when its source is gone', async () => {
    const bench = setUp(fleetWith({ marker: byEntryPoint }));
    await bench.rounds(4);
    bench.world.downRegions.add('us-east-1');
    bench.world.silentRegions.add('us-east-1');
    const states: (string | undefined)[] = [];
    for (let round = 0; round < 12; round += 1) {
      await bench.rounds(1);
      states.push(bench.verdict()?.state);
    }
    expect(states).not.toContain('breached');
    expect(states.at(-1)).toBe('not-measured');
  });

  it('is carried over a restart', async () => {
    const first = setUp(fleetWith({ marker: byEntryPoint }));
    await first.rounds(4);
    const second = setUp(fleetWith({ marker: byEntryPoint }), first.collector.entities());
    expect(second.link()?.marker).toEqual(first.link()?.marker);
  });

  it('is gone when the fleet does not declare it any more', async () => {
    const first = setUp(fleetWith({ marker: byEntryPoint }));
    await first.rounds(4);
    const second = setUp(fleetWith({}), first.collector.entities());
    await second.rounds(1);
    expect(second.link()).not.toHaveProperty('marker');
  });
});

describe('a recovery-point marker written by the console itself', () => {
  it('goes by the store’s own API, and is an estimate', async () => {
    const bench = setUp(fleetWith({ marker: { by: 'store' } }));
    await bench.rounds(4);
    expect(bench.world.markers.get('us-east-1')).toBe(bench.now());
    expect(bench.link()?.marker?.seen).toMatchObject({ state: 'observed', vantage: 'aws-api' });
    expect(bench.verdict()).toMatchObject({ state: 'met', provableNow: true });
  });
});
