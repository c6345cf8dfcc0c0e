import type { Lambda } from '@aws-sdk/client-lambda';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getEventSourceMapping, listEventSourceMappings, updateEventSourceMapping } from './event-source-mappings';
import { getFunction, listFunctions } from './functions';
import { invoke } from './invoke';
import { getProvisionedConcurrency, putProvisionedConcurrency } from './provisioned-concurrency';

/** The simulated part of Lambda: what the fleet's functions are, read and keep ready, and calls of its smoke tests. */
export function lambda(world: World): ServiceImplementation {
  return implement<Lambda>('Lambda', {
    GetEventSourceMapping: (input, call) => getEventSourceMapping(input, world, call),
    GetFunction: (input, call) => getFunction(input, world, call),
    GetProvisionedConcurrencyConfig: (input, call) => getProvisionedConcurrency(input, world, call),
    Invoke: (input, call) => invoke(input, world, call),
    ListEventSourceMappings: (input, call) => listEventSourceMappings(input, world, call),
    ListFunctions: (input, call) => listFunctions(input, world, call),
    PutProvisionedConcurrencyConfig: (input, call) => putProvisionedConcurrency(input, world, call),
    UpdateEventSourceMapping: (input, call) => updateEventSourceMapping(input, world, call),
  });
}
