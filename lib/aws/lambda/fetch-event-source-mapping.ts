import { GetEventSourceMappingCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { EventSourceMapping } from './readings';

const call: AwsCall<'lambda'> = {
  service: 'lambda',
  action: 'lambda:GetEventSourceMapping',
  shows: 'States of consumers',
  as: 'recover',
};

/** Reads one event-source mapping by its UUID; `absent` where the region has none of it. */
export function fetchEventSourceMapping(
  edge: AwsEdge,
  scope: CallScope,
  uuid: string,
): Promise<Answer<EventSourceMapping | 'absent'>> {
  return ask<'lambda', EventSourceMapping | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      const { State = 'no state' } = await client.send(new GetEventSourceMappingCommand({ UUID: uuid }), {
        abortSignal: signal,
      });
      return { value: { uuid, state: states[State.toLowerCase()] ?? 'other', word: State }, notices: [] };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

/** Those beside them (`Creating`, `Updating`, `Deleting`) say nothing of whether messages are taken. */
const states: Readonly<Record<string, EventSourceMapping['state'] | undefined>> = {
  enabled: 'enabled',
  disabled: 'disabled',
  enabling: 'enabling',
  disabling: 'disabling',
};
