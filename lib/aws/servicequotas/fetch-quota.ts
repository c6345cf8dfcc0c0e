import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { asStep, UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { QuotaReading } from './readings';

const call: AwsCall<'servicequotas'> = {
  service: 'servicequotas',
  action: 'servicequotas:GetServiceQuota',
  shows: 'Quotas',
};

/**
 * Reads one quota of an account in a region as it is in force. One that was never raised is known to AWS by its default
 * only, which then is in force; `absent` where the region has no such quota.
 */
export function fetchQuota(
  edge: AwsEdge,
  scope: CallScope,
  serviceCode: string,
  quotaCode: string,
): Promise<Answer<QuotaReading | 'absent'>> {
  return ask<'servicequotas', QuotaReading | 'absent'>(edge, scope, call, async (asking) => {
    const wanted = { ServiceCode: serviceCode, QuotaCode: quotaCode };
    const applied = await orNone(
      asking.client.send(new GetServiceQuotaCommand(wanted), { abortSignal: asking.signal }),
    );
    const quota = applied?.Quota ?? (await readDefault(asking, wanted));
    return { value: quota === undefined ? 'absent' : toQuota(quota), notices: [] };
  });
}

async function readDefault(
  { client, signal }: Asking<'servicequotas'>,
  wanted: { readonly ServiceCode: string; readonly QuotaCode: string },
): Promise<ServiceQuota | undefined> {
  const request = client.send(new GetAWSDefaultServiceQuotaCommand(wanted), { abortSignal: signal });
  return (await orNone(asStep('servicequotas:GetAWSDefaultServiceQuota', request)))?.Quota;
}

/** That there is no such quota is an answer. */
async function orNone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    if (cause instanceof NoSuchResourceException) return undefined;
    throw error;
  }
}

/** @throws UnusableAnswer */
function toQuota({ QuotaName, QuotaCode, Value }: ServiceQuota): QuotaReading {
  if (Value === undefined || !Number.isFinite(Value) || Value < 0) {
    throw new UnusableAnswer('gave a quota without a value', 'It is asked again on its next turn.');
  }
  return { name: QuotaName ?? QuotaCode ?? 'a quota', value: Value };
}
