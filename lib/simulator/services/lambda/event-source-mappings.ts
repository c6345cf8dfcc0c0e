import type {
  EventSourceMappingConfiguration,
  ListEventSourceMappingsRequest,
  ListEventSourceMappingsResponse,
} from '@aws-sdk/client-lambda';
import type { Call } from '../../wire';
import type { SimulatedFunction } from '../../world/fleet-functions';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { findFunction } from './functions';
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
    .flatMap((each) => toMapping(each, call))
    .filter((mapping) => EventSourceArn === undefined || mapping.EventSourceArn === EventSourceArn);
  const page = lambdaPage(found, (mapping) => mapping.UUID ?? '', input, [EventSourceArn, only], call);
  return { EventSourceMappings: page.items, NextMarker: page.nextToken };
}

function toMapping({ arn, eventSource }: SimulatedFunction, call: Call): EventSourceMappingConfiguration[] {
  if (eventSource === undefined) return [];
  return [
    {
      UUID: eventSource.id,
      EventSourceMappingArn: `arn:aws:lambda:${call.region}:${accountOf(call)}:event-source-mapping:${eventSource.id}`,
      EventSourceArn: eventSource.sourceArn,
      FunctionArn: arn,
      State: eventSource.enabled ? 'Enabled' : 'Disabled',
      StateTransitionReason: 'USER_INITIATED',
      LastModified: foundingDate,
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
    },
  ];
}
