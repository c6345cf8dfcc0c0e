import type { FleetResources } from '../simulated-fleet';
import { gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/**
 * `AWS/S3` replication metrics of the rules that have them: what is under way in the destination's region, what failed
 * in the source's.
 */
export function bucketMetrics({ logs, links }: Pick<FleetResources, 'logs' | 'links'>): MetricDefinition[] {
  return logs.flatMap(({ id, store }) => {
    if (store.kind !== 's3-replication' || !store.metrics) return [];
    const dimensions = {
      SourceBucket: store.resource,
      DestinationBucket: store.targetBucket,
      RuleId: store.ruleId,
    };
    return links
      .filter((link) => link.log === id)
      .flatMap((link) => {
        const define = (name: string, region: string, digest: MetricDefinition['digest']): MetricDefinition => ({
          identity: { namespace: 'AWS/S3', name, dimensions },
          region,
          latestDelaySeconds: 90,
          digest,
        });
        return [
          define('ReplicationLatency', link.target, (view) => {
            const lag = view.lag(link.id);
            return lag === undefined ? undefined : gauge(Math.ceil(lag.max));
          }),
          define('OperationsPendingReplication', link.target, (view) =>
            view.lag(link.id) === undefined ? undefined : gauge(view.waiting(link.id)),
          ),
          define('BytesPendingReplication', link.target, (view) =>
            view.lag(link.id) === undefined ? undefined : gauge(view.waiting(link.id) * store.bytesPerObject),
          ),
          define('OperationsFailedReplication', link.source, (view) => {
            const failed = view.failed(link.id);
            const tried = Math.max(view.arrivals(link.id)?.count ?? 0, failed);
            // One sample an operation, so that the average is the share that failed.
            return tried === 0
              ? undefined
              : { sum: failed, count: tried, min: failed === tried ? 1 : 0, max: failed > 0 ? 1 : 0 };
          }),
        ];
      });
  });
}
