import { rmSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointFile } from './checkpoint';
import { journalFile } from './journal';
import { openWorld } from './open-world';
import { birthOfTests, linkTruth, pass, portrayWorld, worldFolder } from './testing-worlds';
import type { World } from './types';

const url = '/recovery-point';

function ask(world: World, workload: string, region: string, posted?: string) {
  const balancer = world.loadBalancers(region, world.accountId).find((each) => each.workload === workload);
  const short = world.regions.find((each) => each.code === region)?.short;
  const hostname = `${short}.${workload}.acme.example`;
  const request = { hostname, path: url, ...(posted !== undefined && { posted }) };
  return world.request(balancer?.addresses[0] ?? '', request, 'eu-west-1');
}

const post = (world: World, workload: string, region: string, writtenAt: number) =>
  ask(world, workload, region, JSON.stringify({ writtenAt }));

function newest(world: World, workload: string, region: string): number | null {
  const answer = ask(world, workload, region);
  if (answer.outcome !== 'answer' || answer.status !== 200) throw new Error('The URL is not answered.');
  return (JSON.parse(answer.body) as { writtenAt: number | null }).writtenAt;
}

describe('the recovery-point URL of a workload', () => {
  it('takes a marker where the application writes, and tells in the other region the newest that came there', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    expect(newest(world, 'checkout', 'us-west-2')).toBeNull();
    expect(post(world, 'checkout', 'us-east-1', world.now)).toMatchObject({ status: 204, body: '' });
    expect(newest(world, 'checkout', 'us-east-1')).toBe(birthOfTests);
    expect(newest(world, 'checkout', 'us-west-2')).toBeNull();
    pass(world, 3);
    expect(newest(world, 'checkout', 'us-west-2')).toBe(birthOfTests);
  });

  it('refuses a marker in a region that does not write', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    expect(post(world, 'checkout', 'us-west-2', 1)).toMatchObject({ status: 409 });
    expect(post(world, 'media', 'us-west-2', 1)).toMatchObject({ status: 409 });
    expect(post(world, 'catalog', 'eu-west-1', 1)).toMatchObject({ status: 204 });
    expect(newest(world, 'checkout', 'us-west-2')).toBeNull();
  });

  it.each([
    '',
    '{}',
    '[]',
    'null',
    '{"writtenAt":"1"}',
    '{"writtenAt":-1}',
    '{"writtenAt":1.5}',
    '{"writtenAt":1e300}',
  ])('refuses %j, which is no marker', (body) => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    expect(ask(world, 'checkout', 'us-east-1', body)).toMatchObject({ status: 400 });
  });

  it('neither takes nor tells anything in a failed region, and tells in the other what had come there', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    for (let round = 0; round < 6; round += 1) {
      post(world, 'checkout', 'us-east-1', world.now);
      pass(world, 10);
    }
    post(world, 'checkout', 'us-east-1', world.now);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(post(world, 'checkout', 'us-east-1', world.now).outcome).toBe('black-hole');
    expect(ask(world, 'checkout', 'us-east-1').outcome).toBe('black-hole');
    pass(world, 3600);
    expect(newest(world, 'checkout', 'us-west-2')).toBe(birthOfTests + 50_000);
  });

  it('never tells a marker that is newer than what a loss of the source would leave', () => {
    const world = openWorld({ seed: 7, now: birthOfTests });
    for (let round = 0; round < 120; round += 1) {
      if (round === 40) world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
      if (round === 80) world.healFaults({});
      post(world, 'checkout', 'us-east-1', world.now);
      pass(world, 1 + (round % 4));
      const { recoverableUntil } = linkTruth(world, 'orders', 'us-east-1', 'us-west-2');
      expect(newest(world, 'checkout', 'us-west-2') ?? 0).toBeLessThanOrEqual(recoverableUntil);
    }
  });

  it('goes on being written while its link is stalled, and its target sees no more of it', () => {
    const world = openWorld({ seed: 1, now: birthOfTests });
    world.injectFault({ kind: 'replication-stalled', workload: 'eu-accounts', store: 'accounts' });
    pass(world, 60);
    expect(post(world, 'eu-accounts', 'eu-central-1', world.now)).toMatchObject({ status: 204 });
    pass(world, 3600);
    expect(newest(world, 'eu-accounts', 'eu-west-1')).toBeNull();
    world.healFaults({});
    pass(world, 300);
    expect(newest(world, 'eu-accounts', 'eu-west-1')).toBe(birthOfTests + 60_000);
  });
});

describe('kept items', () => {
  const markers = (world: World) =>
    ['us-east-1', 'us-west-2'].map((region) => world.keptItem('checkout-global', region, 'recovery-point')?.value);

  it('are there after a crash as they were, with and without a checkpoint, and replicate on', () => {
    const folder = worldFolder();
    let world = openWorld({ seed: 1, now: birthOfTests, folder });
    for (let round = 0; round < 30; round += 1) {
      post(world, 'checkout', 'us-east-1', world.now);
      pass(world, round % 3);
      const before = markers(world);
      if (round % 7 === 0) world.checkpoint();
      world = openWorld({ seed: 1, now: world.now, folder });
      expect(markers(world)).toEqual(before);
    }
    pass(world, 10);
    expect(new Set(markers(world)).size).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('written every ten seconds for hours under a stall leave a short journal and a small checkpoint', () => {
    const folder = worldFolder();
    const world = openWorld({ seed: 1, now: birthOfTests, folder });
    world.checkpoint();
    const empty = statSync(checkpointFile(folder)).size;
    world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
    let longest = 0;
    for (let round = 0; round < 1440; round += 1) {
      post(world, 'checkout', 'us-east-1', world.now);
      pass(world, 10);
      if (round % 20 === 0) longest = Math.max(longest, statSync(journalFile(folder)).size);
    }
    expect(longest).toBeLessThan(100_000);
    const resumed = openWorld({ seed: 1, now: world.now, folder });
    expect(portrayWorld(resumed)).toBe(portrayWorld(world));
    expect(markers(resumed)).toEqual(markers(world));
    expect(statSync(checkpointFile(folder)).size - empty).toBeLessThan(50_000);
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('leave the course of the world alone', () => {
    const [quiet, marked] = [1, 1].map((seed) => openWorld({ seed, now: birthOfTests }));
    if (quiet === undefined || marked === undefined) throw new Error('Two worlds were opened.');
    for (let round = 0; round < 60; round += 1) {
      post(marked, 'checkout', 'us-east-1', marked.now);
      pass(marked, 10);
    }
    quiet.advanceTo(marked.now);
    expect(portrayWorld(marked)).toBe(portrayWorld(quiet));
  });

  it('are seen the same however time is cut', () => {
    const seen = (world: World, cuts: readonly number[]) => {
      for (let round = 0; round < 90; round += 1) {
        if (round === 10) world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
        if (round === 85) world.healFaults({});
        post(world, 'checkout', 'us-east-1', world.now);
        const from = world.now;
        for (const cut of cuts) {
          world.advanceTo(from + cut * 70_000);
          ask(world, 'checkout', 'us-west-2');
        }
        world.advanceTo(from + 70_000);
      }
      return [markers(world), portrayWorld(world)];
    };
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (cuts) => {
        const whole = seen(openWorld({ seed: 5, now: birthOfTests }), []);
        expect(seen(openWorld({ seed: 5, now: birthOfTests }), [...cuts].sort())).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  }, 60_000);
});
