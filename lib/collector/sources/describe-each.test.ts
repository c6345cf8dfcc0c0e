import { describe, expect, it } from 'vitest';
import type { Entity, EntityKind, EntityOf } from '@/lib/domain/entities';
import type { Fleet } from '@/lib/domain/fleet';
import { createCollector } from '../create-collector';
import { toLabels } from '../labels';
import { createFakePorts, createFakeWorld, smallFleet } from '../testing/fake-ports';

const minute = 60_000;
const start = Date.parse('2026-11-20T00:10:00Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const needs = {
  secrets: [{ name: 'shop/database' }],
  keys: [{ alias: 'alias/shop' }],
  distributions: [{ id: 'E1SHOP' }],
};
const fleet: Fleet = { ...smallFleet, workloads: smallFleet.workloads.map((workload) => ({ ...workload, ...needs })) };

function setUp(declared: Fleet = fleet, previous: readonly Entity[] = []) {
  const world = createFakeWorld();
  world.secret = (region) => ({
    name: 'shop/database',
    primaryRegion: 'us-east-1',
    replicas: region === 'us-east-1' ? [{ region: 'us-west-2', status: 'in-sync', message: '' }] : [],
  });
  const multiRegion = { primary: 'us-east-1', replicas: ['us-west-2'] };
  world.key = (region) => (region === 'us-east-1' ? { keyId: 'mrk-1', state: 'Enabled', multiRegion } : 'absent');
  world.distribution = {
    id: 'E1SHOP',
    status: 'Deployed',
    enabled: true,
    domainName: 'd1.cloudfront.net',
    aliases: [],
    origins: ['us-east-1.shop.acme.example'],
    originFailover: false,
  };
  const collector = createCollector({
    fleet: declared,
    ports: createFakePorts(world),
    clock: { now: () => start, toWallMs: (fleetMs: number) => fleetMs },
    previous,
    write: async () => undefined,
    engineId: 'engine-test',
    simulated: true,
    log: silent,
  });
  const all = <K extends EntityKind>(kind: K) =>
    collector.entities().filter((entity): entity is EntityOf<K> => entity.kind === kind);
  return { collector, world, all };
}

describe('what a workload needs beside its stores', () => {
  it('is described by each of its regions, and a distribution by its control plane, once', async () => {
    const { collector, all } = setUp();
    await collector.collectOnce(start);
    expect(all('secret').map(({ id, described }) => [id, described.state])).toEqual([
      ['shop/shop/database/us-east-1', 'observed'],
      ['shop/shop/database/us-west-2', 'observed'],
    ]);
    expect(all('key').map(({ id, described }) => [id, described.state === 'observed' && described.value])).toEqual([
      ['shop/alias/shop/us-east-1', expect.objectContaining({ state: 'Enabled' })],
      ['shop/alias/shop/us-west-2', 'absent'],
    ]);
    expect(all('distribution')).toMatchObject([{ id: 'shop/E1SHOP', askedIn: 'us-east-1' }]);
  });

  it('is asked every five minutes, and each source says how that went', async () => {
    const { collector, all } = setUp();
    await collector.collectOnce(start);
    const asked = all('source').filter(({ api }) => ['secretsmanager', 'kms', 'cloudfront'].includes(api));
    expect(asked.map(({ id, state }) => [id, state]).sort()).toEqual([
      ['111122223333/us-east-1/cloudfront', 'answered'],
      ['111122223333/us-east-1/kms', 'answered'],
      ['111122223333/us-east-1/secretsmanager', 'answered'],
      ['111122223333/us-west-2/kms', 'answered'],
      ['111122223333/us-west-2/secretsmanager', 'answered'],
    ]);
    for (const { cadence } of asked) expect(cadence.cadenceSeconds).toBe(300);
  });

  it('of a silent region becomes missing and keeps what was last known, with its date', async () => {
    const { collector, world, all } = setUp();
    await collector.collectOnce(start);
    world.silentRegions.add('us-east-1');
    for (let at = start + 5 * minute; at <= start + 30 * minute; at += 5 * minute) await collector.collectOnce(at);
    const [east, west] = all('secret');
    expect(east?.described).toMatchObject({ state: 'missing', reason: 'timed-out', lastKnown: { measuredAt: start } });
    expect(west?.described.state).toBe('observed');
    expect(all('distribution')[0]?.described.state).toBe('missing');
  });

  it('survives a restart, and is gone once the fleet no longer declares it', async () => {
    const { collector } = setUp();
    await collector.collectOnce(start);
    const kinds = (entities: readonly Entity[]) =>
      new Set(entities.map(({ kind }) => kind).filter((kind) => ['secret', 'key', 'distribution'].includes(kind)));
    expect(kinds(setUp(fleet, collector.entities()).collector.entities()).size).toBe(3);
    expect(kinds(setUp(smallFleet, collector.entities()).collector.entities()).size).toBe(0);
  });

  it('may be seen by whoever may see its workload', async () => {
    const { collector, all } = setUp();
    await collector.collectOnce(start);
    const [secret] = all('secret');
    const [distribution] = all('distribution');
    if (secret === undefined || distribution === undefined) throw new Error('Nothing was collected.');
    expect(toLabels(secret)).toEqual({ accountId: '111122223333', region: 'us-east-1', workloadId: 'shop' });
    expect(toLabels(distribution)).toEqual({ accountId: '111122223333', region: 'none', workloadId: 'shop' });
  });
});
