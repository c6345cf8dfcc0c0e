import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeAccountAttributesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
  paginateDescribeInstances,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';

let door: WireDoor;
const ec2In = (region: string) => new EC2Client(clientConfig(door, region));

beforeAll(async () => {
  door = await serveWorld(worldWith({}));
});
afterAll(() => door.close());

async function instancesIn(region: string, filters: Record<string, string[]> = {}) {
  const Filters = Object.entries(filters).map(([Name, Values]) => ({ Name, Values }));
  const { Reservations } = await ec2In(region).send(new DescribeInstancesCommand({ Filters }));
  return (Reservations ?? []).flatMap((each) => each.Instances ?? []);
}

describe('DescribeInstances', () => {
  it('lists exactly the instances of the Auto Scaling groups, in the same zones and states', async () => {
    const scaling = new AutoScalingClient(clientConfig(door, 'ap-southeast-1'));
    const { AutoScalingGroups } = await scaling.send(new DescribeAutoScalingGroupsCommand({}));
    const wanted = (AutoScalingGroups ?? []).flatMap((group) =>
      (group.Instances ?? []).map((each) => [
        each.InstanceId,
        each.InstanceType,
        each.AvailabilityZone,
        each.LifecycleState === 'InService' ? 'running' : 'pending',
      ]),
    );
    const found = (await instancesIn('ap-southeast-1')).map((each) => [
      each.InstanceId,
      each.InstanceType,
      each.Placement?.AvailabilityZone,
      each.State?.Name,
    ]);
    expect(found.toSorted()).toEqual(wanted.toSorted());
    expect(found.map(([, , , state]) => state).toSorted()).toEqual(['pending', 'running', 'running']);
  });

  it('gives them page by page, each once, with an address of its own', async () => {
    const ids: string[] = [];
    const addresses = new Set<string>();
    for await (const page of paginateDescribeInstances({ client: ec2In('us-east-1'), pageSize: 5 }, {})) {
      const instances = (page.Reservations ?? []).flatMap((each) => each.Instances ?? []);
      expect(instances.length).toBeLessThanOrEqual(5);
      ids.push(...instances.map((each) => each.InstanceId ?? ''));
      for (const each of instances) addresses.add(each.PrivateIpAddress ?? '');
    }
    expect(ids).toHaveLength(6 + 8 + 3 + 2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(addresses.size).toBe(ids.length);
  });

  it('filters by tag and state, with wildcards', async () => {
    expect(await instancesIn('us-east-1', { 'tag:workload': ['checkout'] })).toHaveLength(6);
    expect(await instancesIn('us-east-1', { 'tag:workload': ['c*'], 'instance-state-name': ['running'] })).toHaveLength(
      9,
    );
    expect(await instancesIn('us-east-1', { 'tag:workload': ['c.*'] })).toHaveLength(0);
  });

  it('refuses unknown ids, filters, tokens and page sizes in EC2’s words', async () => {
    const refused = (input: object, name: string) =>
      expect(ec2In('us-east-1').send(new DescribeInstancesCommand(input))).rejects.toMatchObject({ name });
    await refused({ InstanceIds: ['i-0000000000000000f'] }, 'InvalidInstanceID.NotFound');
    await refused({ Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue');
    await refused({ MaxResults: 5, NextToken: 'rubbish' }, 'InvalidNextToken');
    await refused({ MaxResults: 4 }, 'InvalidParameterValue');
  });
});

it('gives every running instance a volume, and none to one that never came up', async () => {
  const { Volumes } = await ec2In('ap-southeast-1').send(new DescribeVolumesCommand({}));
  const running = await instancesIn('ap-southeast-1', { 'instance-state-name': ['running'] });
  const attached = (Volumes ?? []).map((each) => each.Attachments?.[0]?.InstanceId);
  expect(attached.toSorted()).toEqual(running.map((each) => each.InstanceId).toSorted());
});

describe('networks', () => {
  it('have ranges of their own in every region', async () => {
    const ranges: (string | undefined)[] = [];
    for (const region of ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1']) {
      const { Vpcs } = await ec2In(region).send(new DescribeVpcsCommand({}));
      ranges.push(...(Vpcs ?? []).map((each) => each.CidrBlock));
    }
    expect(ranges).toEqual(['10.20.0.0/16', '10.21.0.0/16', '10.22.0.0/16', '10.23.0.0/16', '10.24.0.0/16']);
  });

  it('have the subnets that the Auto Scaling groups name, one per zone', async () => {
    const { Subnets } = await ec2In('us-west-2').send(new DescribeSubnetsCommand({}));
    const { AutoScalingGroups } = await new AutoScalingClient(clientConfig(door, 'us-west-2')).send(
      new DescribeAutoScalingGroupsCommand({}),
    );
    const named = AutoScalingGroups?.[0]?.VPCZoneIdentifier?.split(',');
    expect(Subnets?.map((each) => each.SubnetId).toSorted()).toEqual(named?.toSorted());
    expect(new Set(Subnets?.map((each) => each.AvailabilityZone)).size).toBe(3);
    for (const each of Subnets ?? []) expect(each.AvailableIpAddressCount).toBeLessThan(4091);
  });

  it('let the world in at the edge only', async () => {
    const { SecurityGroups } = await ec2In('us-east-1').send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'tag:workload', Values: ['checkout'] }] }),
    );
    const openings = SecurityGroups?.map((each) => [each.GroupName, each.IpPermissions?.[0]?.IpRanges?.[0]?.CidrIp]);
    expect(openings?.toSorted()).toEqual([
      ['checkout-edge', '0.0.0.0/0'],
      ['checkout-instances', '10.20.0.0/16'],
    ]);
  });
});

describe('DescribeRegions', () => {
  it('names the regions of the fleet, and those the account has not opted in to only when asked for all', async () => {
    const enabled = await ec2In('eu-west-1').send(new DescribeRegionsCommand({}));
    expect(enabled.Regions?.map((each) => each.RegionName)).toEqual([
      'ap-southeast-1',
      'eu-central-1',
      'eu-west-1',
      'us-east-1',
      'us-west-2',
    ]);
    const all = await ec2In('eu-west-1').send(new DescribeRegionsCommand({ AllRegions: true }));
    const statusOf = (name: string) => all.Regions?.find((each) => each.RegionName === name)?.OptInStatus;
    expect(statusOf('us-east-1')).toBe('opt-in-not-required');
    expect(statusOf('me-south-1')).toBe('not-opted-in');
  });

  it('names three zones a region', async () => {
    const { AvailabilityZones } = await ec2In('eu-central-1').send(new DescribeAvailabilityZonesCommand({}));
    expect(AvailabilityZones?.map((each) => [each.ZoneName, each.ZoneId])).toEqual([
      ['eu-central-1a', 'euc1-az1'],
      ['eu-central-1b', 'euc1-az2'],
      ['eu-central-1c', 'euc1-az3'],
    ]);
  });
});

it('says of anything else that it is not simulated', async () => {
  await expect(ec2In('us-east-1').send(new DescribeAccountAttributesCommand({}))).rejects.toMatchObject({
    name: 'NotImplemented',
    $metadata: { httpStatusCode: 501 },
  });
});
