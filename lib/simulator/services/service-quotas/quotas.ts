import type {
  GetAWSDefaultServiceQuotaRequest,
  GetAWSDefaultServiceQuotaResponse,
  GetServiceQuotaRequest,
  GetServiceQuotaResponse,
  ListServiceQuotasRequest,
  ListServiceQuotasResponse,
  ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import { AwsError, type Call } from '../../wire';
import type { SimulatedQuota } from '../../world/quotas';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';

const mostResults = 100;

/** Service Quotas ListServiceQuotas of one service. @throws AwsError */
export function listQuotas(
  input: Given<ListServiceQuotasRequest>,
  world: World,
  call: Call,
): ListServiceQuotasResponse {
  const { ServiceCode, QuotaCode, MaxResults = mostResults, NextToken } = input;
  if (!(MaxResults >= 1 && MaxResults <= mostResults)) {
    throw new AwsError('IllegalArgumentException', `MaxResults must be between 1 and ${mostResults}`);
  }
  const found = quotasOf(ServiceCode, world, call)
    .filter((quota) => QuotaCode === undefined || quota.code === QuotaCode)
    .toSorted((left, right) => (left.code < right.code ? -1 : 1));
  const page = takePage(found, (quota) => quota.code, {
    scope: pageScope(call, [ServiceCode, QuotaCode]),
    limit: MaxResults,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidPaginationTokenException', 'The pagination token is not valid.'),
  });
  return { Quotas: page.items.map((quota) => toQuota(quota, quota.value, call)), NextToken: page.nextToken };
}

/** Service Quotas GetServiceQuota: what is in force. @throws AwsError NoSuchResourceException */
export function getQuota(input: Given<GetServiceQuotaRequest>, world: World, call: Call): GetServiceQuotaResponse {
  const quota = findQuota(input, world, call);
  return { Quota: toQuota(quota, quota.value, call) };
}

/** Service Quotas GetAWSDefaultServiceQuota: what a new account gets. @throws AwsError NoSuchResourceException */
export function getDefaultQuota(
  input: Given<GetAWSDefaultServiceQuotaRequest>,
  world: World,
  call: Call,
): GetAWSDefaultServiceQuotaResponse {
  const quota = findQuota(input, world, call);
  return { Quota: toQuota(quota, quota.defaultValue, call) };
}

interface Wanted {
  readonly ServiceCode: string;
  readonly QuotaCode: string;
}

function findQuota({ ServiceCode, QuotaCode }: Wanted, world: World, call: Call): SimulatedQuota {
  const found = quotasOf(ServiceCode, world, call).find((quota) => quota.code === QuotaCode);
  if (found === undefined) {
    throw new AwsError('NoSuchResourceException', `No quota ${QuotaCode} of service ${ServiceCode} exists.`);
  }
  return found;
}

function quotasOf(serviceCode: string, world: World, call: Call): readonly SimulatedQuota[] {
  const all = world.quotas(call.region, accountOf(call)).filter((quota) => quota.serviceCode === serviceCode);
  if (all.length > 0) return all;
  throw new AwsError('NoSuchResourceException', `No quotas of service ${serviceCode} exist.`);
}

function toQuota(quota: SimulatedQuota, value: number, call: Call): ServiceQuota {
  const { adjustable, code, global, name, region, serviceCode, serviceName } = quota;
  return {
    ServiceCode: serviceCode,
    ServiceName: serviceName,
    QuotaArn: `arn:aws:servicequotas:${region}:${accountOf(call)}:${serviceCode}/${code}`,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: adjustable,
    GlobalQuota: global,
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}
