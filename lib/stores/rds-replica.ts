import {
  type Answer,
  type AwsEdge,
  type CallScope,
  fetchReplica,
  type ReplicaInstance,
  type ReplicaSet,
} from '@/lib/aws';
import type { LinkState } from '@/lib/domain/entities';
import type { DiscoveredLink, LagQuery, LinkAdapter, StoreView } from './store-adapter';

/** Database instances with read replicas in other regions. */
export const rdsReplica: LinkAdapter = {
  shape: 'links',
  kind: 'rds-replica',
  api: 'rds-instances',
  call: 'rds:DescribeDBInstances',
  permissions: ['rds:DescribeDBInstances'],
  discover: discoverReplica,
};

async function discoverReplica(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<StoreView>> {
  const answer = await fetchReplica(edge, scope, resource);
  if (answer.state !== 'answered') return answer;
  return { ...answer, value: answer.value === 'absent' ? 'absent' : toReplicaLinks(answer.value) };
}

/** A link from the source to every replica in another region; a replica in the same region survives nothing more. */
export function toReplicaLinks({ source, replicas }: ReplicaSet): readonly DiscoveredLink[] {
  return replicas
    .filter((replica) => replica.region !== source.region)
    .map((replica) => ({
      source: source.region,
      target: replica.region,
      members: { source: source.identifier, target: replica.identifier },
      consistency: 'eventual',
      copyState: toCopyState(replica),
      lagQueries: [lagOf(replica)],
      quality: 'bound',
      // Neither engine publishes what clients write.
      writes: { region: source.region, queries: [], writesPerSecondPerUnit: 1, silentWhenIdle: false },
      ...(isPostgres(replica) ? { growsWhenIdle: true as const } : {}),
    }));
}

function toCopyState({ replication, status }: ReplicaInstance): LinkState | 'unknown' {
  if (status === 'creating' || status === 'restoring') return 'rebuilding';
  return replication;
}

/**
 * MySQL may report 0 for up to a minute after its source is cut off, before it notices: a minute is added, so that what
 * it says is never too little. Values below zero mean that nothing replicates.
 */
function lagOf(replica: ReplicaInstance): LagQuery {
  const lag: LagQuery = {
    region: replica.region,
    query: {
      namespace: 'AWS/RDS',
      name: 'ReplicaLag',
      dimensions: { DBInstanceIdentifier: replica.identifier },
      statistic: 'Maximum',
      periodSeconds: 60,
    },
    secondsPerUnit: 1,
  };
  return isPostgres(replica) ? lag : { ...lag, addedSeconds: 60 };
}

function isPostgres({ engine }: ReplicaInstance): boolean {
  return engine.startsWith('postgres');
}
