import type { EKS } from '@aws-sdk/client-eks';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeNodegroup, describeUpdate, updateNodegroupConfig } from './node-groups';

/** The simulated part of EKS: managed node groups of clusters, how many nodes they want, and changes of that. */
export function eks(world: World): ServiceImplementation {
  return implement<EKS>('EKS', {
    DescribeNodegroup: (input, call) => describeNodegroup(input, world, call),
    DescribeUpdate: (input, call) => describeUpdate(input, world, call),
    UpdateNodegroupConfig: (input, call) => updateNodegroupConfig(input, world, call),
  });
}
