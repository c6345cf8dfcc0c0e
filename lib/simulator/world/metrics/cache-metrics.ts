import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import type { SimulatedReplicationGroup as Member } from '../types';
import { type Digest, gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** `AWS/ElastiCache` metrics of global datastores; the lag in seconds is a secondary's, in its own region. */
export function cacheMetrics({ globalDatastores }: Pick<FleetResources, 'globalDatastores'>): MetricDefinition[] {
  return globalDatastores.flatMap((datastore) => {
    const primary = datastore.members.find((member) => member.role === 'PRIMARY');
    if (primary === undefined) return [];
    const log = `${datastore.identifier}/${primary.region}`;
    return datastore.members.flatMap((member) => [
      ...member.nodes.flatMap(({ cacheClusterId }) => loadMetrics(member, cacheClusterId, log)),
      ...(member.role === 'PRIMARY' ? [] : lagMetrics(member, `${log}>${member.region}`)),
    ]);
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

function loadMetrics(member: Member, CacheClusterId: string, log: string): MetricDefinition[] {
  const node = { CacheClusterId };
  return [
    define(member, 'EngineCPUUtilization', node, (view, noise) =>
      gauge(Math.min(100, 4 + view.commits(log) / 2400 + 2 * noise(1))),
    ),
    // Microseconds.
    define(member, 'GetTypeCmdsLatency', node, (view, noise) =>
      gauge(260 * (0.9 + 0.2 * noise(1)) + view.commits(log) / 900),
    ),
    define(member, 'GetTypeCmds', node, (view, noise) => gauge(Math.round(view.commits(log) * (3.1 + 0.3 * noise(1))))),
    define(member, 'DatabaseMemoryUsagePercentage', node, (_, noise) => gauge(41 + 2 * noise(1))),
  ];
}

/** The same lag under the group and under the node that receives the stream. */
function lagMetrics(member: Member, link: string): MetricDefinition[] {
  const lag = (view: MinuteView): Digest | undefined => {
    const course = view.lag(link);
    if (course === undefined || course.samples === 0) return undefined;
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
