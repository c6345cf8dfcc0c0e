import type { DescribeInstancesRequest, DescribeInstancesResult, Instance, Reservation } from '@aws-sdk/client-ec2';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableHex } from '../stable-id';
import { describePage, type Ec2Resource } from './describe-page';
import { type FleetInstance, fleetInstances, instanceType } from './fleet-instances';
import { toTags } from './tags';

const stateCodes = { pending: 0, running: 16, 'shutting-down': 32 } as const;

const resource: Ec2Resource<FleetInstance> = {
  notFound: 'InvalidInstanceID.NotFound',
  idOf: (instance) => instance.id,
  tagsOf,
  filters: {
    'availability-zone': (instance) => instance.availabilityZone,
    'instance-id': (instance) => instance.id,
    'instance-state-name': (instance) => instance.state,
    'instance-type': () => instanceType,
    'private-ip-address': (instance) => instance.privateAddress,
    'subnet-id': (instance) => instance.subnetId,
    'vpc-id': (instance) => instance.vpcId,
  },
};

/** EC2 DescribeInstances, each in a reservation of its own, as Auto Scaling launches them. @throws AwsError */
export function describeInstances(
  input: Given<DescribeInstancesRequest>,
  world: World,
  call: Call,
): DescribeInstancesResult {
  const { InstanceIds, Filters, MaxResults, NextToken } = input;
  const all = fleetInstances(world, call.region, accountOf(call));
  const page = describePage(all, resource, { ids: InstanceIds, filters: Filters, MaxResults, NextToken }, call);
  return { Reservations: page.items.map((instance) => toReservation(instance, call)), NextToken: page.nextToken };
}

function tagsOf({ group, workload }: FleetInstance): Readonly<Record<string, string>> {
  return { Name: group, workload, 'aws:autoscaling:groupName': group };
}

function toReservation(instance: FleetInstance, call: Call): Reservation {
  return {
    ReservationId: `r-0${stableHex(`reservation of ${instance.id}`, 16)}`,
    OwnerId: accountOf(call),
    RequesterId: '940372691376',
    Instances: [toInstance(instance)],
  };
}

function toInstance(instance: FleetInstance): Instance {
  const { privateAddress, securityGroups, state, subnetId, vpcId } = instance;
  return {
    InstanceId: instance.id,
    ImageId: 'ami-0f00d00d00d00d00d',
    InstanceType: instanceType,
    Architecture: 'arm64',
    LaunchTime: foundingDate,
    Placement: { AvailabilityZone: instance.availabilityZone, Tenancy: 'default' },
    State: { Code: stateCodes[state], Name: state },
    PrivateIpAddress: privateAddress,
    PrivateDnsName: `ip-${privateAddress.replaceAll('.', '-')}.ec2.internal`,
    SubnetId: subnetId,
    VpcId: vpcId,
    SecurityGroups: securityGroups.map(({ id, name }) => ({ GroupId: id, GroupName: name })),
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    BlockDeviceMappings:
      state === 'running'
        ? [
            {
              DeviceName: '/dev/xvda',
              Ebs: { VolumeId: instance.rootVolumeId, Status: 'attached', DeleteOnTermination: true },
            },
          ]
        : [],
    Tags: toTags(tagsOf(instance)),
  };
}
