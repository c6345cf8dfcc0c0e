import type { DescribeVolumesRequest, DescribeVolumesResult, Volume } from '@aws-sdk/client-ec2';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { describePage, type Ec2Resource } from './describe-page';
import { type FleetInstance, fleetInstances } from './fleet-instances';
import { toTags } from './tags';

const gibibytes = 30;

const resource: Ec2Resource<FleetInstance> = {
  notFound: 'InvalidVolume.NotFound',
  idOf: (instance) => instance.rootVolumeId,
  tagsOf,
  filters: {
    'attachment.instance-id': (instance) => instance.id,
    'availability-zone': (instance) => instance.availabilityZone,
    encrypted: () => 'true',
    status: () => 'in-use',
    'volume-id': (instance) => instance.rootVolumeId,
    'volume-type': () => 'gp3',
  },
};

/** EC2 DescribeVolumes: the root volumes of the instances that run. @throws AwsError */
export function describeVolumes(input: Given<DescribeVolumesRequest>, world: World, call: Call): DescribeVolumesResult {
  const { VolumeIds, Filters, MaxResults, NextToken } = input;
  const running = fleetInstances(world, call.region, accountOf(call)).filter(({ state }) => state === 'running');
  const page = describePage(running, resource, { ids: VolumeIds, filters: Filters, MaxResults, NextToken }, call);
  return { Volumes: page.items.map(toVolume), NextToken: page.nextToken };
}

function tagsOf({ workload }: FleetInstance): Readonly<Record<string, string>> {
  return { workload };
}

function toVolume(instance: FleetInstance): Volume {
  return {
    VolumeId: instance.rootVolumeId,
    AvailabilityZone: instance.availabilityZone,
    State: 'in-use',
    Size: gibibytes,
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    Encrypted: true,
    CreateTime: foundingDate,
    Attachments: [
      {
        VolumeId: instance.rootVolumeId,
        InstanceId: instance.id,
        Device: '/dev/xvda',
        State: 'attached',
        DeleteOnTermination: true,
        AttachTime: foundingDate,
      },
    ],
    Tags: toTags(tagsOf(instance)),
  };
}
