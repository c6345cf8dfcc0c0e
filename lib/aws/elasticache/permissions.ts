/** IAM actions this folder calls. */
export const elasticachePermissions = [
  'elasticache:DescribeGlobalReplicationGroups',
  'elasticache:DescribeReplicationGroups',
] as const;
