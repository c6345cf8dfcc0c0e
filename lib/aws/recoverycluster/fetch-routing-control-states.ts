import { GetRoutingControlStateCommand } from '@aws-sdk/client-route53-recovery-cluster';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { RoutingControlReading } from './readings';

const call: AwsCall<'recoverycluster'> = {
  service: 'recoverycluster',
  action: 'route53-recovery-cluster:GetRoutingControlState',
  shows: 'States of routing controls',
  as: 'recover',
};

/**
 * Reads some routing controls at the one endpoint of their cluster that the scope names, in the order asked for. The
 * scope's region is the endpoint's, whose name signs the request.
 */
export function fetchRoutingControlStates(
  edge: AwsEdge,
  scope: CallScope & { readonly endpoint: string },
  controlArns: readonly string[],
): Promise<Answer<readonly RoutingControlReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const read = async (controlArn: string): Promise<RoutingControlReading> => {
      const command = new GetRoutingControlStateCommand({ RoutingControlArn: controlArn });
      const { RoutingControlState } = await client.send(command, { abortSignal: signal });
      return { controlArn, state: toState(RoutingControlState) };
    };
    return { value: await Promise.all(controlArns.map(read)), notices: [] };
  });
}

function toState(wire: string | undefined): RoutingControlReading['state'] {
  if (wire === 'On') return 'on';
  return wire === 'Off' ? 'off' : 'unknown';
}
