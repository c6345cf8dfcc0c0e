import { DescribeRuleCommand, ResourceNotFoundException } from '@aws-sdk/client-eventbridge';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { EventRule } from './readings';

const call: AwsCall<'eventbridge'> = {
  service: 'eventbridge',
  action: 'events:DescribeRule',
  shows: 'States of rules',
};

/** Reads one rule of a bus; `absent` where the region has none of that name there. */
export function fetchRule(
  edge: AwsEdge,
  scope: CallScope,
  bus: string,
  name: string,
): Promise<Answer<EventRule | 'absent'>> {
  return ask<'eventbridge', EventRule | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      const command = new DescribeRuleCommand({ Name: name, EventBusName: bus });
      const { State = 'no state' } = await client.send(command, { abortSignal: signal });
      return { value: { name, bus, state: states[State] ?? 'other', word: State }, notices: [] };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

const states: Readonly<Record<string, EventRule['state'] | undefined>> = {
  ENABLED: 'enabled',
  // On for more events than other rules see.
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS: 'enabled',
  DISABLED: 'disabled',
};
