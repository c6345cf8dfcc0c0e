import type {
  DBClusterSnapshot,
  DBClusterSnapshotMessage,
  DescribeDBClusterSnapshotsMessage,
} from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import type { SimulatedClusterSnapshot, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { clustersOf, type RegionalCluster } from './describe-db-clusters';
import { checkFilters, describePage, passesFilters } from './describe-request';

/**
 * RDS DescribeDBClusterSnapshots: the only ones here are those of what a former primary had not replicated.
 * @throws AwsError DBClusterSnapshotNotFoundFault, InvalidParameterValue
 */
export function describeDbClusterSnapshots(
  input: Given<DescribeDBClusterSnapshotsMessage>,
  world: World,
  call: Call,
): DBClusterSnapshotMessage {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  checkFilters(input.Filters, ['db-cluster-id', 'db-cluster-snapshot-id', 'snapshot-type', 'engine']);
  const {
    DBClusterIdentifier: cluster,
    DBClusterSnapshotIdentifier: wanted,
    SnapshotType: type = snapshotType,
  } = input;
  const here = clustersOf(world, call)
    .flatMap((place) => place.cluster.snapshots.map((snapshot) => ({ place, snapshot })))
    .filter(({ place }) => cluster === undefined || [place.cluster.arn, place.cluster.identifier].includes(cluster));
  const named = here.filter(({ snapshot }) => wanted === undefined || snapshot.identifier === wanted);
  if (wanted !== undefined && named.length === 0) {
    throw new AwsError('DBClusterSnapshotNotFoundFault', `DBClusterSnapshot ${wanted} not found.`, 404);
  }
  const found = named.filter(
    ({ place, snapshot }) =>
      type === snapshotType &&
      passesFilters(input.Filters, {
        'db-cluster-id': [place.cluster.identifier, place.cluster.arn],
        'db-cluster-snapshot-id': [snapshot.identifier],
        'snapshot-type': [snapshotType],
        engine: [place.global.engine],
      }),
  );
  const page = describePage(found, ({ snapshot }) => snapshot.identifier, input, filters, call);
  return {
    DBClusterSnapshots: page.items.map(({ place, snapshot }) => toSnapshot(place, snapshot, accountOf(call))),
    Marker: page.nextToken,
  };
}

const snapshotType = 'automated';

function toSnapshot(
  { cluster, global }: RegionalCluster,
  { identifier, status, takenAt }: SimulatedClusterSnapshot,
  accountId: string,
): DBClusterSnapshot {
  return {
    DBClusterSnapshotIdentifier: identifier,
    DBClusterSnapshotArn: `arn:aws:rds:${cluster.region}:${accountId}:cluster-snapshot:${identifier}`,
    DBClusterIdentifier: cluster.identifier,
    SnapshotCreateTime: new Date(takenAt),
    SnapshotType: snapshotType,
    Status: status,
    PercentProgress: status === 'available' ? 100 : 40,
    Engine: global.engine,
    EngineVersion: global.engineVersion,
    EngineMode: 'provisioned',
    ClusterCreateTime: foundingDate,
    StorageEncrypted: true,
    Port: 0,
    AllocatedStorage: 1,
  };
}
