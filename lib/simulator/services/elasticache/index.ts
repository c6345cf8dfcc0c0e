import type { ElastiCache } from '@aws-sdk/client-elasticache';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { describeGlobalReplicationGroups } from './describe-global-replication-groups';
import { describeReplicationGroups } from './describe-replication-groups';

/** The simulated part of Amazon ElastiCache: global datastores and their replication groups, read only. */
export function elastiCache(world: World): ServiceImplementation {
  return implement<ElastiCache>('ElastiCache', {
    DescribeGlobalReplicationGroups: (input, call) => describeGlobalReplicationGroups(input, world, call),
    DescribeReplicationGroups: (input, call) => describeReplicationGroups(input, world, call),
  });
}
