import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';

const call: AwsCall<'elasticache'> = {
  service: 'elasticache',
  action: 'elasticache:DescribeReplicationGroups',
  shows: 'Nodes of ElastiCache replication groups, by which their figures are published',
};

/** Reads the ids of the nodes of a replication group: load is published by node. */
export function fetchCacheNodes(
  edge: AwsEdge,
  scope: CallScope,
  replicationGroupId: string,
): Promise<Answer<readonly string[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeReplicationGroupsCommand({ ReplicationGroupId: replicationGroupId });
    const { ReplicationGroups = [] } = await client.send(command, { abortSignal: signal });
    return { value: ReplicationGroups.flatMap(({ MemberClusters }) => MemberClusters ?? []), notices: [] };
  });
}
