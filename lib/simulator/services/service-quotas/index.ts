import type { ServiceQuotas } from '@aws-sdk/client-service-quotas';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getDefaultQuota, getQuota, listQuotas } from './quotas';

/** The simulated part of Service Quotas, read only; every region has quotas of its own. */
export function serviceQuotas(world: World): ServiceImplementation {
  return implement<ServiceQuotas>('Service Quotas', {
    GetAWSDefaultServiceQuota: (input, call) => getDefaultQuota(input, world, call),
    GetServiceQuota: (input, call) => getQuota(input, world, call),
    ListServiceQuotas: (input, call) => listQuotas(input, world, call),
  });
}
