import { describe, expect, it } from 'vitest';
import { buildFleet } from './build-fleet';
import { DatabaseChangeError } from './database-changes';
import { defaultFleet } from './default-fleet';
import { openWorld } from './open-world';
import type { AuroraPace, StoreDeclaration } from './store-declarations';
import {
  auroraLag,
  birthOfTests,
  linkTruth,
  pass,
  portrayWorld,
  readMetric,
  usersOf,
  worldFolder,
} from './testing-worlds';
import type { World } from './types';

/** The default fleet with one thing changed about its Aurora databases: how long they take. */
function fleetWith(pace: AuroraPace) {
  const paced = (store: StoreDeclaration) => (store.kind === 'aurora-global' ? { ...store, pace } : store);
  const workloads = defaultFleet.workloads.map((each) => ({ ...each, stores: each.stores.map(paced) }));
  return buildFleet({ ...defaultFleet, workloads });
}

const quick: AuroraPace = { failoverSeconds: [60, 120], rebuildSeconds: [600, 600], snapshotShare: 1 };
const born = (pace = quick) => openWorld({ seed: 7, now: birthOfTests, fleet: fleetWith(pace) });
const change = (world: World, kind: 'switchover' | 'failover' | 'detach', target: string) =>
  world.changeDatabase({ kind, resource: 'checkout-global', target });
const ordersIn = (world: World, region: string) => {
  const found = world.truth().stores.find((each) => each.store === 'orders' && each.region === region);
  if (found === undefined) throw new Error(`orders has no writes in ${region}`);
  return found;
};
const globalOf = (world: World) => {
  const found = world.auroraGlobals(world.accountId).find((each) => each.identifier === 'checkout-global');
  if (found === undefined) throw new Error('no global cluster');
  return found;
};
const shiftUsers = (world: World) =>
  world.changeRoutingControls(
    world.routingControls(world.accountId).map(({ arn, name }) => ({ arn, on: name === 'checkout-usw2' })),
    world.safetyRules(world.accountId).map(({ arn }) => arn),
  );
const rolesOf = (world: World) =>
  globalOf(world).members.map(({ region, isWriter, synchronization }) => [region, isWriter, synchronization]);
const lagIn = (world: World, region: string, cluster: string, minutes: number) =>
  readMetric(world, { ...auroraLag, region, dimensions: { DBClusterIdentifier: cluster }, minutes });

describe('a switchover', () => {
  it('loses nothing, stops writes for under a minute, and turns the replication round', () => {
    const world = born();
    pass(world, 300);
    change(world, 'switchover', 'us-west-2');
    expect(globalOf(world)).toMatchObject({ status: 'switching-over', failover: { dataLossAllowed: false } });
    let stopped = 0;
    let before = ordersIn(world, 'us-east-1').committed;
    let seconds = 0;
    for (; globalOf(world).failover !== undefined && seconds < 600; seconds += 1) {
      pass(world, 1);
      const { committed } = ordersIn(world, 'us-east-1');
      if (committed === before) stopped += 1;
      before = committed;
    }
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(stopped).toBeGreaterThan(10);
    expect(stopped).toBeLessThan(60);
    pass(world, 600);
    expect(rolesOf(world)).toEqual([
      ['us-east-1', false, 'connected'],
      ['us-west-2', true, 'connected'],
    ]);
    const left = ordersIn(world, 'us-east-1');
    expect(left).toMatchObject({ committed: before, replicated: before, lost: 0, stranded: 0 });
    expect(linkTruth(world, 'orders', 'us-west-2', 'us-east-1').committed).toBeGreaterThan(1000);
    expect(usersOf(world, 'checkout').servedShare).toBeGreaterThan(0.99);
  });

  it('takes the lag metric with it: the new secondary publishes one, the new primary none', () => {
    const world = born();
    pass(world, 600);
    change(world, 'switchover', 'us-west-2');
    pass(world, 3600);
    expect(lagIn(world, 'us-west-2', 'checkout-usw2', 20)).toEqual([]);
    expect(lagIn(world, 'us-east-1', 'checkout-use1', 20).length).toBeGreaterThan(15);
  });

  it('is called off when the target never catches up, and the old primary writes on', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
    change(world, 'switchover', 'us-west-2');
    pass(world, 1200);
    expect(rolesOf(world)[0]).toEqual(['us-east-1', true, 'connected']);
    expect(globalOf(world).failover).toBeUndefined();
    const before = ordersIn(world, 'us-east-1').committed;
    pass(world, 120);
    expect(ordersIn(world, 'us-east-1').committed).toBeGreaterThan(before);
  });
});

describe('a failover', () => {
  it('of one shard serves its users again, and leaves out those of the shard that stays lost', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'eu-central-1' });
    pass(world, 300);
    const before = usersOf(world, 'eu-accounts').servedShare;
    world.changeDatabase({ kind: 'failover', resource: 'eu-accounts-global', target: 'eu-west-1' });
    pass(world, 300);
    const after = usersOf(world, 'eu-accounts').servedShare;
    expect(before).toBeLessThan(0.61);
    expect(after).toBeGreaterThan(0.95);
    expect(after).toBeLessThan(0.99);
  });

  it('out of a lost region loses what had not arrived, and no more, within two minutes', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 60);
    const under = ordersIn(world, 'us-east-1');
    change(world, 'failover', 'us-west-2');
    let seconds = 0;
    for (; globalOf(world).failover !== undefined; seconds += 1) pass(world, 1);
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThanOrEqual(120);
    const left = ordersIn(world, 'us-east-1');
    expect(left.lost).toBe(under.committed - under.replicated);
    expect(left.lost).toBeGreaterThan(0);
    expect(left.replicated).toBe(under.replicated);
    expect(rolesOf(world)).toEqual([
      ['us-east-1', false, 'pending-resync'],
      ['us-west-2', true, 'connected'],
    ]);
    shiftUsers(world);
    pass(world, 600);
    expect(ordersIn(world, 'us-west-2').committed).toBeGreaterThan(0);
  });

  it('gives the old primary a new copy when its region returns: pending-resync first, then connected', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 60);
    change(world, 'failover', 'us-west-2');
    pass(world, 3600);
    expect(lagIn(world, 'us-east-1', 'checkout-use1', 10)).toEqual([]);
    world.healFaults({});
    pass(world, 300);
    expect(rolesOf(world)[0]).toEqual(['us-east-1', false, 'pending-resync']);
    pass(world, 400);
    expect(rolesOf(world)[0]).toEqual(['us-east-1', false, 'connected']);
    pass(world, 900);
    expect(linkTruth(world, 'orders', 'us-west-2', 'us-east-1').lossSeconds).toBeLessThan(3);
    expect(lagIn(world, 'us-east-1', 'checkout-use1', 10).length).toBeGreaterThan(5);
  });

  it('away from a region that is only cut off splits the brain: what is written inside is stranded, then lost', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    pass(world, 60);
    change(world, 'failover', 'us-west-2');
    pass(world, 200);
    const during = ordersIn(world, 'us-east-1');
    shiftUsers(world);
    pass(world, 600);
    const later = ordersIn(world, 'us-east-1');
    expect(later.stranded).toBeGreaterThan(during.stranded);
    expect(later.stranded).toBeGreaterThan(0);
    expect(ordersIn(world, 'us-west-2').committed).toBeGreaterThan(0);
    world.healFaults({});
    pass(world, 5);
    const after = ordersIn(world, 'us-east-1');
    expect(after).toMatchObject({ stranded: 0, lost: later.lost + later.stranded });
    expect(globalOf(world).members[0]?.snapshots).toHaveLength(1);
    pass(world, 300);
    expect(ordersIn(world, 'us-east-1').committed).toBe(after.committed);
  });

  it('may leave no snapshot of what was lost', () => {
    const world = born({ ...quick, snapshotShare: 0 });
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    change(world, 'failover', 'us-west-2');
    pass(world, 300);
    world.healFaults({});
    pass(world, 300);
    expect(ordersIn(world, 'us-east-1').lost).toBeGreaterThan(0);
    expect(globalOf(world).members[0]?.snapshots).toEqual([]);
  });

  it('from a primary that is well loses next to nothing, because it is told to stop', () => {
    const world = born();
    pass(world, 300);
    change(world, 'failover', 'us-west-2');
    pass(world, 3);
    const { committed } = ordersIn(world, 'us-east-1');
    pass(world, 300);
    const left = ordersIn(world, 'us-east-1');
    expect(left.committed).toBe(committed);
    expect(left.lost).toBeLessThan(200);
  });
});

describe('a secondary that is detached', () => {
  it('writes for the applications beside it while the old primary goes on for the others', () => {
    const world = born();
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    change(world, 'detach', 'us-west-2');
    expect(globalOf(world).members.map(({ region }) => region)).toEqual(['us-east-1']);
    expect(globalOf(world).detached).toMatchObject([{ region: 'us-west-2', status: 'promoting' }]);
    pass(world, 400);
    expect(globalOf(world).detached).toMatchObject([{ region: 'us-west-2', status: 'available', isWriter: true }]);
    expect(() => linkTruth(world, 'orders', 'us-east-1', 'us-west-2')).toThrow('no link');
    shiftUsers(world);
    pass(world, 600);
    expect(usersOf(world, 'checkout').servedShare).toBeGreaterThan(0.9);
    const before = ordersIn(world, 'us-west-2').committed;
    pass(world, 60);
    expect(ordersIn(world, 'us-west-2').committed).toBeGreaterThan(before);
  });
});

it('refuses changes that make no sense, and what is under way is not changed', () => {
  const world = born();
  pass(world, 60);
  const refused = (kind: 'switchover' | 'failover' | 'detach', target: string, code: string) => {
    try {
      change(world, kind, target);
    } catch (error) {
      expect(error).toBeInstanceOf(DatabaseChangeError);
      expect(error).toMatchObject({ code });
      return;
    }
    throw new Error('was not refused');
  };
  refused('switchover', 'us-east-1', 'CopyIsWriter');
  refused('failover', 'eu-west-1', 'UnknownCopy');
  change(world, 'failover', 'us-west-2');
  refused('switchover', 'us-west-2', 'DatabaseBusy');
  pass(world, 200);
  refused('switchover', 'us-east-1', 'CopyNotReady');
});

it('remembers a change of roles across a restart, and however time is cut', () => {
  const folder = worldFolder();
  const fleet = fleetWith(quick);
  const live = (world: World, stride: number) => {
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    pass(world, 30);
    change(world, 'failover', 'us-west-2');
    for (let passed = 0; passed < 1200; passed += stride) pass(world, stride);
    world.healFaults({});
    for (let passed = 0; passed < 3600; passed += stride) pass(world, stride);
  };
  const first = openWorld({ seed: 5, now: birthOfTests, fleet, folder });
  live(first, 7.5 * 4);
  const portrait = portrayWorld(first);
  const { now } = first;
  first.close();
  const again = openWorld({ seed: 5, now, fleet, folder });
  expect(portrayWorld(again)).toBe(portrait);
  again.close();
  const other = openWorld({ seed: 5, now: birthOfTests, fleet });
  live(other, 400);
  expect(portrayWorld(other)).toBe(portrait);
});

describe('a global database with three regions', () => {
  const bornWithThree = () => {
    const workloads = defaultFleet.workloads.map((workload) => ({
      ...workload,
      stores: workload.stores.map((store) =>
        store.kind === 'aurora-global' && store.id === 'orders'
          ? { ...store, secondaries: ['us-west-2', 'eu-west-1'], pace: quick }
          : store,
      ),
    }));
    return openWorld({ seed: 7, now: birthOfTests, fleet: buildFleet({ ...defaultFleet, workloads }) });
  };

  it('rebuilds the other secondary after a failover, and keeps it through a switchover', () => {
    const world = bornWithThree();
    pass(world, 300);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    change(world, 'failover', 'us-west-2');
    pass(world, 300);
    const there = () => rolesOf(world).find(([region]) => region === 'eu-west-1');
    expect(there()).toEqual(['eu-west-1', false, 'pending-resync']);
    expect(() => linkTruth(world, 'orders', 'us-west-2', 'eu-west-1')).toThrow('no link');
    pass(world, 600);
    expect(there()).toEqual(['eu-west-1', false, 'connected']);
    world.healFaults({});
    pass(world, 1200);
    expect(rolesOf(world).map(([, , synchronization]) => synchronization)).toEqual(Array(3).fill('connected'));
    change(world, 'switchover', 'us-east-1');
    pass(world, 1200);
    expect(rolesOf(world)).toEqual([
      ['us-east-1', true, 'connected'],
      ['us-west-2', false, 'connected'],
      ['eu-west-1', false, 'connected'],
    ]);
    expect(linkTruth(world, 'orders', 'us-east-1', 'eu-west-1').lossSeconds).toBeLessThan(3);
    expect(ordersIn(world, 'us-west-2').lost).toBe(0);
  });
});

it('lets the application keep its recovery-point marker where its database takes writes', () => {
  const world = born();
  pass(world, 60);
  const ask = (region: string, posted?: string) => {
    const balancer = world.loadBalancers(region, world.accountId).find((each) => each.workload === 'checkout');
    const request = { hostname: 'checkout.acme.example', path: '/recovery-point' };
    const answer = world.request(
      balancer?.addresses[0] ?? '',
      posted === undefined ? request : { ...request, posted },
      'eu-west-1',
    );
    return answer.outcome === 'answer' ? [answer.status, answer.body] : [answer.outcome, ''];
  };
  const marker = JSON.stringify({ writtenAt: 1_000 });
  expect(ask('us-east-1', marker)[0]).toBe(204);
  expect(ask('us-west-2', marker)[0]).toBe(409);
  pass(world, 10);
  const late = JSON.stringify({ writtenAt: 2_000 });
  world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'orders' });
  expect(ask('us-east-1', late)[0]).toBe(204);
  world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  change(world, 'failover', 'us-west-2');
  pass(world, 200);
  // What had arrived is there; what had not is lost, and stays so when the old primary is back.
  expect(ask('us-west-2')[1]).toContain('"writtenAt":1000');
  world.healFaults({});
  pass(world, 1500);
  expect(ask('us-west-2')[1]).toContain('"writtenAt":1000');
  expect(ask('us-east-1')[1]).toContain('"writtenAt":1000');
  expect(ask('us-west-2', JSON.stringify({ writtenAt: 3_000 }))[0]).toBe(204);
  pass(world, 10);
  expect(ask('us-east-1')[1]).toContain('"writtenAt":3000');
  expect(ask('us-east-1', marker)[0]).toBe(409);
});
