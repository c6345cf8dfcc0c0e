/** IAM actions this folder calls. */
export const rdsPermissions = ['rds:DescribeDBInstances', 'rds:DescribeGlobalClusters'] as const;
