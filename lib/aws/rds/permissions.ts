/** IAM actions this folder calls. */
export const rdsPermissions = ['rds:DescribeDBInstances', 'rds:DescribeGlobalClusters'] as const;

/**
 * IAM actions this folder calls to look at what steps of recovery change, and at what they leave behind; all of them
 * read. AWS lists snapshots for all clusters alike.
 */
export const rdsRecoverReadPermissions = [
  'rds:DescribeDBClusters',
  'rds:DescribeDBClusterSnapshots',
  'rds:DescribeDBSnapshots',
] as const;

/** IAM actions this folder calls in steps of recovery, on global clusters and their members. */
export const rdsRecoverPermissions = [
  'rds:FailoverGlobalCluster',
  'rds:RemoveFromGlobalCluster',
  'rds:SwitchoverGlobalCluster',
] as const;

/** IAM actions this folder calls in steps of recovery, on clusters without an instance and the one that they get. */
export const rdsInstancePermissions = ['rds:CreateDBInstance'] as const;

/** IAM actions this folder calls in steps of recovery, on read replicas. */
export const rdsPromotePermissions = ['rds:PromoteReadReplica'] as const;

/** IAM actions this folder calls in steps of recovery, on read replicas that are built anew and what they follow. */
export const rdsReplicaPermissions = ['rds:CreateDBInstanceReadReplica'] as const;

/** IAM actions this folder calls in steps of recovery, on instances that a move left and their final snapshots. */
export const rdsDeletePermissions = ['rds:DeleteDBInstance'] as const;
