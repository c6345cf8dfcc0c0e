import {
  type Answer,
  type AwsEdge,
  type CallScope,
  fetchGlobalReplicationGroups,
  type GlobalReplicationGroup,
  type GlobalReplicationGroupMember,
} from '@/lib/aws';
import type { LinkState } from '@/lib/domain/entities';
import type { DiscoveredLink, LinkAdapter, StoreView } from './store-adapter';

/** ElastiCache global datastores: one primary takes writes, its secondaries follow. */
export const elasticacheGlobal: LinkAdapter = {
  shape: 'links',
  kind: 'elasticache-global',
  api: 'elasticache',
  call: 'elasticache:DescribeGlobalReplicationGroups',
  permissions: ['elasticache:DescribeGlobalReplicationGroups'],
  discover: discoverDatastore,
};

async function discoverDatastore(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<StoreView>> {
  const answer = await fetchGlobalReplicationGroups(edge, scope);
  if (answer.state !== 'answered') return answer;
  const group = answer.value.find(({ identifier }) => isDatastoreNamed(identifier, resource));
  return { ...answer, value: group === undefined ? 'absent' : toDatastoreLinks(group) };
}

/** Whether a datastore is the one of a name: AWS puts a short prefix and a hyphen before the name it was given. */
export function isDatastoreNamed(identifier: string, name: string): boolean {
  return identifier === name || (/^[a-z0-9]{5}-/.test(identifier) && identifier.slice(6) === name);
}

/** A link from the primary to every secondary. While there is no primary there are no links. */
export function toDatastoreLinks(group: GlobalReplicationGroup): readonly DiscoveredLink[] {
  const primary = group.members.find((member) => member.role === 'primary');
  if (primary === undefined) return [];
  return group.members
    .filter((member) => member.role === 'secondary')
    .map((member) => ({
      source: primary.region,
      target: member.region,
      members: { source: primary.replicationGroupId, target: member.replicationGroupId },
      consistency: 'eventual',
      copyState: toCopyState(member),
      lagQueries: [
        {
          region: member.region,
          query: {
            namespace: 'AWS/ElastiCache',
            name: 'GlobalDatastoreReplicationLag',
            dimensions: { ReplicationGroupId: member.replicationGroupId },
            statistic: 'Maximum',
            periodSeconds: 60,
          },
          secondsPerUnit: 1,
        },
      ],
      quality: 'estimate',
      writes: { region: primary.region, queries: [], writesPerSecondPerUnit: 1, silentWhenIdle: false },
    }));
}

/** A secondary that joins is filled first; any other word than that it belongs says nothing. */
function toCopyState({ status }: GlobalReplicationGroupMember): LinkState | 'unknown' {
  if (status === 'associated') return 'replicating';
  if (status === 'associating') return 'rebuilding';
  return status === 'disassociating' || status === 'disassociated' ? 'not-replicating' : 'unknown';
}
