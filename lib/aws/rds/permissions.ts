/** IAM actions this folder calls. */
export const rdsPermissions = ['rds:DescribeDBInstances', 'rds:DescribeGlobalClusters'] as const;

/** What is read of what recovery leaves behind; AWS lists it for all clusters alike. */
export const rdsRecoverReadPermissions = ['rds:DescribeDBClusterSnapshots'] as const;

/** IAM actions this folder calls in steps of recovery, on global clusters and their members. */
export const rdsRecoverPermissions = ['rds:FailoverGlobalCluster', 'rds:SwitchoverGlobalCluster'] as const;

/** IAM actions this folder calls in steps of recovery, on read replicas. */
export const rdsPromotePermissions = ['rds:PromoteReadReplica'] as const;
