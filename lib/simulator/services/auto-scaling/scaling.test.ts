import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld, type World } from '../../world';
import { pass, readMetric } from '../../world/testing-worlds';

let world: World;
let door: WireDoor;
let client: AutoScalingClient;
const AutoScalingGroupName = 'checkout-usw2';

beforeEach(async () => {
  world = openWorld({ seed: 1, now: testNow });
  door = await serveWorld(world);
  client = new AutoScalingClient(clientConfig(door, 'us-west-2'));
  pass(world, 120);
});
afterEach(() => door.close());

const resize = (DesiredCapacity: number) =>
  client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity }));
async function statesOf() {
  const asked = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] });
  const [group] = (await client.send(asked)).AutoScalingGroups ?? [];
  return (group?.Instances ?? []).map((each) => each.LifecycleState);
}
async function activities() {
  return (await client.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }))).Activities ?? [];
}

describe('a group that is asked for more', () => {
  it('gets its instances minutes later, and its users and metrics see them', async () => {
    await resize(6);
    expect(await statesOf()).toEqual(['InService', 'InService', 'Pending', 'Pending', 'Pending', 'Pending']);
    pass(world, 60);
    expect((await statesOf()).filter((each) => each === 'Pending')).toHaveLength(4);
    pass(world, 240);
    expect(await statesOf()).toEqual(Array(6).fill('InService'));
    const balancer = world.loadBalancers('us-west-2', world.accountId).find((each) => each.name === 'checkout-usw2');
    expect(world.targetHealth(balancer?.targetGroup.arn ?? '')).toHaveLength(6);
    expect((await activities()).map((each) => each.StatusCode)).toEqual(Array(4).fill('Successful'));
    pass(world, 600);
    const hosts = readMetric(world, {
      region: 'us-west-2',
      namespace: 'AWS/AutoScaling',
      name: 'GroupInServiceInstances',
      dimensions: { AutoScalingGroupName },
      statistic: 'Average',
      minutes: 5,
    });
    expect(hosts.at(-1)?.value).toBe(6);
  });

  it('keeps them pending where the region has no room, says why, and gets them once there is', async () => {
    world.injectFault({ kind: 'capacity-short', region: 'us-west-2', spare: 1 });
    await resize(5);
    pass(world, 900);
    expect(await statesOf()).toEqual(['InService', 'InService', 'InService', 'Pending', 'Pending']);
    const [newest] = await activities();
    expect(newest).toMatchObject({
      StatusCode: 'Failed',
      StatusMessage: expect.stringContaining('InsufficientInstanceCapacity'),
    });
    world.healFaults({});
    pass(world, 900);
    expect(await statesOf()).toEqual(Array(5).fill('InService'));
  });

  it('gives back what it no longer wants, and stays within its bounds', async () => {
    await resize(4);
    pass(world, 300);
    await resize(2);
    expect(await statesOf()).toEqual(['InService', 'InService']);
    await expect(resize(13)).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(resize(1)).rejects.toMatchObject({ name: 'ValidationError' });
    const update = { AutoScalingGroupName, MinSize: 1, MaxSize: 20, DesiredCapacity: 13 };
    await client.send(new UpdateAutoScalingGroupCommand(update));
    pass(world, 300);
    expect(await statesOf()).toEqual(Array(13).fill('InService'));
    await expect(client.send(new UpdateAutoScalingGroupCommand({ ...update, MinSize: 30 }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
    await expect(
      client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: 'none', DesiredCapacity: 1 })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

it('says of the instance that a group never got why it has none', async () => {
  const there = new AutoScalingClient(clientConfig(door, 'ap-southeast-1'));
  const { Activities = [] } = await there.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'storefront-apse1' }),
  );
  expect(Activities).toHaveLength(1);
  expect(Activities[0]?.StatusMessage).toContain('InsufficientInstanceCapacity');
});

it('lets a standby that is too small fail its users, and serve them once it has grown', () => {
  world.injectFault({ kind: 'traffic-surge', factor: 6, workload: 'checkout' });
  world.changeRoutingControls(
    world.routingControls(world.accountId).map(({ arn, name }) => ({ arn, on: name === 'checkout-usw2' })),
    world.safetyRules(world.accountId).map(({ arn }) => arn),
  );
  pass(world, 1500);
  const served = () => world.truth().users.find((each) => each.workload === 'checkout')?.servedShareOfLastMinute ?? 0;
  const small = served();
  const group = world.autoScalingGroups('us-west-2', world.accountId).find((each) => each.name === 'checkout-usw2');
  world.changeGroup({ arn: group?.arn ?? '', desired: 12 });
  pass(world, 600);
  expect(served()).toBeGreaterThan(small);
});
