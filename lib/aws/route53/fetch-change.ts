import { GetChangeCommand } from '@aws-sdk/client-route-53';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:GetChange',
  shows: 'Changes of records under way',
};

/** Whether every name server of Route 53 answers a change yet. */
export function fetchChange(edge: AwsEdge, scope: CallScope, changeId: string): Promise<Answer<'pending' | 'in-sync'>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const { ChangeInfo } = await client.send(new GetChangeCommand({ Id: changeId }), { abortSignal: signal });
    return { value: ChangeInfo?.Status === 'INSYNC' ? 'in-sync' : 'pending', notices: [] };
  });
}
