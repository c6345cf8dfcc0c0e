import { expect, it } from 'vitest';
import { openWorld } from './open-world';
import { birthOfTests, pass, worldFolder } from './testing-worlds';
import type { World } from './types';

const workersOf = (world: World) => {
  const found = world.nodeGroups('eu-west-1', world.accountId).find(({ name }) => name === 'workers');
  if (found === undefined) throw new Error('The default fleet has this node group.');
  return found;
};

it('a size that was asked for, and the nodes that came since, are there when the world is opened again', () => {
  const folder = worldFolder();
  let world = openWorld({ seed: 1, now: birthOfTests, folder });
  const { arn } = workersOf(world);
  world.changeNodeGroup({ arn, desired: 8, max: 8 });
  for (const checkpointed of [false, true, false]) {
    pass(world, 60);
    const before = workersOf(world);
    expect(before).toMatchObject({ desired: 8, min: 1, max: 8 });
    if (checkpointed) world.checkpoint();
    const { now } = world;
    world.close();
    world = openWorld({ seed: 1, now, folder });
    expect(workersOf(world)).toEqual(before);
  }
  expect(workersOf(world)).toMatchObject({ running: 8, pending: 0, status: 'ACTIVE' });
  world.changeNodeGroup({ arn, desired: 1 });
  expect(workersOf(world)).toMatchObject({ running: 8, max: 8, status: 'UPDATING' });
  pass(world, 60);
  expect(workersOf(world)).toMatchObject({ running: 1, status: 'ACTIVE' });
  world.close();
});
