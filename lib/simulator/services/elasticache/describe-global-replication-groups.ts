import type {
  DescribeGlobalReplicationGroupsMessage,
  DescribeGlobalReplicationGroupsResult,
  GlobalReplicationGroup,
} from '@aws-sdk/client-elasticache';
import { AwsError, type Call } from '../../wire';
import type { SimulatedGlobalDatastore, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { describePage } from './describe-page';

/**
 * ElastiCache DescribeGlobalReplicationGroups, the same from every region that has a member; members only on request.
 * @throws AwsError GlobalReplicationGroupNotFoundFault, InvalidParameterValue
 */
export function describeGlobalReplicationGroups(
  input: Given<DescribeGlobalReplicationGroupsMessage>,
  world: World,
  call: Call,
): DescribeGlobalReplicationGroupsResult {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  const wanted = input.GlobalReplicationGroupId;
  const found = world
    .globalDatastores(accountOf(call))
    .filter(({ members }) => members.some((member) => member.region === call.region))
    .filter(({ identifier }) => wanted === undefined || wanted === identifier)
    .toSorted((left, right) => (left.identifier < right.identifier ? -1 : 1));
  if (wanted !== undefined && found.length === 0) {
    throw new AwsError('GlobalReplicationGroupNotFoundFault', `Global replication group ${wanted} not found`, 404);
  }
  const page = describePage(found, input, filters, call);
  return {
    GlobalReplicationGroups: page.items.map((each) => toGlobalReplicationGroup(each, input.ShowMemberInfo === true)),
    Marker: page.nextToken,
  };
}

/** A global datastore as AWS tells of it. */
export function toGlobalReplicationGroup(
  datastore: SimulatedGlobalDatastore,
  withMembers: boolean,
): GlobalReplicationGroup {
  return {
    GlobalReplicationGroupId: datastore.identifier,
    GlobalReplicationGroupDescription: `Cache of ${datastore.workload}`,
    Status: datastore.status,
    CacheNodeType: datastore.nodeType,
    Engine: datastore.engine,
    EngineVersion: datastore.engineVersion,
    ARN: datastore.arn,
    ClusterEnabled: false,
    AuthTokenEnabled: false,
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
    ...(withMembers && {
      Members: datastore.members.map((member) => ({
        ReplicationGroupId: member.identifier,
        ReplicationGroupRegion: member.region,
        Role: member.role,
        AutomaticFailover: 'enabled' as const,
        Status: member.filling ? 'associating' : 'associated',
      })),
    }),
  };
}
