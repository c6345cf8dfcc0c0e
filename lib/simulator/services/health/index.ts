import type { Health } from '@aws-sdk/client-health';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeAffectedEntities } from './describe-affected-entities';
import { describeEventDetails } from './describe-event-details';
import { describeEvents } from './describe-events';

/** The simulated part of AWS Health, of an account with a support plan that includes it. */
export function health(world: World): ServiceImplementation {
  return implement<Health>('Health', {
    DescribeAffectedEntities: (input, call) => describeAffectedEntities(input, world, call),
    DescribeEventDetails: (input) => describeEventDetails(input, world),
    DescribeEvents: (input, call) => describeEvents(input, world, call),
  });
}
