import type { ConsoleSource } from '../console-link/source';
import type { LinkEntity } from '../entities';
import { markerEvidence } from '../prefer-marker';
import type { EpochMs } from '../time';

const dayMs = 86_400_000;

/** Page of the metric the lag of a link is read from, over the last 24 hours; `none` where it comes from no metric. */
export function metricSourceOf({ lagEvidence }: LinkEntity, now: EpochMs): ConsoleSource | 'none' {
  const { source, publishedIn, metric } = lagEvidence;
  if (source === undefined || metric === markerEvidence) return 'none';
  const { namespace, name, dimensions, statistic, periodSeconds } = source;
  // To the minute, so that the link does not change with every second.
  const endAt = Math.ceil(now / 60_000) * 60_000;
  const common = { kind: 'cloudwatch-metric', region: publishedIn, namespace, metric: name, dimensions } as const;
  return { ...common, statistic, periodSeconds, startAt: endAt - dayMs, endAt };
}

/** Pages of the store a link belongs to, at its source and where known at its target. */
export function storeSourcesOf({ storeKind, resource, source, target, marker }: LinkEntity): readonly ConsoleSource[] {
  switch (storeKind) {
    case 'aurora-global':
      return [source, target].map((region) => ({ kind: 'rds-global-cluster', region, name: resource }));
    case 'dynamodb-global-table':
      return [source, target].map((region) => ({ kind: 'dynamodb-table', region, name: resource }));
    case 's3-replication': {
      const copy = marker === undefined ? [] : [{ region: target, name: marker.targetResource }];
      return [{ region: source, name: resource }, ...copy].map((one) => ({ kind: 's3-bucket', ...one }));
    }
    case 'rds-replica':
      return [{ kind: 'rds-instance', region: source, name: resource }];
    case 'elasticache-global':
      return [source, target].map((region) => ({ kind: 'elasticache-global', region, name: resource }));
    // Neither is copied by a link.
    case 'sqs-queue':
    case 'backup':
      return [];
  }
}
