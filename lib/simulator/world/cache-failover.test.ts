import { describe, expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, linkTruth, pass, portrayWorld, readMetric, worldFolder } from './testing-worlds';
import type { World } from './types';

const resource = 'storefront-cache';
const born = (folder?: string) => openWorld({ seed: 7, now: birthOfTests, ...(folder !== undefined && { folder }) });
const failOver = (world: World, target = 'us-west-2') => world.changeDatabase({ kind: 'failover', resource, target });
const writesIn = (world: World, region: string) => {
  const found = world.truth().stores.find((each) => each.store === 'cache' && each.region === region);
  if (found === undefined) throw new Error(`the cache has no writes in ${region}`);
  return found;
};
const lagIn = (world: World, region: string, short: string) =>
  readMetric(world, {
    region,
    namespace: 'AWS/ElastiCache',
    name: 'GlobalDatastoreReplicationLag',
    dimensions: { ReplicationGroupId: `storefront-cache-${short}` },
    statistic: 'Maximum',
    minutes: 5,
  });

describe('a failover of a global datastore', () => {
  it('loses what had not arrived, and no more, and is over within a minute', () => {
    const world = born();
    pass(world, 600);
    world.injectFault({ kind: 'replication-stalled', workload: 'storefront', store: 'cache', target: 'us-west-2' });
    pass(world, 30);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const { committed, replicated } = linkTruth(world, 'cache', 'us-east-1', 'us-west-2');
    failOver(world);
    pass(world, 60);
    expect(world.globalDatastores(world.accountId)[0]).toMatchObject({ status: 'available' });
    expect(committed - replicated).toBeGreaterThan(0);
    expect(writesIn(world, 'us-east-1').lost).toBe(committed - replicated);
    expect(writesIn(world, 'us-west-2').committed).toBeGreaterThan(0);
    expect(writesIn(world, 'us-west-2').lost).toBe(0);
  });

  it('takes no writes while it lasts', () => {
    const world = born();
    pass(world, 600);
    failOver(world);
    pass(world, 3);
    const { committed } = writesIn(world, 'us-east-1');
    pass(world, 10);
    expect(writesIn(world, 'us-east-1').committed).toBe(committed);
    pass(world, 60);
    expect(writesIn(world, 'us-west-2').committed).toBeGreaterThan(0);
  });

  it('turns the lag round: the old primary publishes it, the new one does not', () => {
    const world = born();
    pass(world, 600);
    expect(lagIn(world, 'us-east-1', 'use1')).toEqual([]);
    failOver(world);
    pass(world, 1500);
    expect(lagIn(world, 'us-east-1', 'use1').length).toBeGreaterThan(1);
    expect(lagIn(world, 'us-west-2', 'usw2')).toEqual([]);
    expect(linkTruth(world, 'cache', 'us-west-2', 'us-east-1').lossSeconds).toBeLessThan(2);
  });

  it('changes nothing on the bill', () => {
    const billed = (world: World) => {
      const hour = Math.floor(world.now / 3_600_000);
      return world.bills.lines(world.accountId).map((line) => world.bills.billed(line, hour - 2, hour));
    };
    const [calm, moved] = [born(), born()];
    failOver(moved);
    for (const world of [calm, moved]) pass(world, 4 * 3600);
    expect(billed(moved)).toEqual(billed(calm));
  });

  it('is the only change of roles there is for a cache, and needs a copy that is whole', () => {
    const world = born();
    const refuse = (kind: 'switchover' | 'detach' | 'promote' | 'failover', target: string, code: string) =>
      expect(() => world.changeDatabase({ kind, resource, target })).toThrow(expect.objectContaining({ code }));
    for (const kind of ['switchover', 'detach', 'promote'] as const) refuse(kind, 'us-west-2', 'UnknownDatabase');
    refuse('failover', 'us-east-1', 'CopyIsWriter');
    refuse('failover', 'eu-west-1', 'UnknownCopy');
    failOver(world);
    refuse('failover', 'eu-central-1', 'DatabaseBusy');
    pass(world, 55);
    refuse('failover', 'eu-central-1', 'CopyNotReady');
  });

  it('is remembered across a restart, and does not depend on how time is cut', () => {
    const folder = worldFolder();
    const live = (world: World, stride: number) => {
      pass(world, 300);
      failOver(world);
      for (let passed = 0; passed < 1200; passed += stride) pass(world, stride);
    };
    const first = born(folder);
    live(first, 30);
    const portrait = portrayWorld(first);
    const { now } = first;
    first.close();
    const again = openWorld({ seed: 7, now, folder });
    expect(portrayWorld(again)).toBe(portrait);
    again.close();
    const other = born();
    live(other, 400);
    expect(portrayWorld(other)).toBe(portrait);
  });
});
