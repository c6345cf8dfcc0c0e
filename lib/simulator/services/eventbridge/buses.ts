import type { EventBus, ListEventBusesRequest, ListEventBusesResponse } from '@aws-sdk/client-eventbridge';
import type { Call } from '../../wire';
import type { SimulatedEventBus } from '../../world/fleet-events';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { eventsNotFound, eventsPage } from './page';

/** Every account has a bus of this name in every region. */
const defaultBus = 'default';

/** EventBridge ListEventBuses of the region, by name. @throws AwsError ValidationException */
export function listEventBuses(input: Given<ListEventBusesRequest>, world: World, call: Call): ListEventBusesResponse {
  const { NamePrefix = '', Limit, NextToken } = input;
  const found = busesOf(world, call)
    .filter((bus) => bus.name.startsWith(NamePrefix))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const page = eventsPage(found, (bus) => bus.name, Limit, NextToken, NamePrefix, call);
  return { EventBuses: page.items.map(toBus), NextToken: page.nextToken };
}

/** The bus of a name or ARN; the account's own where none is named. @throws AwsError ResourceNotFoundException */
export function findBus(nameOrArn: string | undefined, world: World, call: Call): SimulatedEventBus {
  const wanted = nameOrArn ?? defaultBus;
  const bus = busesOf(world, call).find((each) => each.name === wanted || each.arn === wanted);
  if (bus === undefined) throw eventsNotFound(`Event bus ${wanted} does not exist.`);
  return bus;
}

function busesOf(world: World, call: Call): SimulatedEventBus[] {
  const account = accountOf(call);
  const arn = `arn:aws:events:${call.region}:${account}:event-bus/${defaultBus}`;
  const own = { region: call.region, name: defaultBus, arn, description: '', rules: [] };
  return [own, ...world.eventBuses(call.region, account)];
}

function toBus({ arn, description, name }: SimulatedEventBus): EventBus {
  return {
    Name: name,
    Arn: arn,
    ...(description !== '' && { Description: description }),
    CreationTime: foundingDate,
    LastModifiedTime: foundingDate,
  };
}
