import type { EC2 } from '@aws-sdk/client-ec2';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeInstances } from './describe-instances';
import { describeSecurityGroups, describeSubnets, describeVpcs } from './describe-networks';
import { describeAvailabilityZones, describeRegions } from './describe-regions';
import { describeVolumes } from './describe-volumes';

/** The simulated part of EC2, read only: instances of the Auto Scaling groups with their volumes, networks, regions. */
export function ec2(world: World): ServiceImplementation {
  return implement<EC2>('EC2', {
    DescribeAvailabilityZones: (input, call) => describeAvailabilityZones(input, world, call),
    DescribeInstances: (input, call) => describeInstances(input, world, call),
    DescribeRegions: (input) => describeRegions(input, world),
    DescribeSecurityGroups: (input, call) => describeSecurityGroups(input, world, call),
    DescribeSubnets: (input, call) => describeSubnets(input, world, call),
    DescribeVolumes: (input, call) => describeVolumes(input, world, call),
    DescribeVpcs: (input, call) => describeVpcs(input, world, call),
  });
}
