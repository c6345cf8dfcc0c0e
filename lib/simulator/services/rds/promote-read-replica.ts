import type { PromoteReadReplicaMessage, PromoteReadReplicaResult } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import { DatabaseChangeError } from '../../world/database-changes';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { toDbInstance } from './describe-db-instances';

/**
 * RDS PromoteReadReplica, in the replica's region: it stops following for good, starts again and takes writes. What it
 * followed goes on without it.
 * @throws AwsError DBInstanceNotFound, InvalidDBInstanceState
 */
export function promoteReadReplica(
  { DBInstanceIdentifier: name = '' }: Given<PromoteReadReplicaMessage>,
  world: World,
  call: Call,
): PromoteReadReplicaResult {
  const find = () =>
    world
      .databaseInstances(accountOf(call))
      .find(({ region, identifier }) => region === call.region && identifier === name.toLowerCase());
  const found = find();
  if (found === undefined) throw new AwsError('DBInstanceNotFound', `DBInstance ${name} not found.`, 404);
  const source = world
    .databaseInstances(accountOf(call))
    .find((each) => each.arn === found.replication?.sourceArn)?.identifier;
  if (source === undefined) throw invalidState(`DB Instance ${name} is not a read replica.`);
  try {
    world.changeDatabase({ kind: 'promote', resource: source, target: found.region });
  } catch (error) {
    throw error instanceof DatabaseChangeError ? invalidState(error.message) : error;
  }
  const promoted = find();
  return promoted === undefined ? {} : { DBInstance: toDbInstance(promoted) };
}

function invalidState(message: string): AwsError {
  return new AwsError('InvalidDBInstanceState', message);
}
