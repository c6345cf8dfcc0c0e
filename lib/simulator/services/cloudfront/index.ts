import type { CloudFront } from '@aws-sdk/client-cloudfront';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getDistribution, listDistributions } from './distributions';

/** The simulated part of Amazon CloudFront, served from us-east-1: distributions, read only. */
export function cloudFront(world: World): ServiceImplementation {
  return implement<CloudFront>('CloudFront', {
    GetDistribution: (input, call) => getDistribution(input, world, call),
    ListDistributions: (input, call) => listDistributions(input, world, call),
  });
}
