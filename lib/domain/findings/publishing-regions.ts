import type { AlarmEntity, AlarmMetric, LinkEntity } from '../entities';
import type { RegionCode, StoreKind } from '../fleet';

/** Metrics of global services are published in this region, whatever region is looked in. */
const globalMetricsRegion: RegionCode = 'us-east-1';
const globalNamespaces: readonly string[] = ['AWS/Route53', 'AWS/CloudFront'];

/** Metrics of replication, and at which end of a link CloudWatch publishes them. */
const replicationMetrics: readonly {
  readonly namespace: string;
  readonly names: RegExp;
  readonly kind: StoreKind;
  readonly end: 'source' | 'target';
}[] = [
  { namespace: 'AWS/RDS', names: /^AuroraGlobalDB/, kind: 'aurora-global', end: 'target' },
  { namespace: 'AWS/DynamoDB', names: /^ReplicationLatency$/, kind: 'dynamodb-global-table', end: 'source' },
  {
    namespace: 'AWS/ElastiCache',
    names: /^GlobalDatastoreReplicationLag$/,
    kind: 'elasticache-global',
    end: 'target',
  },
];

/** Whether it is the links of the fleet that tell where a metric is published. */
export function isToldByLinks({ namespace, name }: AlarmMetric): boolean {
  return replicationMetrics.some((one) => one.namespace === namespace && one.names.test(name));
}

/**
 * The regions a metric is published in, as far as the fleet tells; `anywhere` where nothing says that it cannot be in the
 * alarm's own. Lag of Aurora and ElastiCache is published where the copy is, latency of DynamoDB where the write was.
 */
export function findPublishingRegions(
  { namespace, name, dimensions }: AlarmMetric,
  { accountId, region, workloadId }: Pick<AlarmEntity, 'accountId' | 'region' | 'workloadId'>,
  links: readonly LinkEntity[],
): readonly RegionCode[] | 'anywhere' {
  if (globalNamespaces.includes(namespace)) return [globalMetricsRegion];
  const known = replicationMetrics.find((one) => one.namespace === namespace && one.names.test(name));
  if (known === undefined) return 'anywhere';
  const own = links.filter(
    (link) =>
      link.accountId === accountId &&
      link.storeKind === known.kind &&
      (workloadId === 'none' || link.workloadId === workloadId) &&
      (dimensions.ReceivingRegion === undefined || link.target === dimensions.ReceivingRegion),
  );
  // A region that is no end of any such link may hold something the fleet does not know.
  if (!own.some(({ source, target }) => source === region || target === region)) return 'anywhere';
  return [...new Set(own.map((link) => link[known.end]))].sort();
}
