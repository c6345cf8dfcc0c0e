import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import type { SimulatedAuroraCluster as Member } from '../types';
import { type Digest, gauge } from './digest';
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

function loadMetrics(member: Member, writerLog: string): MetricDefinition[] {
  const writes = (view: MinuteView) => (member.isWriter ? view.commits(writerLog) / 60 : 0);
  const names = [
    { DBClusterIdentifier: member.identifier },
    ...member.instances.map((instance) => ({ DBInstanceIdentifier: instance.identifier })),
  ];
  return names.flatMap((dimensions) => [
    define(member, 'CPUUtilization', dimensions, (view, noise) =>
      gauge(Math.min(100, 7 + writes(view) * 0.7 + 3 * noise(1))),
    ),
    define(member, 'DatabaseConnections', dimensions, (view, noise) =>
      gauge(Math.round(member.isWriter ? 60 + writes(view) * 1.5 + 6 * noise(1) : 12 + 2 * noise(1))),
    ),
  ]);
}

function writerMetrics(member: Member, writerLog: string): MetricDefinition[] {
  const cluster = { DBClusterIdentifier: member.identifier };
  return [
    define(member, 'CommitThroughput', cluster, (view) => gauge(view.commits(writerLog) / 60)),
    define(member, 'VolumeWriteIOPs', cluster, (view, noise) =>
      gauge(Math.round(view.commits(writerLog) * (3.3 + 0.4 * noise(1)))),
    ),
  ];
}

/** Lag of a secondary, in milliseconds: published in the secondary's region alone, and only while it hears from the writer. */
function lagMetrics(member: Member, link: string): MetricDefinition[] {
  const cluster = { DBClusterIdentifier: member.identifier };
  const scaled =
    (factor: number) =>
    (view: MinuteView): Digest | undefined => {
      const lag = view.lag(link);
      if (lag === undefined || lag.samples === 0) return undefined;
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
    const writer = global.members.find((member) => member.isWriter);
    if (writer === undefined) return [];
    const log = `${global.identifier}/${writer.region}`;
    return global.members.flatMap((member) => [
      ...loadMetrics(member, log),
      ...(member.isWriter ? writerMetrics(member, log) : lagMetrics(member, `${log}>${member.region}`)),
    ]);
  });
}
