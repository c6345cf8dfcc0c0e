import { UpdateEndpointGroupCommand } from '@aws-sdk/client-global-accelerator';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/**
 * Sets the traffic dial of an endpoint group, by the API in us-west-2. An absolute share: doing it twice changes nothing.
 * No list of endpoints is given, for one would replace those there are.
 */
export function actDial(edge: AwsEdge, scope: CallScope, arn: string, dialPercent: number): Promise<ActAnswer> {
  const named = { service: 'globalaccelerator', action: 'globalaccelerator:UpdateEndpointGroup' } as const;
  return act(edge, scope, named, ({ client, signal }) => {
    const command = new UpdateEndpointGroupCommand({ EndpointGroupArn: arn, TrafficDialPercentage: dialPercent });
    return client.send(command, { abortSignal: signal });
  });
}
