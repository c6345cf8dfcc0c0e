import {
  type Answer,
  type AwsEdge,
  actPutBucketMarker,
  type BucketReplication,
  type CallScope,
  fetchBucketMarker,
  fetchBucketReplication,
  type ReplicationRule,
} from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { DiscoveredLink, LinkAdapter, MetricPlace, StoreView } from './store-adapter';

/** Buckets that copy their new objects to buckets of other regions, by rules. */
export const s3Replication: LinkAdapter = {
  shape: 'links',
  kind: 's3-replication',
  api: 's3',
  call: 's3:GetReplicationConfiguration',
  // Its rules in its own region; elsewhere where it is. What is learned besides is remembered.
  billedPerLook: { 's3-reads': 1 },
  permissions: ['s3:GetBucketLocation', 's3:GetReplicationConfiguration'],
  discover: discoverBucket,
  marker: {
    writeCall: 's3:PutObject',
    billed: { written: 's3-writes', copied: 's3-copied-writes', read: 's3-reads' },
    readCall: 's3:GetObject',
    readPermissions: ['s3:GetObject', 's3:ListBucket'],
    writePermissions: ['s3:PutObject'],
    write: actPutBucketMarker,
    read: fetchBucketMarker,
  },
};

async function discoverBucket(edge: AwsEdge, scope: CallScope, resource: string): Promise<Answer<StoreView>> {
  const answer = await fetchBucketReplication(edge, scope, resource);
  if (answer.state !== 'answered') return answer;
  // Only a bucket's own region knows its rules; the others have nothing to say of it.
  const known = answer.value !== 'elsewhere' && answer.value !== 'absent';
  return { ...answer, value: known ? toBucketLinks(answer.value) : 'absent' };
}

/**
 * A link for every region a rule leads to. Several rules to one region are one link: the first that is enabled and
 * measured tells for it, and one that is not enabled copies nothing.
 */
export function toBucketLinks(bucket: BucketReplication): readonly DiscoveredLink[] {
  const targets = [...new Set(bucket.rules.map((rule) => rule.destinationRegion))].filter(
    (region) => region !== 'unknown' && region !== bucket.region,
  );
  return targets.flatMap((target) => {
    const rules = bucket.rules.filter((rule) => rule.destinationRegion === target);
    const rule = [...rules].sort((a, b) => rank(a) - rank(b))[0];
    return rule === undefined ? [] : [toBucketLink(bucket, rule, target)];
  });
}

function rank({ enabled, metricsEnabled }: ReplicationRule): number {
  if (!enabled) return 2;
  return metricsEnabled ? 0 : 1;
}

function toBucketLink(bucket: BucketReplication, rule: ReplicationRule, target: RegionCode): DiscoveredLink {
  // Latency and pending are published where the copies arrive, failures where they come from; the documentation does
  // not say so, so the other region is asked as well.
  const measured = (name: string, statistic: string, regions: readonly RegionCode[]): readonly MetricPlace[] =>
    rule.metricsEnabled ? regions.map((region) => ({ region, query: metricOf(bucket, rule, name, statistic) })) : [];
  const latency = measured('ReplicationLatency', 'Maximum', [target, bucket.region]);
  return {
    source: bucket.region,
    target,
    targetResource: rule.destinationBucket,
    consistency: 'eventual',
    copyState: rule.enabled ? 'replicating' : 'not-replicating',
    lagQueries: latency.map((place) => ({ ...place, secondsPerUnit: 1 })),
    // New objects only: what was there before the rule is not part of it.
    quality: 'estimate',
    // Requests of clients are published only where somebody pays for it: what is written is not known.
    writes: { region: bucket.region, queries: [], writesPerSecondPerUnit: 1, silentWhenIdle: false },
    ...(rule.metricsEnabled ? {} : { unmeasured: 'not-enabled' as const }),
    backlog: {
      pending: measured('OperationsPendingReplication', 'Maximum', [target, bucket.region]),
      failed: measured('OperationsFailedReplication', 'Sum', [bucket.region, target]),
    },
  };
}

function metricOf(bucket: BucketReplication, rule: ReplicationRule, name: string, statistic: string) {
  return {
    namespace: 'AWS/S3',
    name,
    dimensions: { SourceBucket: bucket.bucket, DestinationBucket: rule.destinationBucket, RuleId: rule.id },
    statistic,
    periodSeconds: 60,
  };
}
