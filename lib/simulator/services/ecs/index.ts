import type { ECS } from '@aws-sdk/client-ecs';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeServices, updateService } from './services';

/** The simulated part of ECS: services of clusters, and how many tasks they have. */
export function ecs(world: World): ServiceImplementation {
  return implement<ECS>('ECS', {
    DescribeServices: (input, call) => describeServices(input, world, call),
    UpdateService: (input, call) => updateService(input, world, call),
  });
}
