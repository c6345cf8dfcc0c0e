import type { RDS } from '@aws-sdk/client-rds';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { createDbInstance } from './create-db-instance';
import { createDbInstanceReadReplica } from './create-db-instance-read-replica';
import { deleteDbInstance } from './delete-db-instance';
import { describeDbClusterSnapshots } from './describe-db-cluster-snapshots';
import { describeDbClusters } from './describe-db-clusters';
import { describeDbInstances } from './describe-db-instances';
import { describeDbSnapshots } from './describe-db-snapshots';
import { describeGlobalClusters } from './describe-global-clusters';
import { failoverGlobalCluster, removeFromGlobalCluster, switchoverGlobalCluster } from './move-global-cluster';
import { promoteReadReplica } from './promote-read-replica';

/** The simulated part of Amazon RDS: Aurora clusters, global clusters and instances with their replicas, and who writes. */
export function rds(world: World): ServiceImplementation {
  return implement<RDS>('RDS', {
    CreateDBInstance: (input, call) => createDbInstance(input, world, call),
    CreateDBInstanceReadReplica: (input, call) => createDbInstanceReadReplica(input, world, call),
    DeleteDBInstance: (input, call) => deleteDbInstance(input, world, call),
    DescribeDBClusterSnapshots: (input, call) => describeDbClusterSnapshots(input, world, call),
    DescribeDBClusters: (input, call) => describeDbClusters(input, world, call),
    DescribeDBInstances: (input, call) => describeDbInstances(input, world, call),
    DescribeDBSnapshots: (input, call) => describeDbSnapshots(input, world, call),
    DescribeGlobalClusters: (input, call) => describeGlobalClusters(input, world, call),
    FailoverGlobalCluster: (input, call) => failoverGlobalCluster(input, world, call),
    PromoteReadReplica: (input, call) => promoteReadReplica(input, world, call),
    RemoveFromGlobalCluster: (input, call) => removeFromGlobalCluster(input, world, call),
    SwitchoverGlobalCluster: (input, call) => switchoverGlobalCluster(input, world, call),
  });
}
