import type {
  EventSourceMappingConfiguration,
  GetEventSourceMappingRequest,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
  UpdateEventSourceMappingRequest,
} from '@aws-sdk/client-lambda';
import { AwsError, type Call } from '../../wire';
import { consumerArn, type SimulatedFunction } from '../../world/fleet-functions';
import { LeverError } from '../../world/levers';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';
import { foundingDate } from '../stable-id';
import { findFunction, lambdaNotFound } from './functions';
import { lambdaPage } from './page';

/**
 * Lambda ListEventSourceMappings of the region: which functions read which queues, and whether they do so now.
 * @throws AwsError ResourceNotFoundException, InvalidParameterValueException
 */
export function listEventSourceMappings(
  input: Given<ListEventSourceMappingsRequest>,
  world: World,
  call: Call,
): ListEventSourceMappingsResponse {
  const { EventSourceArn, FunctionName } = input;
  const only = FunctionName === undefined ? undefined : findFunction(FunctionName, world, call).arn;
  const found = world
    .functions(call.region, accountOf(call))
    .filter(({ arn }) => only === undefined || arn === only)
    .flatMap(toMapping)
    .filter((mapping) => EventSourceArn === undefined || mapping.EventSourceArn === EventSourceArn);
  const page = lambdaPage(found, (mapping) => mapping.UUID ?? '', input, [EventSourceArn, only], call);
  return { EventSourceMappings: page.items, NextMarker: page.nextToken };
}

/** Lambda GetEventSourceMapping of the region, by its UUID. @throws AwsError ResourceNotFoundException */
export function getEventSourceMapping(
  input: Given<GetEventSourceMappingRequest>,
  world: World,
  call: Call,
): EventSourceMappingConfiguration {
  const [mapping] = toMapping(findConsumer(input.UUID, world, call));
  return mapping ?? {};
}

/**
 * Lambda UpdateEventSourceMapping: whether it is enabled, and nothing else of it. It takes seconds; meanwhile it goes on
 * as before, and no other change is taken.
 * @throws AwsError ResourceNotFoundException, ResourceInUseException; NotImplemented for anything else of a mapping
 */
export function updateEventSourceMapping(
  input: Given<UpdateEventSourceMappingRequest>,
  world: World,
  call: Call,
): EventSourceMappingConfiguration {
  refuseMembers(call, input, ['UUID', 'Enabled']);
  const arn = consumerArn(findConsumer(input.UUID, world, call)) ?? '';
  try {
    if (input.Enabled !== undefined) world.turnLever({ arn, on: input.Enabled });
  } catch (error) {
    throw error instanceof LeverError ? inUse(arn) : error;
  }
  return getEventSourceMapping({ UUID: input.UUID }, world, call);
}

function findConsumer(uuid: string | undefined, world: World, call: Call): SimulatedFunction {
  const found = world.functions(call.region, accountOf(call)).find(({ eventSource }) => eventSource?.id === uuid);
  if (found === undefined) throw lambdaNotFound('The resource you requested does not exist.');
  return found;
}

function inUse(arn: string): AwsError {
  const message = `Cannot update the event source mapping ${arn} because it is in use.`;
  return new AwsError('ResourceInUseException', message, undefined, { Type: 'User' });
}

function toMapping(owner: SimulatedFunction): EventSourceMappingConfiguration[] {
  const { eventSource } = owner;
  if (eventSource === undefined) return [];
  const { enabled, changing } = eventSource;
  const end = enabled ? 'Enabled' : 'Disabled';
  return [
    {
      UUID: eventSource.id,
      EventSourceMappingArn: consumerArn(owner),
      EventSourceArn: eventSource.sourceArn,
      FunctionArn: owner.arn,
      State: changing === true ? end.replace('ed', 'ing') : end,
      StateTransitionReason: 'USER_INITIATED',
      LastModified: foundingDate,
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
    },
  ];
}
