import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { clientConfig, serveWorld } from '../testing/test-simulator';
import { buildFleet } from './build-fleet';
import { defaultFleet } from './default-fleet';
import { openWorld } from './index';
import { birthOfTests, pass, usersOf } from './testing-worlds';
import type { World } from './types';

const born = () => openWorld({ seed: 7, now: birthOfTests });
const storeOf = (world: World, store: string, region: string) => {
  const found = world.truth().stores.find((each) => each.store === store && each.region === region);
  if (found === undefined) throw new Error(`no store ${store} in ${region}`);
  return found;
};

describe('regions that were apart and both took writes', () => {
  it('lose some of them to each other when they meet again: the last writer wins', () => {
    const world = born();
    pass(world, 120);
    world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    pass(world, 1200);
    expect(storeOf(world, 'items', 'us-east-1').lostByConflict).toBe(0);
    const { stranded } = storeOf(world, 'items', 'us-east-1');
    world.healFaults({});
    pass(world, 600);
    const inside = storeOf(world, 'items', 'us-east-1');
    expect(inside.lostByConflict).toBeGreaterThan(0);
    expect(inside.lostByConflict).toBeLessThan(stranded / 50);
    expect(storeOf(world, 'items', 'eu-west-1').lostByConflict).toBeGreaterThan(0);
    expect(world.metrics.list('us-east-1', world.accountId).some(({ name }) => /conflict/i.test(name))).toBe(false);
  });

  it('lose nothing while they hear of each other', () => {
    const world = born();
    pass(world, 3600);
    expect(world.truth().stores.every((each) => each.lostByConflict === 0)).toBe(true);
  });
});

describe('a strongly consistent table', () => {
  const three = () => {
    const workloads = defaultFleet.workloads.map((workload) => ({
      ...workload,
      stores: workload.stores.map((store) =>
        store.kind === 'dynamodb-global-table' && store.id === 'items'
          ? { ...store, consistency: 'STRONG' as const, replicas: ['us-east-1', 'eu-west-1', 'us-west-2'] }
          : store,
      ),
    }));
    return openWorld({ seed: 7, now: birthOfTests, fleet: buildFleet({ ...defaultFleet, workloads }) });
  };

  it('takes writes without one of its three copies, and refuses them when it is alone', () => {
    const world = three();
    const written = () => storeOf(world, 'items', 'us-east-1').committed;
    const grows = () => {
      const before = written();
      pass(world, 60);
      return written() > before;
    };
    pass(world, 120);
    world.injectFault({ kind: 'region-outage', region: 'eu-west-1' });
    expect(grows()).toBe(true);
    world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    expect(grows()).toBe(false);
    expect(usersOf(world, 'catalog').servedShare).toBeLessThan(0.7);
    const write = { resource: 'catalog-items', region: 'us-east-1', key: 'a', value: '1' };
    expect(() => world.keepItem(write)).toThrow('alone');
    world.healFaults({ region: 'us-west-2' });
    expect(grows()).toBe(true);
    world.keepItem(write);
  });

  it('answers a write that it cannot take with an error of its own', async () => {
    const world = three();
    const door = await serveWorld(world);
    const client = new DynamoDBClient(clientConfig(door, 'us-east-1'));
    const put = () => client.send(new PutItemCommand({ TableName: 'catalog-items', Item: { id: { S: 'a' } } }));
    world.injectFault({ kind: 'region-outage', region: 'eu-west-1' });
    world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    await expect(put()).rejects.toMatchObject({ name: 'InternalServerError', $metadata: { httpStatusCode: 500 } });
    world.healFaults({ region: 'eu-west-1' });
    await put();
    await door.close();
  });
});
