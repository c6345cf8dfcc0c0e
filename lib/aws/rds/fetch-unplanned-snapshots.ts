import { DBClusterNotFoundFault, type DBClusterSnapshot, DescribeDBClusterSnapshotsCommand } from '@aws-sdk/client-rds';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import { toMoment } from '../to-moment';
import type { Answer, CallScope } from '../types';
import type { UnplannedSnapshotReading } from './readings';

const call: AwsCall<'rds'> = {
  service: 'rds',
  action: 'rds:DescribeDBClusterSnapshots',
  shows: 'Snapshots of given-up Aurora clusters',
};

/** How AWS names what it kept of a cluster that was failed away from (Aurora user guide, global database failover). */
const namePrefix = 'rds:unplanned-global-failover-';

/**
 * Reads the snapshots that AWS took of what a cluster had not sent on when it was given up; of every cluster of the region
 * where `any` is asked for. None of a cluster that is not there any more.
 */
export function fetchUnplannedSnapshots(
  edge: AwsEdge,
  scope: CallScope,
  cluster: string | 'any',
): Promise<Answer<readonly UnplannedSnapshotReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const told = (sentence: string) => notices.push(sentence);
    const which = cluster === 'any' ? {} : { DBClusterIdentifier: cluster };
    const value = await pageThrough(async (marker: string | undefined) => {
      const asked = new DescribeDBClusterSnapshotsCommand({ ...which, Marker: marker, MaxRecords: 100 });
      const output = await client.send(asked, { abortSignal: signal }).catch((error: unknown) => {
        if (error instanceof DBClusterNotFoundFault) return { DBClusterSnapshots: [], Marker: undefined };
        throw error;
      });
      const items = toEach(output.DBClusterSnapshots ?? [], toSnapshot, told, 'cluster snapshots');
      return { items, next: toNext(output.Marker) };
    });
    return { value: value.filter(({ identifier }) => identifier.startsWith(namePrefix)), notices };
  });
}

function toSnapshot(wire: DBClusterSnapshot): UnplannedSnapshotReading | 'incomplete' {
  const { DBClusterSnapshotIdentifier: identifier, DBClusterIdentifier: cluster } = wire;
  if (!identifier || !cluster) return 'incomplete';
  return { identifier, cluster, takenAt: toMoment(wire.SnapshotCreateTime) };
}
