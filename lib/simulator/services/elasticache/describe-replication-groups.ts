import type {
  DescribeReplicationGroupsMessage,
  ReplicationGroup,
  ReplicationGroupMessage,
} from '@aws-sdk/client-elasticache';
import { AwsError, type Call } from '../../wire';
import type { SimulatedGlobalDatastore, SimulatedReplicationGroup, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { describePage } from './describe-page';

/**
 * ElastiCache DescribeReplicationGroups of the call's region.
 * @throws AwsError ReplicationGroupNotFoundFault, InvalidParameterValue
 */
export function describeReplicationGroups(
  input: Given<DescribeReplicationGroupsMessage>,
  world: World,
  call: Call,
): ReplicationGroupMessage {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  const wanted = input.ReplicationGroupId;
  const found = world
    .globalDatastores(accountOf(call))
    .flatMap((datastore) => datastore.members.map((group) => ({ identifier: group.identifier, group, datastore })))
    .filter(({ group }) => group.region === call.region && (wanted === undefined || wanted === group.identifier))
    .toSorted((left, right) => (left.identifier < right.identifier ? -1 : 1));
  if (wanted !== undefined && found.length === 0) {
    throw new AwsError('ReplicationGroupNotFoundFault', `ReplicationGroup ${wanted} not found`, 404);
  }
  const page = describePage(found, input, filters, call);
  return {
    ReplicationGroups: page.items.map(({ group, datastore }) => toReplicationGroup(group, datastore)),
    Marker: page.nextToken,
  };
}

function toReplicationGroup(group: SimulatedReplicationGroup, datastore: SimulatedGlobalDatastore): ReplicationGroup {
  return {
    ReplicationGroupId: group.identifier,
    Description: `Cache of ${datastore.workload}`,
    ARN: group.arn,
    Status: group.status,
    GlobalReplicationGroupInfo: {
      GlobalReplicationGroupId: datastore.identifier,
      GlobalReplicationGroupMemberRole: group.role,
    },
    MemberClusters: group.nodes.map((node) => node.cacheClusterId),
    NodeGroups: [
      {
        NodeGroupId: '0001',
        Status: group.status,
        PrimaryEndpoint: { Address: group.endpoint, Port: 6379 },
        NodeGroupMembers: group.nodes.map((node) => ({
          CacheClusterId: node.cacheClusterId,
          CacheNodeId: '0001',
          PreferredAvailabilityZone: node.availabilityZone,
          CurrentRole: node.role,
        })),
      },
    ],
    AutomaticFailover: 'enabled',
    MultiAZ: 'enabled',
    SnapshotRetentionLimit: 0,
    ClusterEnabled: false,
    CacheNodeType: datastore.nodeType,
    AuthTokenEnabled: false,
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    ReplicationGroupCreateTime: foundingDate,
  };
}
