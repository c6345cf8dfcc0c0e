/** IAM actions this folder calls. */
export const elasticachePermissions = [
  'elasticache:DescribeGlobalReplicationGroups',
  'elasticache:DescribeReplicationGroups',
] as const;

/** IAM actions this folder calls in steps of recovery, on global datastores and their members. */
export const elasticacheRecoverPermissions = ['elasticache:FailoverGlobalReplicationGroup'] as const;
