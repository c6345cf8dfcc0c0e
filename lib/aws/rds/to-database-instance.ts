import type { DBInstance } from '@aws-sdk/client-rds';
import type { RegionCode } from '../../domain/fleet';
import type { DatabaseInstance } from './readings';
import { toNamedInstance, toReplicationOf } from './to-replica-set';

/** One instance as its own region tells it. A status that AWS leaves out is `unknown`, never a good one. */
export function toDatabaseInstance(wire: DBInstance, region: RegionCode): DatabaseInstance {
  const source = wire.ReadReplicaSourceDBInstanceIdentifier;
  return {
    identifier: wire.DBInstanceIdentifier ?? '',
    region,
    engine: wire.Engine ?? 'unknown',
    status: wire.DBInstanceStatus ?? 'unknown',
    follows: source === undefined || source === '' ? 'nobody' : toNamedInstance(source, region),
    ...(wire.DBClusterIdentifier && { cluster: wire.DBClusterIdentifier }),
    ...toProperties(wire),
    replicas: (wire.ReadReplicaDBInstanceIdentifiers ?? []).map((name) => toNamedInstance(name, region)),
  };
}

/** What AWS leaves out is left out: nothing of it may be taken for good. */
function toProperties(wire: DBInstance): Partial<DatabaseInstance> {
  const { DBInstanceArn, DBInstanceClass, StorageEncrypted, DeletionProtection, BackupRetentionPeriod } = wire;
  const replication = toReplicationOf(wire);
  return {
    ...(DBInstanceArn !== undefined && { arn: DBInstanceArn }),
    ...(DBInstanceClass !== undefined && { instanceClass: DBInstanceClass }),
    ...(StorageEncrypted !== undefined && { isEncrypted: StorageEncrypted }),
    ...(DeletionProtection !== undefined && { deletionProtection: DeletionProtection ? 'on' : 'off' }),
    ...(BackupRetentionPeriod !== undefined && { backupDays: BackupRetentionPeriod }),
    ...(replication !== 'unknown' && { replication }),
  };
}
