import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import type { SimulatedAuroraCluster as Member } from '../types';
import { type Digest, gauge } from './digest';
import { heardBy } from './heard-by';
import type { MetricDefinition } from './metric-definition';

function define(
  member: Member,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  digest: MetricDefinition['digest'],
): MetricDefinition {
  return {
    identity: { namespace: 'AWS/RDS', name, dimensions },
    region: member.region,
    latestDelaySeconds: 90,
    digest,
  };
}

function loadMetrics(member: Member, log: string): MetricDefinition[] {
  const writes = (view: MinuteView) => view.commits(log) / 60;
  const isWriter = (view: MinuteView) => member.isWriter || view.commits(log) > 0;
  const names = [
    { DBClusterIdentifier: member.identifier },
    ...member.instances.map((instance) => ({ DBInstanceIdentifier: instance.identifier })),
  ];
  return names.flatMap((dimensions) => [
    define(member, 'CPUUtilization', dimensions, (view, noise) =>
      gauge(Math.min(100, 7 + writes(view) * 0.7 + 3 * noise(1))),
    ),
    define(member, 'DatabaseConnections', dimensions, (view, noise) =>
      gauge(Math.round(isWriter(view) ? 60 + writes(view) * 1.5 + 6 * noise(1) : 12 + 2 * noise(1))),
    ),
  ]);
}

/** Of a cluster that takes writes, whichever it is at the time. */
function writerMetrics(member: Member, log: string): MetricDefinition[] {
  const written = (view: MinuteView, toValue: (commits: number) => number) => {
    const commits = view.commits(log);
    return commits === 0 && !member.isWriter ? undefined : gauge(toValue(commits));
  };
  const cluster = { DBClusterIdentifier: member.identifier };
  return [
    define(member, 'CommitThroughput', cluster, (view) => written(view, (commits) => commits / 60)),
    // Milliseconds; a writer that is busy commits more slowly.
    define(member, 'CommitLatency', cluster, (view, noise) =>
      written(view, (commits) => (2.1 + commits / 9000) * (0.9 + 0.2 * noise(1))),
    ),
    define(member, 'Deadlocks', cluster, (view, noise) => written(view, () => (noise(1) > 0.985 ? 1 / 60 : 0))),
    define(member, 'VolumeWriteIOPs', cluster, (view, noise) =>
      written(view, (commits) => Math.round(commits * (3.3 + 0.4 * noise(1)))),
    ),
  ];
}

/** Lag of a secondary, in milliseconds: published in the secondary's region alone, and only while it hears from the writer. */
function lagMetrics(member: Member, links: readonly string[]): MetricDefinition[] {
  const cluster = { DBClusterIdentifier: member.identifier };
  const scaled =
    (factor: number) =>
    (view: MinuteView): Digest | undefined => {
      const lag = heardBy(view, links);
      if (lag === undefined) return undefined;
      const toMs = 1000 * factor;
      return { sum: lag.sum * toMs, count: lag.samples, min: lag.min * toMs, max: lag.max * toMs };
    };
  return [
    define(member, 'AuroraGlobalDBRPOLag', cluster, scaled(1)),
    define(member, 'AuroraGlobalDBReplicationLag', cluster, scaled(1.06)),
    define(member, 'AuroraGlobalDBProgressLag', cluster, scaled(1.15)),
  ];
}

/** `AWS/RDS` metrics of the clusters of Aurora global databases. */
export function auroraMetrics({ auroraGlobals }: Pick<FleetResources, 'auroraGlobals'>): MetricDefinition[] {
  return auroraGlobals.flatMap((global) => {
    const logOf = (region: string) => `${global.identifier}/${region}`;
    return global.members.flatMap((member) => {
      const others = global.members.filter((each) => each !== member);
      return [
        ...loadMetrics(member, logOf(member.region)),
        ...writerMetrics(member, logOf(member.region)),
        ...lagMetrics(
          member,
          others.map(({ region }) => `${logOf(region)}>${member.region}`),
        ),
      ];
    });
  });
}
