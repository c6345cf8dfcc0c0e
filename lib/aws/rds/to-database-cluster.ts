import type { DBCluster } from '@aws-sdk/client-rds';
import type { RegionCode } from '../../domain/fleet';
import type { DatabaseCluster } from './readings';

/** One cluster as its own region tells it. A status that AWS leaves out is `unknown`, never a good one. */
export function toDatabaseCluster(wire: DBCluster, region: RegionCode): DatabaseCluster {
  return {
    identifier: wire.DBClusterIdentifier ?? '',
    arn: wire.DBClusterArn ?? '',
    region,
    engine: wire.Engine ?? 'unknown',
    status: wire.Status ?? 'unknown',
    globalCluster: wire.GlobalClusterIdentifier || 'none',
    follows: wire.ReplicationSourceIdentifier || 'nobody',
    instances: (wire.DBClusterMembers ?? []).flatMap(({ DBInstanceIdentifier: identifier, IsClusterWriter }) =>
      identifier === undefined ? [] : [{ identifier, isWriter: IsClusterWriter === true }],
    ),
  };
}
