import {
  GetProvisionedConcurrencyConfigCommand,
  type GetProvisionedConcurrencyConfigResponse,
  ProvisionedConcurrencyConfigNotFoundException,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { ProvisionedConcurrency } from './readings';

const call: AwsCall<'lambda'> = {
  service: 'lambda',
  action: 'lambda:GetProvisionedConcurrencyConfig',
  shows: 'Provisioned concurrency of functions',
};

/**
 * Reads what is kept ready of a function behind an alias or a version; `none` where nothing was ever asked for, `absent`
 * where the region has no such function, alias or version.
 */
export function fetchProvisionedConcurrency(
  edge: AwsEdge,
  scope: CallScope,
  functionName: string,
  qualifier: string,
): Promise<Answer<ProvisionedConcurrency | 'none' | 'absent'>> {
  return ask<'lambda', ProvisionedConcurrency | 'none' | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new GetProvisionedConcurrencyConfigCommand({ FunctionName: functionName, Qualifier: qualifier });
    try {
      const wire = await client.send(command, { abortSignal: signal });
      return { value: { functionName, qualifier, region: scope.region, ...toCounts(wire) }, notices: [] };
    } catch (error) {
      if (error instanceof ProvisionedConcurrencyConfigNotFoundException) return { value: 'none', notices: [] };
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

const states: Readonly<Record<string, ProvisionedConcurrency['status'] | undefined>> = {
  READY: 'ready',
  IN_PROGRESS: 'in-progress',
  FAILED: 'failed',
};

function toCounts(wire: GetProvisionedConcurrencyConfigResponse) {
  const { Status = 'no state', StatusReason } = wire;
  return {
    status: states[Status] ?? 'other',
    word: Status,
    reason: StatusReason === undefined || StatusReason === '' ? 'none' : StatusReason,
    requested: wire.RequestedProvisionedConcurrentExecutions ?? 'unknown',
    allocated: wire.AllocatedProvisionedConcurrentExecutions ?? 'unknown',
    available: wire.AvailableProvisionedConcurrentExecutions ?? 'unknown',
  } as const;
}
