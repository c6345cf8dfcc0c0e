import { PutProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import { requireRegion } from '../require-region';
import type { ActAnswer, CallScope } from '../types';
import type { ProvisionedConcurrency } from './readings';

/**
 * Has so many executions of a function kept ready behind an alias or a version: an absolute number, so that the same call
 * may be made again. It is taken at once and takes up to minutes.
 */
export function actProvisionConcurrency(
  edge: AwsEdge,
  scope: CallScope,
  { functionName, qualifier, region }: Pick<ProvisionedConcurrency, 'functionName' | 'qualifier' | 'region'>,
  executions: number,
): Promise<ActAnswer> {
  const call = { service: 'lambda', action: 'lambda:PutProvisionedConcurrencyConfig' } as const;
  return act(edge, scope, call, ({ client, signal }) => {
    requireRegion(scope, region, `the region of ${functionName}`);
    const asked = { FunctionName: functionName, Qualifier: qualifier, ProvisionedConcurrentExecutions: executions };
    return client.send(new PutProvisionedConcurrencyConfigCommand(asked), { abortSignal: signal });
  });
}
