import type { DBCluster, DBClusterMessage, DescribeDBClustersMessage } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import type { SimulatedAuroraCluster, SimulatedAuroraGlobal, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableUpper } from '../stable-id';
import { checkFilters, describePage, passesFilters } from './describe-request';

/** A cluster of the simulated fleet with the global cluster it belongs to. */
export interface RegionalCluster {
  readonly cluster: SimulatedAuroraCluster;
  readonly global: SimulatedAuroraGlobal;
  /** It left the global cluster. */
  readonly detached: boolean;
}

/** The clusters of the call's account in the call's region, by identifier. */
export function clustersOf(world: World, call: Call): RegionalCluster[] {
  return world
    .auroraGlobals(accountOf(call))
    .flatMap((global) => [
      ...global.members.map((cluster) => ({ cluster, global, detached: false })),
      ...global.detached.map((cluster) => ({ cluster, global, detached: true })),
    ])
    .filter(({ cluster }) => cluster.region === call.region)
    .sort((left, right) => (left.cluster.identifier < right.cluster.identifier ? -1 : 1));
}

/**
 * RDS DescribeDBClusters, by identifier or ARN or all of the region.
 * @throws AwsError DBClusterNotFoundFault, InvalidParameterValue
 */
export function describeDbClusters(
  input: Given<DescribeDBClustersMessage>,
  world: World,
  call: Call,
): DBClusterMessage {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  checkFilters(input.Filters, ['db-cluster-id', 'db-cluster-resource-id', 'engine']);
  const wanted = input.DBClusterIdentifier;
  const here = clustersOf(world, call);
  const named = here.filter(({ cluster }) => isNamed(cluster, wanted));
  if (wanted !== undefined && named.length === 0) {
    throw new AwsError('DBClusterNotFoundFault', `DBCluster ${wanted} not found.`, 404);
  }
  const found = named.filter(({ cluster, global }) =>
    passesFilters(input.Filters, {
      'db-cluster-id': [cluster.identifier, cluster.arn],
      'db-cluster-resource-id': [resourceIdOf(cluster)],
      engine: [global.engine],
    }),
  );
  const page = describePage(found, ({ cluster }) => cluster.identifier, input, filters, call);
  return { DBClusters: page.items.map(toDbCluster), Marker: page.nextToken };
}

function isNamed(cluster: SimulatedAuroraCluster, wanted: string | undefined): boolean {
  return wanted === undefined || wanted === cluster.arn || wanted.toLowerCase() === cluster.identifier;
}

function resourceIdOf(cluster: SimulatedAuroraCluster): string {
  return `cluster-${stableUpper(cluster.arn, 26)}`;
}

function toDbCluster({ cluster, global, detached }: RegionalCluster): DBCluster {
  const zones = [...new Set(cluster.instances.map((each) => each.availabilityZone))].sort();
  const writer = global.members.find((member) => member.isWriter);
  const serving = cluster.instances.find(({ status }) => status !== 'creating');
  return {
    DBClusterIdentifier: cluster.identifier,
    DBClusterArn: cluster.arn,
    DbClusterResourceId: resourceIdOf(cluster),
    Status: cluster.status,
    Engine: global.engine,
    EngineVersion: global.engineVersion,
    EngineMode: 'provisioned',
    DatabaseName: global.workload,
    MasterUsername: 'postgres',
    Endpoint: cluster.endpoint,
    ReaderEndpoint: cluster.readerEndpoint,
    Port: 5432,
    AllocatedStorage: 1,
    AvailabilityZones: zones,
    MultiAZ: zones.length > 1,
    BackupRetentionPeriod: 7,
    PreferredBackupWindow: '04:10-04:40',
    PreferredMaintenanceWindow: 'sun:06:00-sun:06:30',
    DBClusterMembers: cluster.instances.map((instance) => ({
      DBInstanceIdentifier: instance.identifier,
      IsClusterWriter: cluster.isWriter && instance === serving,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    })),
    ReadReplicaIdentifiers: [],
    ReplicationSourceIdentifier: cluster.isWriter || detached ? undefined : writer?.arn,
    GlobalClusterIdentifier: detached ? undefined : global.identifier,
    GlobalWriteForwardingRequested: cluster.isWriter || detached ? undefined : false,
    StorageEncrypted: true,
    DeletionProtection: true,
    ClusterCreateTime: foundingDate,
    TagList: [{ Key: 'workload', Value: global.workload }],
  };
}
