import type { ElastiCache } from '@aws-sdk/client-elasticache';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeGlobalReplicationGroups } from './describe-global-replication-groups';
import { describeReplicationGroups } from './describe-replication-groups';
import { failoverGlobalReplicationGroup } from './failover-global-replication-group';

/** The simulated part of Amazon ElastiCache: global datastores, their replication groups and their failover. */
export function elastiCache(world: World): ServiceImplementation {
  return implement<ElastiCache>('ElastiCache', {
    DescribeGlobalReplicationGroups: (input, call) => describeGlobalReplicationGroups(input, world, call),
    DescribeReplicationGroups: (input, call) => describeReplicationGroups(input, world, call),
    FailoverGlobalReplicationGroup: (input, call) => failoverGlobalReplicationGroup(input, world, call),
  });
}
