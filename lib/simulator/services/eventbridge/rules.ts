import type {
  DescribeRuleRequest,
  DescribeRuleResponse,
  DisableRuleRequest,
  EnableRuleRequest,
  ListRulesRequest,
  ListRulesResponse,
  Rule,
} from '@aws-sdk/client-eventbridge';
import type { Call } from '../../wire';
import type { SimulatedEventBus, SimulatedEventRule } from '../../world/fleet-events';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { findBus } from './buses';
import { eventsNotFound, eventsPage } from './page';

/** EventBridge ListRules of one bus. @throws AwsError ResourceNotFoundException, ValidationException */
export function listRules(input: Given<ListRulesRequest>, world: World, call: Call): ListRulesResponse {
  const { EventBusName, NamePrefix = '', Limit, NextToken } = input;
  const bus = findBus(EventBusName, world, call);
  const found = bus.rules.filter((rule) => rule.name.startsWith(NamePrefix));
  const page = eventsPage(found, (rule) => rule.name, Limit, NextToken, [bus.name, NamePrefix], call);
  return { Rules: page.items.map((rule) => toRule(rule, bus)), NextToken: page.nextToken };
}

/** EventBridge DescribeRule, by name on one bus. @throws AwsError ResourceNotFoundException */
export function describeRule(input: Given<DescribeRuleRequest>, world: World, call: Call): DescribeRuleResponse {
  const { rule, bus } = findRule(input, world, call);
  return toRule(rule, bus);
}

/**
 * EventBridge EnableRule and DisableRule; in AWS either takes effect a moment later.
 * @throws AwsError ResourceNotFoundException
 */
export function turnRule(
  on: boolean,
  input: Given<EnableRuleRequest | DisableRuleRequest>,
  world: World,
  call: Call,
): object {
  world.turnLever({ arn: findRule(input, world, call).rule.arn, on });
  return {};
}

interface NamedRule {
  readonly Name?: string | undefined;
  readonly EventBusName?: string | undefined;
}

function findRule({ Name, EventBusName }: NamedRule, world: World, call: Call) {
  const bus = findBus(EventBusName, world, call);
  const rule = bus.rules.find((each) => each.name === Name);
  if (rule === undefined) throw eventsNotFound(`Rule ${Name} does not exist on EventBus ${bus.name}.`);
  return { rule, bus };
}

function toRule(rule: SimulatedEventRule, bus: SimulatedEventBus): Rule {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventBusName: bus.name,
    EventPattern: JSON.stringify(rule.pattern),
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
  };
}
