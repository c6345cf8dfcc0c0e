import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  DescribeUpdateCommand,
  EKSClient,
  UpdateNodegroupConfigCommand,
} from '@aws-sdk/client-eks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import type { World } from '../../world';

const place = { clusterName: 'eu-accounts', nodegroupName: 'workers' };
let door: WireDoor;
let world: World;
let client: EKSClient;

beforeEach(async () => {
  world = worldWith({});
  door = await serveWorld(world);
  client = new EKSClient(clientConfig(door, 'eu-west-1'));
});
afterEach(() => door.close());

const groupNow = async () => (await client.send(new DescribeNodegroupCommand(place))).nodegroup;
const resize = (scalingConfig: { desiredSize?: number; maxSize?: number; minSize?: number }) =>
  client.send(new UpdateNodegroupConfigCommand({ ...place, scalingConfig }));
const updateOf = async (updateId = 'none') => {
  const asked = { name: place.clusterName, nodegroupName: place.nodegroupName, updateId };
  return (await client.send(new DescribeUpdateCommand(asked))).update;
};
async function nodes(): Promise<readonly (string | undefined)[]> {
  const [named] = (await groupNow())?.resources?.autoScalingGroups ?? [];
  const scaling = new AutoScalingClient(clientConfig(door, 'eu-west-1'));
  const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [named?.name ?? ''] });
  const [group] = (await scaling.send(command)).AutoScalingGroups ?? [];
  expect(group?.TargetGroupARNs).toEqual([]);
  return (group?.Instances ?? []).map((each) => each.LifecycleState);
}

it('a node group has its size in each region, and its nodes in an Auto Scaling group of its own', async () => {
  expect(await groupNow()).toMatchObject({
    status: 'ACTIVE',
    scalingConfig: { minSize: 1, maxSize: 6, desiredSize: 1 },
    health: { issues: [] },
  });
  expect(await nodes()).toEqual(['InService']);
  const home = new EKSClient(clientConfig(door, 'eu-central-1'));
  const { nodegroup } = await home.send(new DescribeNodegroupCommand(place));
  expect(nodegroup).toMatchObject({ scalingConfig: { desiredSize: 3 } });
});

it('a new size is under way, then there, and its nodes some minutes later', async () => {
  const { update } = await resize({ desiredSize: 3 });
  expect(update).toMatchObject({ status: 'InProgress', type: 'ConfigUpdate' });
  expect(await groupNow()).toMatchObject({ status: 'UPDATING', scalingConfig: { desiredSize: 3 } });
  await expect(resize({ desiredSize: 4 })).rejects.toMatchObject({ name: 'ResourceInUseException' });
  world.advanceTo(testNow + 15_000);
  expect(await updateOf(update?.id)).toMatchObject({ status: 'Successful', errors: [] });
  expect(await groupNow()).toMatchObject({ status: 'ACTIVE' });
  expect(await nodes()).toEqual(['InService', 'Pending', 'Pending']);
  world.advanceTo(testNow + 151_000);
  expect(await nodes()).toEqual(['InService', 'InService', 'InService']);
});

it('where there is no room it is degraded and says why; a change that gets no node at all fails', async () => {
  world.injectFault({ kind: 'capacity-short', region: 'eu-west-1', spare: 1 });
  const some = await resize({ desiredSize: 3 });
  world.advanceTo(testNow + 200_000);
  expect(await updateOf(some.update?.id)).toMatchObject({ status: 'Successful' });
  const [issue] = (await groupNow())?.health?.issues ?? [];
  expect(issue).toMatchObject({
    code: 'AsgInstanceLaunchFailures',
    message: expect.stringContaining('InsufficientInstanceCapacity'),
  });
  expect(await nodes()).toEqual(['InService', 'InService']);
  world.healFaults({});
  world.injectFault({ kind: 'capacity-short', region: 'eu-west-1', spare: 0 });
  const none = await resize({ desiredSize: 4 });
  world.advanceTo(testNow + 400_000);
  expect(await updateOf(none.update?.id)).toMatchObject({
    status: 'Failed',
    errors: [
      { errorCode: 'NodeCreationFailure', errorMessage: expect.stringContaining('InsufficientInstanceCapacity') },
    ],
  });
});

it('what is out of bounds, not there or not simulated is refused', async () => {
  await expect(resize({ desiredSize: 7 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(resize({ desiredSize: 0 })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(resize({ desiredSize: 2, minSize: 0 })).rejects.toMatchObject({ name: 'NotImplemented' });
  await expect(updateOf('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const other = new DescribeNodegroupCommand({ ...place, nodegroupName: 'nobody' });
  await expect(client.send(other)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
  await expect(client.send(new DescribeClusterCommand({ name: 'eu-accounts' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
  expect((await resize({ desiredSize: 7, maxSize: 7 })).update).toMatchObject({ status: 'InProgress' });
  expect(await groupNow()).toMatchObject({ scalingConfig: { minSize: 1, maxSize: 7, desiredSize: 7 } });
});
