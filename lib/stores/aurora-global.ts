import {
  type Answer,
  type AwsEdge,
  type CallScope,
  fetchGlobalClusters,
  type GlobalCluster,
  type GlobalClusterMember,
  type MetricQuerySpec,
} from '@/lib/aws';
import type { LinkState } from '@/lib/domain/entities';
import type { DiscoveredLink, LagQuery, LinkAdapter, StoreView } from './store-adapter';

/** Aurora global databases: one writer, every other member follows it. */
export const auroraGlobal: LinkAdapter = {
  shape: 'links',
  kind: 'aurora-global',
  api: 'rds',
  call: 'rds:DescribeGlobalClusters',
  permissions: ['rds:DescribeGlobalClusters'],
  discover: discoverGlobalCluster,
};

async function discoverGlobalCluster(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<StoreView>> {
  const answer = await fetchGlobalClusters(edge, scope);
  if (answer.state !== 'answered') return answer;
  const cluster = answer.value.find((candidate) => candidate.identifier === resource);
  return { ...answer, value: cluster === undefined ? 'absent' : toAuroraLinks(cluster) };
}

/**
 * A link from the writer to every other member. The writer is who AWS says it is now, so that links and the metrics
 * asked for follow a switchover or failover. While nobody writes there are no links.
 */
export function toAuroraLinks(cluster: GlobalCluster): readonly DiscoveredLink[] {
  const writer = cluster.members.find((member) => member.isWriter);
  if (writer === undefined) return [];
  return cluster.members
    .filter((member) => !member.isWriter)
    .map((member) => ({
      source: writer.region,
      target: member.region,
      members: { source: writer.clusterIdentifier, target: member.clusterIdentifier },
      consistency: 'eventual',
      copyState: toCopyState(member),
      lagQueries: lagQueriesOf(cluster, member),
      quality: 'bound',
      writes: {
        region: writer.region,
        queries: [ofCluster('CommitThroughput', writer, 'Average')],
        writesPerSecondPerUnit: 1,
        silentWhenIdle: false,
      },
    }));
}

function toCopyState(member: GlobalClusterMember): LinkState | 'unknown' {
  return member.synchronization === 'connected' ? 'replicating' : member.synchronization;
}

/**
 * `AuroraGlobalDBRPOLag` counts user transactions, so it is preferred; engines without it have the replication lag.
 * Both are published where the follower is, but the documentation contradicts itself, so every member region is asked
 * — the follower's first.
 */
function lagQueriesOf(cluster: GlobalCluster, follower: GlobalClusterMember): readonly LagQuery[] {
  const others = cluster.members.map((member) => member.region).filter((region) => region !== follower.region);
  const regions = [...new Set([follower.region, ...others])];
  return ['AuroraGlobalDBRPOLag', 'AuroraGlobalDBReplicationLag'].flatMap((name) =>
    regions.map((region) => ({ region, query: ofCluster(name, follower, 'Maximum'), secondsPerUnit: 0.001 })),
  );
}

function ofCluster(name: string, member: GlobalClusterMember, statistic: string): Omit<MetricQuerySpec, 'key'> {
  return {
    namespace: 'AWS/RDS',
    name,
    dimensions: { DBClusterIdentifier: member.clusterIdentifier },
    statistic,
    periodSeconds: 60,
  };
}
