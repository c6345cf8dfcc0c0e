import type { StoreKind, Workload } from './fleet';

/** A quota that decides whether a workload could be carried somewhere else. */
export interface WatchedQuota {
  readonly serviceCode: string;
  readonly quotaCode: string;
  /** What of a workload lives under it. */
  readonly limits: 'capacity' | readonly StoreKind[];
}

/** The quotas that are read: the same codes in every partition of AWS. */
export const watchedQuotas: readonly WatchedQuota[] = [
  // vCPUs of running on-demand standard instances.
  { serviceCode: 'ec2', quotaCode: 'L-1216C47A', limits: 'capacity' },
  // Application Load Balancers, and Auto Scaling groups, of a region.
  { serviceCode: 'elasticloadbalancing', quotaCode: 'L-53DA6B97', limits: 'capacity' },
  { serviceCode: 'autoscaling', quotaCode: 'L-CDE20ADC', limits: 'capacity' },
  // Database clusters and instances.
  { serviceCode: 'rds', quotaCode: 'L-952B80B8', limits: ['aurora-global'] },
  { serviceCode: 'rds', quotaCode: 'L-7B6409FD', limits: ['aurora-global', 'rds-replica'] },
  // Tables.
  { serviceCode: 'dynamodb', quotaCode: 'L-F98FE922', limits: ['dynamodb-global-table'] },
];

/** Whether anything of the workload lives under the quota. */
export function isLimitedBy(
  { capacity, stores }: Pick<Workload, 'capacity' | 'stores'>,
  { limits }: Pick<WatchedQuota, 'limits'>,
): boolean {
  return limits === 'capacity' ? capacity.length > 0 : stores.some(({ kind }) => limits.includes(kind));
}
