import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/**
 * Turns an event-source mapping on or off; nothing else of it changes. An absolute state: doing it twice changes nothing.
 * AWS takes seconds to minutes to get there, and refuses any other change until then.
 */
export function actTurnConsumer(edge: AwsEdge, scope: CallScope, uuid: string, isEnabled: boolean): Promise<ActAnswer> {
  return act(edge, scope, { service: 'lambda', action: 'lambda:UpdateEventSourceMapping' }, ({ client, signal }) =>
    client.send(new UpdateEventSourceMappingCommand({ UUID: uuid, Enabled: isEnabled }), { abortSignal: signal }),
  );
}
