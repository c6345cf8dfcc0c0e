import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { listEventBuses } from './buses';
import { describeEndpoint, listEndpoints } from './endpoints';
import { describeRule, listRules, turnRule } from './rules';

/** The simulated part of EventBridge: buses, their rules, which may be turned off and on, and global endpoints. */
export function eventBridge(world: World): ServiceImplementation {
  return implement<EventBridge>('EventBridge', {
    DescribeEndpoint: (input, call) => describeEndpoint(input, world, call),
    DescribeRule: (input, call) => describeRule(input, world, call),
    DisableRule: (input, call) => turnRule(false, input, world, call),
    EnableRule: (input, call) => turnRule(true, input, world, call),
    ListEndpoints: (input, call) => listEndpoints(input, world, call),
    ListEventBuses: (input, call) => listEventBuses(input, world, call),
    ListRules: (input, call) => listRules(input, world, call),
  });
}
