import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeAutoScalingGroups } from './describe-auto-scaling-groups';

/** The simulated part of EC2 Auto Scaling, read only. */
export function autoScaling(world: World): ServiceImplementation {
  return implement<AutoScaling>('Auto Scaling', {
    DescribeAutoScalingGroups: (input, call) => describeAutoScalingGroups(input, world, call),
  });
}
