import type { DBInstance, DeleteDBInstanceMessage, DeleteDBInstanceResult } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import { DatabaseChangeError } from '../../world/database-changes';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { clustersOf } from './describe-db-clusters';
import { instancesOf } from './describe-db-instances';

/**
 * RDS DeleteDBInstance. An instance outside clusters is kept as a final snapshot unless that is waived; one of a cluster
 * leaves its data there, and only those that somebody added are simulated.
 * @throws AwsError DBInstanceNotFound, InvalidDBInstanceState, DBSnapshotAlreadyExists, InvalidParameterCombination
 */
export function deleteDbInstance(
  input: Given<DeleteDBInstanceMessage>,
  world: World,
  call: Call,
): DeleteDBInstanceResult {
  const name = (input.DBInstanceIdentifier ?? '').toLowerCase();
  const find = () => instancesOf(world, call).find(({ instance }) => instance.DBInstanceIdentifier === name)?.instance;
  const found = find();
  if (found === undefined) throw new AwsError('DBInstanceNotFound', `DBInstance ${name} not found.`, 404);
  requireDeletable(found);
  const snapshot = snapshotOf(input, found);
  const account = accountOf(call);
  const isTaken = world
    .instanceSnapshots(account)
    .some(({ region, identifier }) => region === call.region && identifier === snapshot);
  if (isTaken) {
    const message = `Cannot create the snapshot because a snapshot with the identifier ${snapshot} already exists.`;
    throw new AwsError('DBSnapshotAlreadyExists', message);
  }
  const cluster = clustersOf(world, call).find((each) => each.cluster.identifier === found.DBClusterIdentifier);
  try {
    world.changeDatabase({
      kind: 'delete-instance',
      resource: cluster?.global.identifier ?? name,
      target: call.region,
      instance: name,
      ...(snapshot !== undefined && { snapshot }),
    });
  } catch (error) {
    if (!(error instanceof DatabaseChangeError)) throw error;
    throw new AwsError('InvalidDBInstanceState', error.message);
  }
  return { DBInstance: { ...(find() ?? found), DBInstanceStatus: 'deleting' } };
}

function requireDeletable({ DBInstanceIdentifier: name, DBInstanceStatus: status, DeletionProtection }: DBInstance) {
  if (status === 'deleting') throw new AwsError('InvalidDBInstanceState', `Instance ${name} is already being deleted.`);
  if (status !== 'available')
    throw new AwsError('InvalidDBInstanceState', `Instance ${name} is currently ${status}: it cannot be deleted now.`);
  if (DeletionProtection !== true) return;
  const message = 'Cannot delete protected DB Instance, please disable deletion protection and try again.';
  throw new AwsError('InvalidParameterCombination', message);
}

/** What it is kept as; undefined where nothing is kept. */
function snapshotOf(
  { SkipFinalSnapshot: skips = false, FinalDBSnapshotIdentifier: snapshot }: Given<DeleteDBInstanceMessage>,
  { DBClusterIdentifier: cluster, ReadReplicaSourceDBInstanceIdentifier: source }: DBInstance,
): string | undefined {
  const refuse = (message: string) => new AwsError('InvalidParameterCombination', message);
  if (cluster !== undefined || source !== undefined) {
    if (snapshot === undefined) return undefined;
    throw refuse(
      cluster === undefined
        ? 'FinalDBSnapshotIdentifier can not be specified when deleting a read replica.'
        : 'FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance.',
    );
  }
  if (skips && snapshot !== undefined)
    throw refuse('FinalDBSnapshotIdentifier can not be specified when SkipFinalSnapshot is specified.');
  if (!skips && snapshot === undefined)
    throw refuse('FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.');
  return snapshot;
}
