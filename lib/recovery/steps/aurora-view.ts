import { fetchGlobalClusters, type GlobalCluster, type GlobalClusterMember } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { AuroraMove } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** What one region says of a global cluster. */
export type AuroraView = { readonly call: CallRecord } & (
  | { readonly state: 'read'; readonly cluster: GlobalCluster }
  | { readonly state: 'absent'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

/** Reads a global cluster as one region sees it. */
export async function viewAurora(
  ports: StepPorts,
  { accountId, globalCluster }: Pick<AuroraMove, 'accountId' | 'globalCluster'>,
  region: RegionCode,
  limit?: 'leftRegionMs',
): Promise<AuroraView> {
  const answer = await fetchGlobalClusters(ports.edge, scopeOf(ports, accountId, region, limit));
  const cluster =
    answer.state === 'answered' ? answer.value.find(({ identifier }) => identifier === globalCluster) : undefined;
  const absent = `${globalCluster} has no cluster in ${region} (account ${accountId}).`;
  const found = cluster === undefined ? absent : `${describeAurora(cluster)}.`;
  const place = { action: 'rds:DescribeGlobalClusters', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call };
  return cluster === undefined ? { state: 'absent', sentence: absent, call } : { state: 'read', cluster, call };
}

/** The member that takes writes; `none` while nobody does. */
export function writerOf({ members }: GlobalCluster): GlobalClusterMember | 'none' {
  return members.find(({ isWriter }) => isWriter) ?? 'none';
}

/** The member in a region; `none` where there is none. */
export function memberIn({ members }: GlobalCluster, region: RegionCode): GlobalClusterMember | 'none' {
  return members.find((member) => member.region === region) ?? 'none';
}

/** `checkout-global: written in us-east-1, failing over to us-west-2`. */
export function describeAurora(cluster: GlobalCluster): string {
  const writer = writerOf(cluster);
  const written = writer === 'none' ? 'written nowhere' : `written in ${writer.region}`;
  const { failover } = cluster;
  const move =
    failover === 'none' ? 'no change under way' : `${failover.status} to ${regionOfArn(failover.toClusterArn)}`;
  const others = cluster.members.filter(
    ({ isWriter, synchronization }) => !isWriter && synchronization !== 'connected',
  );
  const apart = others.map(({ region, synchronization }) => `${region} ${synchronization}`);
  return [`${cluster.identifier}: ${written}`, move, ...(apart.length === 0 ? [] : [formatList(apart)])].join(', ');
}

/** The region in an ARN. */
export function regionOfArn(arn: string): RegionCode | 'unknown' {
  return arn.split(':')[3] || 'unknown';
}
