import type { DBInstance } from '@aws-sdk/client-rds';
import type { RegionCode } from '../../domain/fleet';
import type { DatabaseInstance } from './readings';
import { toNamedInstance } from './to-replica-set';

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
    replicas: (wire.ReadReplicaDBInstanceIdentifiers ?? []).map((name) => toNamedInstance(name, region)),
  };
}
