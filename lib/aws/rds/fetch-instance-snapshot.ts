import { DBSnapshotNotFoundFault, DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { InstanceSnapshotReading } from './readings';

const call: AwsCall<'rds'> = {
  service: 'rds',
  action: 'rds:DescribeDBSnapshots',
  shows: 'Snapshots of database instances',
};

/** Reads one snapshot of an instance by its identifier; `absent` where the region has none of that name. */
export function fetchInstanceSnapshot(
  edge: AwsEdge,
  scope: CallScope,
  identifier: string,
): Promise<Answer<InstanceSnapshotReading | 'absent'>> {
  return ask<'rds', InstanceSnapshotReading | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const command = new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: identifier });
    try {
      const { DBSnapshots = [] } = await client.send(command, { abortSignal: signal });
      const wire = DBSnapshots.find((each) => each.DBSnapshotIdentifier === identifier);
      if (wire === undefined) return { value: 'absent', notices: [] };
      // A state that AWS leaves out is unknown, never a good one.
      const { DBInstanceIdentifier: instance = '', Status: status = 'unknown' } = wire;
      return { value: { identifier, instance, status }, notices: [] };
    } catch (error) {
      if (error instanceof DBSnapshotNotFoundFault) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
