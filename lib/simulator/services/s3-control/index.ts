import type { S3Control } from '@aws-sdk/client-s3-control';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getMultiRegionAccessPoint, listMultiRegionAccessPoints } from './read-access-points';
import { getRoutes, submitRoutes } from './routes';

/** The simulated part of S3 Control: Multi-Region Access Points, and the routes by which they fail over. */
export function s3Control(world: World): ServiceImplementation {
  return implement<S3Control>('S3 Control', {
    GetMultiRegionAccessPoint: (input, call) => getMultiRegionAccessPoint(input, world, call),
    GetMultiRegionAccessPointRoutes: (input, call) => getRoutes(input, world, call),
    ListMultiRegionAccessPoints: (input, call) => listMultiRegionAccessPoints(input, world, call),
    SubmitMultiRegionAccessPointRoutes: (input, call) => submitRoutes(input, world, call),
  });
}
