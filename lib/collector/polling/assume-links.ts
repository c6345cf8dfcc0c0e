import type { StoreDeclaration, StoreKind, Workload } from '@/lib/domain/fleet';
import { toAuroraLinks } from '@/lib/stores/aurora-global';
import { toTableLinks } from '@/lib/stores/dynamodb-global-table';
import { toDatastoreLinks } from '@/lib/stores/elasticache-global';
import { toReplicaLinks } from '@/lib/stores/rds-replica';
import { toBucketLinks } from '@/lib/stores/s3-replication';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';

/** Which end of what may be there is assumed. */
export type Bound = 'at-least' | 'at-most';

type Assume = (workload: Workload, store: StoreDeclaration, bound: Bound) => readonly DiscoveredLink[];

/**
 * How a store replicates if its declaration is all that is known: between the regions of its workload, from the primary
 * where there is one. Names are made up; only how many series there would be counts.
 */
export function assumeLinks(workload: Workload, store: StoreDeclaration, bound: Bound): readonly DiscoveredLink[] {
  return assumptions[store.kind]?.(workload, store, bound) ?? [];
}

const assumptions: Partial<Record<StoreKind, Assume>> = {
  'aurora-global': (workload, { id, resource }) =>
    toAuroraLinks({
      identifier: resource,
      arn: `assumed:${id}`,
      status: 'available',
      engine: 'aurora-postgresql',
      engineVersion: 'unknown',
      failover: 'none',
      members: placesOf(workload).map(({ region, isSource }) => ({
        region,
        accountId: workload.accountId,
        clusterArn: `assumed:${id}:${region}`,
        clusterIdentifier: `${resource}-${region}`,
        isWriter: isSource,
        synchronization: 'connected',
      })),
    }),
  'dynamodb-global-table': (workload, { resource }) =>
    toTableLinks({
      name: resource,
      arn: `assumed:${resource}`,
      consistency: 'eventual',
      replicas: workload.regions.map(({ region }) => ({ region, status: 'active' })),
      witnesses: [],
      itemCount: 'unknown',
      sizeBytes: 'unknown',
    }),
  'elasticache-global': (workload, { resource }) =>
    toDatastoreLinks({
      identifier: resource,
      status: 'available',
      members: placesOf(workload).map(({ region, isSource }) => ({
        region,
        replicationGroupId: `${resource}-${region}`,
        role: isSource ? 'primary' : 'secondary',
        status: 'associated',
      })),
    }),
  'rds-replica': (workload, { resource }) => {
    const [source, ...others] = placesOf(workload);
    if (source === undefined) return [];
    const instance = (region: string) => ({ region, identifier: `${resource}-${region}` });
    return toReplicaLinks({
      source: { ...assumedInstance, ...instance(source.region) },
      replicas: others.map(({ region }) => ({ ...assumedInstance, ...instance(region) })),
    });
  },
  // Its metrics are an option of each rule.
  's3-replication': (workload, { id, resource }, bound) => {
    const [source, ...others] = placesOf(workload);
    if (source === undefined) return [];
    return toBucketLinks({
      bucket: resource,
      region: source.region,
      rules: others.map(({ region }) => ({
        id: `${id}-${region}`,
        enabled: true,
        destinationBucket: `${resource}-${region}`,
        destinationRegion: region,
        destinationAccountId: 'same',
        metricsEnabled: bound === 'at-most',
        timeControl: false,
      })),
    });
  },
};

const assumedInstance = { engine: 'postgres', status: 'available', replication: 'replicating', message: '' } as const;

/** The regions of a workload, the one that writes first: its primary, or any of those that are active. */
function placesOf({ regions }: Workload): readonly { readonly region: string; readonly isSource: boolean }[] {
  const source = regions.find(({ role }) => role === 'primary') ?? regions[0];
  return [...regions]
    .sort((a, b) => Number(b === source) - Number(a === source))
    .map((declared) => ({ region: declared.region, isSource: declared === source }));
}
