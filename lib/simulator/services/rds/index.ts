import type { RDS } from '@aws-sdk/client-rds';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeDbClusters } from './describe-db-clusters';
import { describeDbInstances } from './describe-db-instances';
import { describeGlobalClusters } from './describe-global-clusters';

/** The simulated part of Amazon RDS: Aurora clusters, global clusters and instances with their replicas, read only. */
export function rds(world: World): ServiceImplementation {
  return implement<RDS>('RDS', {
    DescribeDBClusters: (input, call) => describeDbClusters(input, world, call),
    DescribeDBInstances: (input, call) => describeDbInstances(input, world, call),
    DescribeGlobalClusters: (input, call) => describeGlobalClusters(input, world, call),
  });
}
