import { InvokeCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';

const call: AwsCall<'lambda'> = {
  service: 'lambda',
  action: 'lambda:InvokeFunction',
  shows: 'Whether functions may be called',
  as: 'recover',
};

/** Whether a function is there and may be called, by Lambda's own dry run: it does not run. */
export function fetchMayInvoke(edge: AwsEdge, scope: CallScope, name: string): Promise<Answer<'may' | 'absent'>> {
  return ask<'lambda', 'may' | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'DryRun' }), { abortSignal: signal });
      return { value: 'may', notices: [] };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
