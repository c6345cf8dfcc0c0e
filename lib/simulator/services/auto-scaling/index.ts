import type { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeAutoScalingGroups } from './describe-auto-scaling-groups';
import { describeScalingActivities } from './describe-scaling-activities';
import { setDesiredCapacity, updateAutoScalingGroup } from './resize-group';

/** The simulated part of EC2 Auto Scaling: groups, their activities, and their size. */
export function autoScaling(world: World): ServiceImplementation {
  return implement<AutoScaling>('Auto Scaling', {
    DescribeAutoScalingGroups: (input, call) => describeAutoScalingGroups(input, world, call),
    DescribeScalingActivities: (input, call) => describeScalingActivities(input, world, call),
    SetDesiredCapacity: (input, call) => setDesiredCapacity(input, world, call),
    UpdateAutoScalingGroup: (input, call) => updateAutoScalingGroup(input, world, call),
  });
}
