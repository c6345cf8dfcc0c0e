import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import type { SimulatedReplicationGroup as Member } from '../types';
import { type Digest, gauge } from './digest';
import { heardBy } from './heard-by';
import type { MetricDefinition } from './metric-definition';

/**
 * `AWS/ElastiCache` metrics of global datastores; the lag in seconds is a secondary's, in its own region, whoever is
 * one at the time.
 */
export function cacheMetrics({ globalDatastores }: Pick<FleetResources, 'globalDatastores'>): MetricDefinition[] {
  return globalDatastores.flatMap((datastore) => {
    const { identifier, members } = datastore;
    const logs = members.map(({ region }) => `${identifier}/${region}`);
    return members.flatMap((member) => {
      const links = logs
        .filter((log) => log !== `${identifier}/${member.region}`)
        .map((log) => `${log}>${member.region}`);
      return [
        ...member.nodes.flatMap(({ cacheClusterId }) => loadMetrics(member, cacheClusterId, logs)),
        ...lagMetrics(member, links),
      ];
    });
  });
}

function define(
  member: Member,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  digest: MetricDefinition['digest'],
): MetricDefinition {
  return {
    identity: { namespace: 'AWS/ElastiCache', name, dimensions },
    region: member.region,
    latestDelaySeconds: 90,
    digest,
  };
}

function loadMetrics(member: Member, CacheClusterId: string, logs: readonly string[]): MetricDefinition[] {
  const node = { CacheClusterId };
  const commits = (view: MinuteView) => logs.reduce((sum, log) => sum + view.commits(log), 0);
  return [
    define(member, 'EngineCPUUtilization', node, (view, noise) =>
      gauge(Math.min(100, 4 + commits(view) / 2400 + 2 * noise(1))),
    ),
    // Microseconds.
    define(member, 'GetTypeCmdsLatency', node, (view, noise) =>
      gauge(260 * (0.9 + 0.2 * noise(1)) + commits(view) / 900),
    ),
    define(member, 'GetTypeCmds', node, (view, noise) => gauge(Math.round(commits(view) * (3.1 + 0.3 * noise(1))))),
    define(member, 'DatabaseMemoryUsagePercentage', node, (_, noise) => gauge(41 + 2 * noise(1))),
  ];
}

/** The same lag under the group and under the node that receives the stream. */
function lagMetrics(member: Member, links: readonly string[]): MetricDefinition[] {
  const lag = (view: MinuteView): Digest | undefined => {
    const course = heardBy(view, links);
    if (course === undefined) return undefined;
    return { sum: course.sum, count: course.samples, min: course.min, max: course.max };
  };
  const receiver = member.nodes.find((node) => node.role === 'primary');
  return [
    define(member, 'GlobalDatastoreReplicationLag', { ReplicationGroupId: member.identifier }, lag),
    ...(receiver === undefined
      ? []
      : [define(member, 'GlobalDatastoreReplicationLag', { CacheClusterId: receiver.cacheClusterId }, lag)]),
  ];
}
