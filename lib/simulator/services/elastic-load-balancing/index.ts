import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeTags } from './describe-tags';
import { describeLoadBalancers } from './load-balancers';
import { describeTargetGroups, describeTargetHealth } from './target-groups';

/** The simulated part of Elastic Load Balancing v2: application load balancers and their targets, read only. */
export function elasticLoadBalancing(world: World): ServiceImplementation {
  return implement<ElasticLoadBalancingV2>('Elastic Load Balancing v2', {
    DescribeLoadBalancers: (input, call) => describeLoadBalancers(input, world, call),
    DescribeTags: (input, call) => describeTags(input, world, call),
    DescribeTargetGroups: (input, call) => describeTargetGroups(input, world, call),
    DescribeTargetHealth: (input, call) => describeTargetHealth(input, world, call),
  });
}
