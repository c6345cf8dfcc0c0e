/** IAM actions this folder calls. */
export const rdsPermissions = ['rds:DescribeGlobalClusters'] as const;
