import type { CreateDBInstanceMessage, CreateDBInstanceResult } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import { DatabaseChangeError } from '../../world/database-changes';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { clustersOf } from './describe-db-clusters';
import { instancesOf } from './describe-db-instances';

/**
 * RDS CreateDBInstance, of an instance in an Aurora cluster of the call's region; others are not simulated.
 * @throws AwsError DBInstanceAlreadyExists, DBClusterNotFoundFault, InvalidParameterValue, InvalidParameterCombination
 */
export function createDbInstance(
  input: Given<CreateDBInstanceMessage>,
  world: World,
  call: Call,
): CreateDBInstanceResult {
  const identifier = (input.DBInstanceIdentifier ?? '').toLowerCase();
  if (!/^[a-z](-?[a-z0-9]){0,62}$/.test(identifier))
    throw new AwsError('InvalidParameterValue', 'The parameter DBInstanceIdentifier is not a valid identifier.');
  const find = () => instancesOf(world, call).find(({ instance }) => instance.DBInstanceIdentifier === identifier);
  if (find() !== undefined) throw new AwsError('DBInstanceAlreadyExists', 'DB instance already exists', 400);
  const name = input.DBClusterIdentifier;
  if (name === undefined)
    throw new AwsError('InvalidParameterCombination', 'Only instances of clusters are simulated.');
  const place = clustersOf(world, call).find(({ cluster }) => cluster.identifier === name.toLowerCase());
  if (place === undefined) throw new AwsError('DBClusterNotFoundFault', `DBCluster ${name} not found.`, 404);
  const { global } = place;
  if (input.Engine !== global.engine)
    throw new AwsError('InvalidParameterCombination', `The engine of ${name} is ${global.engine}.`);
  const instance = { identifier, instanceClass: input.DBInstanceClass ?? '' };
  if (!/^db\.[a-z0-9]+\.[a-z0-9]+$/.test(instance.instanceClass))
    throw new AwsError('InvalidParameterValue', `Invalid DB Instance class: ${instance.instanceClass}`);
  try {
    world.changeDatabase({ kind: 'add-instance', resource: global.identifier, target: call.region, instance });
  } catch (error) {
    if (!(error instanceof DatabaseChangeError)) throw error;
    throw new AwsError('DBClusterNotFoundFault', error.message, 404);
  }
  return { DBInstance: find()?.instance };
}
