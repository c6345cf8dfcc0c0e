import { UpdateRoutingControlStatesCommand } from '@aws-sdk/client-route53-recovery-cluster';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/**
 * Turns some routing controls, all or none, at the one endpoint of their cluster that the scope names. States are
 * absolute: doing it twice changes nothing. No safety rule is overridden.
 */
export function actTurnRoutingControls(
  edge: AwsEdge,
  scope: CallScope & { readonly endpoint: string },
  turns: readonly { readonly controlArn: string; readonly to: 'on' | 'off' }[],
): Promise<ActAnswer> {
  const named = { service: 'recoverycluster', action: 'route53-recovery-cluster:UpdateRoutingControlStates' } as const;
  return act(edge, scope, named, ({ client, signal }) => {
    const command = new UpdateRoutingControlStatesCommand({
      UpdateRoutingControlStateEntries: turns.map(({ controlArn, to }) => ({
        RoutingControlArn: controlArn,
        RoutingControlState: to === 'on' ? 'On' : 'Off',
      })),
    });
    return client.send(command, { abortSignal: signal });
  });
}
