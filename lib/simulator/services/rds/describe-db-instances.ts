import type { DBInstance, DBInstanceMessage, DescribeDBInstancesMessage } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableHex, stableUpper } from '../stable-id';
import { clustersOf, type RegionalCluster } from './describe-db-clusters';
import { checkFilters, describePage, passesFilters } from './describe-request';

/**
 * RDS DescribeDBInstances, by identifier or ARN or all of the region.
 * @throws AwsError DBInstanceNotFoundFault, InvalidParameterValue
 */
export function describeDbInstances(
  input: Given<DescribeDBInstancesMessage>,
  world: World,
  call: Call,
): DBInstanceMessage {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  checkFilters(input.Filters, ['db-cluster-id', 'db-instance-id', 'dbi-resource-id', 'engine']);
  const wanted = input.DBInstanceIdentifier;
  const here = clustersOf(world, call).flatMap((place) => toInstances(place, accountOf(call)));
  const named = here.filter(({ instance }) => isNamed(instance, wanted));
  if (wanted !== undefined && named.length === 0) {
    throw new AwsError('DBInstanceNotFoundFault', `DBInstance ${wanted} not found.`, 404);
  }
  const found = named.filter(({ instance, clusterArn }) =>
    passesFilters(input.Filters, {
      'db-cluster-id': [instance.DBClusterIdentifier ?? '', clusterArn],
      'db-instance-id': [instance.DBInstanceIdentifier ?? '', instance.DBInstanceArn ?? ''],
      'dbi-resource-id': [instance.DbiResourceId ?? ''],
      engine: [instance.Engine ?? ''],
    }),
  );
  const page = describePage(found, ({ instance }) => instance.DBInstanceIdentifier ?? '', input, filters, call);
  return { DBInstances: page.items.map(({ instance }) => instance), Marker: page.nextToken };
}

interface ClusterInstance {
  readonly instance: DBInstance;
  readonly clusterArn: string;
}

function isNamed(instance: DBInstance, wanted: string | undefined): boolean {
  if (wanted === undefined || wanted === instance.DBInstanceArn) return true;
  return wanted.toLowerCase() === instance.DBInstanceIdentifier;
}

function toInstances({ cluster, global }: RegionalCluster, accountId: string): ClusterInstance[] {
  return cluster.instances.map((each) => {
    const arn = `arn:aws:rds:${cluster.region}:${accountId}:db:${each.identifier}`;
    const instance: DBInstance = {
      DBInstanceIdentifier: each.identifier,
      DBInstanceArn: arn,
      DbiResourceId: `db-${stableUpper(arn, 26)}`,
      DBInstanceClass: each.instanceClass,
      DBInstanceStatus: 'available',
      Engine: global.engine,
      EngineVersion: global.engineVersion,
      DBName: global.workload,
      MasterUsername: 'postgres',
      DBClusterIdentifier: cluster.identifier,
      AvailabilityZone: each.availabilityZone,
      MultiAZ: false,
      Endpoint: {
        Address: `${each.identifier}.${stableHex(arn, 12)}.${cluster.region}.rds.amazonaws.com`,
        Port: 5432,
      },
      AllocatedStorage: 1,
      BackupRetentionPeriod: 7,
      InstanceCreateTime: foundingDate,
      PromotionTier: 1,
      PubliclyAccessible: false,
      StorageEncrypted: true,
      StorageType: 'aurora',
      DbInstancePort: 0,
      TagList: [{ Key: 'workload', Value: global.workload }],
    };
    return { instance, clusterArn: cluster.arn };
  });
}
