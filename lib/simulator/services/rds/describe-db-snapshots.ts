import type { DBSnapshotMessage, DescribeDBSnapshotsMessage } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { checkFilters, describePage } from './describe-request';

/**
 * RDS DescribeDBSnapshots: the only ones here are those that were taken of instances before they were deleted.
 * @throws AwsError DBSnapshotNotFound, InvalidParameterValue
 */
export function describeDbSnapshots(
  input: Given<DescribeDBSnapshotsMessage>,
  world: World,
  call: Call,
): DBSnapshotMessage {
  const { MaxRecords: _size, Marker: _marker, ...filters } = input;
  checkFilters(input.Filters, []);
  const { DBInstanceIdentifier: instance, DBSnapshotIdentifier: wanted, SnapshotType: type = 'manual' } = input;
  const here = world.instanceSnapshots(accountOf(call)).filter(({ region }) => region === call.region);
  const named = here.filter((each) => wanted === undefined || [each.identifier, each.arn].includes(wanted));
  if (wanted !== undefined && named.length === 0)
    throw new AwsError('DBSnapshotNotFound', `DBSnapshot ${wanted} not found.`, 404);
  const found = named.filter((each) => type === 'manual' && (instance === undefined || each.instance === instance));
  const page = describePage(found, ({ identifier }) => identifier, input, filters, call);
  return {
    DBSnapshots: page.items.map((each) => ({
      DBSnapshotIdentifier: each.identifier,
      DBSnapshotArn: each.arn,
      DBInstanceIdentifier: each.instance,
      SnapshotCreateTime: new Date(each.takenAt),
      SnapshotType: 'manual',
      Status: each.status,
      PercentProgress: each.status === 'available' ? 100 : 40,
      Engine: each.engine,
      EngineVersion: each.engineVersion,
      Encrypted: true,
      AllocatedStorage: 200,
    })),
    Marker: page.nextToken,
  };
}
