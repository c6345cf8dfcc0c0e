import type { DescribeTagsInput, DescribeTagsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, type Call } from '../../wire';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { loadBalancersOf } from './load-balancers';
import { elbValidationError } from './paging';

const mostResources = 20;

/**
 * ELBv2 DescribeTags of up to 20 load balancers or target groups.
 * @throws AwsError LoadBalancerNotFoundException or TargetGroupNotFoundException, ValidationError
 */
export function describeTags(input: Given<DescribeTagsInput>, world: World, call: Call): DescribeTagsOutput {
  if (input.ResourceArns.length > mostResources) {
    throw elbValidationError(`At most ${mostResources} resources can be described at once`);
  }
  const here = loadBalancersOf(world, call);
  return {
    TagDescriptions: input.ResourceArns.map((ResourceArn) => {
      const owner = here.find((each) => each.arn === ResourceArn || each.targetGroup.arn === ResourceArn);
      if (owner === undefined) throw notFound(ResourceArn);
      return { ResourceArn, Tags: [{ Key: 'workload', Value: owner.workload }] };
    }),
  };
}

function notFound(arn: string): AwsError {
  return arn.includes(':targetgroup/')
    ? new AwsError('TargetGroupNotFoundException', 'One or more target groups not found', 400)
    : new AwsError('LoadBalancerNotFoundException', `Load balancers '[${arn}]' not found`, 400);
}
