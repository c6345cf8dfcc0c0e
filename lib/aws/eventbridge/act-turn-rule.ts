import { DisableRuleCommand, EnableRuleCommand } from '@aws-sdk/client-eventbridge';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/** Turns a rule of a bus on or off. An absolute state: doing it twice changes nothing. It takes effect a moment later. */
export function actTurnRule(
  edge: AwsEdge,
  scope: CallScope,
  { bus, rule }: { readonly bus: string; readonly rule: string },
  isEnabled: boolean,
): Promise<ActAnswer> {
  const input = { Name: rule, EventBusName: bus };
  if (isEnabled) {
    return act(edge, scope, { service: 'eventbridge', action: 'events:EnableRule' }, ({ client, signal }) =>
      client.send(new EnableRuleCommand(input), { abortSignal: signal }),
    );
  }
  return act(edge, scope, { service: 'eventbridge', action: 'events:DisableRule' }, ({ client, signal }) =>
    client.send(new DisableRuleCommand(input), { abortSignal: signal }),
  );
}
