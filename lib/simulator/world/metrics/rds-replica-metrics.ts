import type { MinuteView } from '../minute-facts';
import type { FleetLog } from '../replication-links';
import type { FleetResources } from '../simulated-fleet';
import { type Digest, gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** `AWS/RDS` metrics of instances outside clusters; a replica's lag is in seconds and in its own region. */
export function rdsReplicaMetrics({
  databaseInstances,
  logs,
}: Pick<FleetResources, 'databaseInstances' | 'logs'>): MetricDefinition[] {
  return databaseInstances.flatMap((instance) => {
    const log = logs.find(
      ({ store, region }) =>
        store.kind === 'rds-replica' && isOfStore(store, instance.identifier) && region === instance.region,
    );
    // Either instance may come to be the replica.
    const links = log === undefined ? [] : linksInto(log);
    const define = (name: string, digest: MetricDefinition['digest']): MetricDefinition => ({
      identity: { namespace: 'AWS/RDS', name, dimensions: { DBInstanceIdentifier: instance.identifier } },
      region: instance.region,
      latestDelaySeconds: 90,
      digest,
    });
    const writes = (view: MinuteView) => (log === undefined ? 0 : view.commits(log.id) / 60);
    return [
      define('CPUUtilization', (view, noise) => gauge(Math.min(100, 9 + writes(view) * 1.1 + 3 * noise(1)))),
      define('WriteIOPS', (view, noise) => gauge(4 + writes(view) * (2.4 + 0.3 * noise(1)))),
      // Seconds.
      define('WriteLatency', (_, noise) => gauge(0.0011 * (0.85 + 0.3 * noise(1)))),
      define('DatabaseConnections', (view, noise) => gauge(Math.round(14 + writes(view) * 2 + 3 * noise(1)))),
      ...(links.length === 0 ? [] : [define('ReplicaLag', (view) => lagOfOne(view, links))]),
    ];
  });
}

function linksInto({ store, region }: FleetLog): readonly string[] {
  if (!('writer' in store)) return [];
  const others = [store.writer, ...store.secondaries].filter((other) => other !== region);
  return others.map((other) => `${store.resource}/${other}>${region}`);
}

/** Of the one that is in use; none where nothing is followed. */
function lagOfOne(view: MinuteView, links: readonly string[]): Digest | undefined {
  for (const link of links) {
    const lag = replicaLag(view, link);
    if (lag !== undefined) return lag;
  }
  return undefined;
}

function isOfStore(store: { readonly resource: string; readonly replica: string }, identifier: string): boolean {
  return store.resource === identifier || store.replica === identifier;
}

/**
 * What a MySQL replica says of itself: whole seconds behind; 0 in the minute in which it loses its source, because it
 * has applied all it ever received and does not know yet; then −1, for broken.
 */
function replicaLag(view: MinuteView, link: string): Digest | undefined {
  const deaf = view.deaf(link);
  if (deaf >= 60) return gauge(-1);
  if (deaf > 0) return gauge(0);
  const lag = view.lag(link);
  if (lag === undefined || lag.samples === 0) return undefined;
  const mean = Math.floor(lag.sum / lag.samples);
  return { sum: mean * lag.samples, count: lag.samples, min: Math.floor(lag.min), max: Math.floor(lag.max) };
}
