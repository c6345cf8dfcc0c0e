/** IAM actions this folder calls. */
export const elasticachePermissions = ['elasticache:DescribeGlobalReplicationGroups'] as const;
