import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { listEventBuses, listRules } from './buses';
import { describeEndpoint, listEndpoints } from './endpoints';

/** The simulated part of EventBridge, read only: buses, their rules, and global endpoints. */
export function eventBridge(world: World): ServiceImplementation {
  return implement<EventBridge>('EventBridge', {
    DescribeEndpoint: (input, call) => describeEndpoint(input, world, call),
    ListEndpoints: (input, call) => listEndpoints(input, world, call),
    ListEventBuses: (input, call) => listEventBuses(input, world, call),
    ListRules: (input, call) => listRules(input, world, call),
  });
}
