import type {
  EventBus,
  ListEventBusesRequest,
  ListEventBusesResponse,
  ListRulesRequest,
  ListRulesResponse,
} from '@aws-sdk/client-eventbridge';
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

/** EventBridge ListRules of one bus. @throws AwsError ResourceNotFoundException, ValidationException */
export function listRules(input: Given<ListRulesRequest>, world: World, call: Call): ListRulesResponse {
  const { EventBusName = defaultBus, NamePrefix = '', Limit, NextToken } = input;
  const bus = busesOf(world, call).find((each) => each.name === EventBusName || each.arn === EventBusName);
  if (bus === undefined) throw eventsNotFound(`Event bus ${EventBusName} does not exist.`);
  const found = bus.rules.filter((rule) => rule.name.startsWith(NamePrefix));
  const page = eventsPage(found, (rule) => rule.name, Limit, NextToken, [bus.name, NamePrefix], call);
  return {
    Rules: page.items.map((rule) => ({
      Name: rule.name,
      Arn: rule.arn,
      EventBusName: bus.name,
      EventPattern: JSON.stringify(rule.pattern),
      State: rule.enabled ? 'ENABLED' : 'DISABLED',
    })),
    NextToken: page.nextToken,
  };
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
