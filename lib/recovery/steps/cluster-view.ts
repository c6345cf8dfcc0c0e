import { type DatabaseCluster, fetchDatabaseCluster } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { ClusterDetachment } from '@/lib/domain/recovery/step';
import { memberIn, viewAurora } from './aurora-view';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepPorts } from './step-kind';

/** What the region that takes over says of its cluster. */
export type ClusterView = { readonly calls: readonly CallRecord[] } & (
  | {
      readonly state: 'read';
      readonly cluster: DatabaseCluster;
      /** Whether it is part of the global database, by what either of the two says. */
      readonly membership: 'member' | 'writer' | 'busy' | 'pending-resync' | 'none';
    }
  | { readonly state: 'absent'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly sentence: string }
);

/** Reads the cluster and the global database in the cluster's own region; the one being left may be silent. */
export async function viewDetached(
  ports: StepPorts,
  { accountId, globalCluster, cluster: name, to }: ClusterDetachment,
): Promise<ClusterView> {
  const [own, global] = await Promise.all([
    viewCluster(ports, { accountId, cluster: name, region: to }),
    viewAurora(ports, { accountId, globalCluster }, to),
  ]);
  const calls = [own.call, global.call];
  if (own.state !== 'read') return { state: own.state, sentence: own.sentence, calls };
  if (global.state === 'unreadable') return { state: 'unreadable', sentence: global.sentence, calls };
  const { cluster } = own;
  const member = global.state === 'read' ? memberIn(global.cluster, to) : 'none';
  const isMember = cluster.globalCluster === globalCluster || (member !== 'none' && member.clusterArn === cluster.arn);
  if (!isMember) return { state: 'read', cluster, membership: 'none', calls };
  if (global.state === 'read' && global.cluster.failover !== 'none')
    return { state: 'read', cluster, membership: 'busy', calls };
  if (member === 'none') return { state: 'read', cluster, membership: 'member', calls };
  const copy = member.synchronization === 'pending-resync' ? 'pending-resync' : 'member';
  return { state: 'read', cluster, membership: member.isWriter ? 'writer' : copy, calls };
}

/** One cluster as its own region tells it. */
export async function viewCluster(
  ports: StepPorts,
  { accountId, cluster: name, region }: Pick<ClusterDetachment, 'accountId' | 'cluster'> & { readonly region: string },
) {
  const answer = await fetchDatabaseCluster(ports.edge, scopeOf(ports, accountId, region), name);
  const absent = `There is no database cluster ${name} in ${region} (account ${accountId}).`;
  const cluster = answer.state === 'answered' ? answer.value : 'absent';
  const found = cluster === 'absent' ? absent : `${describeCluster(cluster)}.`;
  const place = { action: 'rds:DescribeDBClusters', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, found);
  if (answer.state !== 'answered') return { state: 'unreadable', sentence: answer.message, call } as const;
  if (cluster === 'absent') return { state: 'absent', sentence: absent, call } as const;
  return { state: 'read', cluster, call } as const;
}

/** `checkout-usw2 in us-west-2 is part of checkout-global, is available and has no instance`. */
export function describeCluster({ identifier, region, status, globalCluster, instances }: DatabaseCluster): string {
  const role = globalCluster === 'none' ? 'is part of no global database' : `is part of ${globalCluster}`;
  const writer = instances.find(({ isWriter }) => isWriter);
  const takes =
    writer === undefined
      ? `${instances.length === 0 ? 'has no instance' : 'has no instance that writes'}`
      : `is written by ${writer.identifier}`;
  return `${identifier} in ${region} ${role}, is ${status} and ${takes}`;
}

/**
 * How a cluster that is part of no global database stands. `writer`: it takes writes; `opening`: it is about to;
 * `headless`: it would, and has no instance by which anybody could reach it; `unusable`: it does not leave its state by
 * itself.
 */
export function standingAlone({
  status,
  follows,
  instances,
}: DatabaseCluster): 'writer' | 'opening' | 'headless' | 'unusable' {
  if (/^(failed|inaccessible-|stopp|delet|incompatible-)/.test(status)) return 'unusable';
  const serves = ['available', 'backing-up', 'storage-optimization'].includes(status);
  if (!serves || follows !== 'nobody') return 'opening';
  if (instances.length === 0) return 'headless';
  return instances.some(({ isWriter }) => isWriter) ? 'writer' : 'opening';
}
