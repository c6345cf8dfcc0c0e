import type { DBInstance, DBInstanceMessage, DescribeDBInstancesMessage } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import type { SimulatedDatabaseInstance, World } from '../../world/types';
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
  const here = instancesOf(world, call);
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
  const page = describePage(found, nameOf, input, filters, call);
  return { DBInstances: page.items.map(({ instance }) => instance), Marker: page.nextToken };
}

/** The instances of the call's account in the call's region, by name, those of clusters among them. */
export function instancesOf(world: World, call: Call): readonly FoundInstance[] {
  return [
    ...clustersOf(world, call).flatMap((place) => toInstances(place, accountOf(call))),
    ...world
      .databaseInstances(accountOf(call))
      .flatMap((each) => (each.region === call.region ? toInstance(each) : [])),
  ].sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
}

export interface FoundInstance {
  readonly instance: DBInstance;
  /** Empty for an instance outside clusters. */
  readonly clusterArn: string;
}

function nameOf({ instance }: FoundInstance): string {
  return instance.DBInstanceIdentifier ?? '';
}

function isNamed(instance: DBInstance, wanted: string | undefined): boolean {
  if (wanted === undefined || wanted === instance.DBInstanceArn) return true;
  return wanted.toLowerCase() === instance.DBInstanceIdentifier;
}

/** An instance outside clusters as the API shows it. A source in another region is named by its ARN. */
export function toDbInstance(given: SimulatedDatabaseInstance): DBInstance {
  return toInstance(given).instance;
}

function toInstance(given: SimulatedDatabaseInstance): FoundInstance {
  const { replication } = given;
  const broken = replication?.state === 'error';
  const instance: DBInstance = {
    DBInstanceIdentifier: given.identifier,
    DBInstanceArn: given.arn,
    DbiResourceId: `db-${stableUpper(given.arn, 26)}`,
    DBInstanceClass: given.instanceClass,
    DBInstanceStatus: given.status,
    Engine: given.engine,
    EngineVersion: given.engineVersion,
    DBName: given.workload,
    MasterUsername: 'admin',
    AvailabilityZone: given.availabilityZone,
    MultiAZ: false,
    Endpoint: {
      Address: `${given.identifier}.${stableHex(given.arn, 12)}.${given.region}.rds.amazonaws.com`,
      Port: 3306,
    },
    AllocatedStorage: 200,
    BackupRetentionPeriod: replication === undefined ? 7 : 0,
    InstanceCreateTime: foundingDate,
    PubliclyAccessible: false,
    StorageEncrypted: true,
    DeletionProtection: given.deletionProtection === true,
    StorageType: 'gp3',
    ReadReplicaDBInstanceIdentifiers: [...given.replicaArns],
    ...(replication !== undefined && {
      ReadReplicaSourceDBInstanceIdentifier: replication.sourceArn,
      // One that is being created replicates nothing yet.
      ...(replication.state !== 'creating' && {
        StatusInfos: [
          {
            StatusType: 'read replication',
            Normal: !broken,
            Status: replication.state,
            ...(broken && { Message: 'Replication has stopped: the replica cannot reach its source.' }),
          },
        ],
      }),
    }),
    TagList: [{ Key: 'workload', Value: given.workload }],
  };
  return { instance, clusterArn: '' };
}

function toInstances({ cluster, global }: RegionalCluster, accountId: string): FoundInstance[] {
  return cluster.instances.map((each) => {
    const arn = `arn:aws:rds:${cluster.region}:${accountId}:db:${each.identifier}`;
    const instance: DBInstance = {
      DBInstanceIdentifier: each.identifier,
      DBInstanceArn: arn,
      DbiResourceId: `db-${stableUpper(arn, 26)}`,
      DBInstanceClass: each.instanceClass,
      DBInstanceStatus: each.status ?? 'available',
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
      DeletionProtection: false,
      StorageType: 'aurora',
      DbInstancePort: 0,
      TagList: [{ Key: 'workload', Value: global.workload }],
    };
    return { instance, clusterArn: cluster.arn };
  });
}
