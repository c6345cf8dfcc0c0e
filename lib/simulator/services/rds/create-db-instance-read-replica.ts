import type { CreateDBInstanceReadReplicaMessage, CreateDBInstanceReadReplicaResult } from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import { DatabaseChangeError } from '../../world/database-changes';
import { keyArn } from '../../world/fleet-secrets';
import type { SimulatedDatabaseInstance, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { instancesOf } from './describe-db-instances';

/**
 * RDS CreateDBInstanceReadReplica in the region of the replica, of an instance in another region that takes writes; under
 * the name that the fleet has for it there.
 * @throws AwsError DBInstanceAlreadyExists, DBInstanceNotFound, InvalidDBInstanceState, KMSKeyNotAccessibleFault,
 * InvalidParameterValue, InvalidParameterCombination
 */
export function createDbInstanceReadReplica(
  input: Given<CreateDBInstanceReadReplicaMessage>,
  world: World,
  call: Call,
): CreateDBInstanceReadReplicaResult {
  const identifier = (input.DBInstanceIdentifier ?? '').toLowerCase();
  if (!/^[a-z](-?[a-z0-9]){0,62}$/.test(identifier))
    throw new AwsError('InvalidParameterValue', 'The parameter DBInstanceIdentifier is not a valid identifier.');
  const find = () => instancesOf(world, call).find(({ instance }) => instance.DBInstanceIdentifier === identifier);
  if (find() !== undefined) throw new AwsError('DBInstanceAlreadyExists', 'DB instance already exists', 400);
  const source = findSource(input.SourceDBInstanceIdentifier ?? '', world, call);
  requireReady(source);
  requireKey(input.KmsKeyId, world, call);
  const { DBInstanceClass: instanceClass } = input;
  if (instanceClass !== undefined && !/^db\.[a-z0-9]+\.[a-z0-9]+$/.test(instanceClass))
    throw new AwsError('InvalidParameterValue', `Invalid DB Instance class: ${instanceClass}`);
  try {
    world.changeDatabase({
      kind: 'create-replica',
      resource: source.identifier,
      target: call.region,
      instance: identifier,
      ...(instanceClass !== undefined && { instanceClass }),
    });
  } catch (error) {
    if (!(error instanceof DatabaseChangeError)) throw error;
    throw new AwsError('InvalidParameterCombination', `Only replicas of the fleet are simulated: ${error.message}`);
  }
  return { DBInstance: find()?.instance };
}

/** A source in another region is named by its ARN. */
function findSource(arn: string, world: World, call: Call): SimulatedDatabaseInstance {
  const found = world.databaseInstances(accountOf(call)).find((each) => each.arn === arn);
  if (found === undefined) throw new AwsError('DBInstanceNotFound', `DBInstance ${arn} not found.`, 404);
  if (found.region === call.region)
    throw new AwsError('InvalidParameterCombination', 'Only replicas in another region are simulated.');
  return found;
}

function requireReady({ identifier, status, replication }: SimulatedDatabaseInstance): void {
  if (status !== 'available' || replication !== undefined) {
    const message = `Source DB instance ${identifier} is ${replication === undefined ? status : 'a read replica'}.`;
    throw new AwsError('InvalidDBInstanceState', message);
  }
}

/** Every instance here is encrypted: its replica elsewhere needs a key of that region. */
function requireKey(key: string | undefined, world: World, call: Call): void {
  const account = accountOf(call);
  if (key === undefined) {
    const message = 'Cannot create a cross region unencrypted read replica from encrypted source.';
    throw new AwsError('InvalidParameterCombination', message);
  }
  const names = world
    .keys(account)
    .filter(({ primaryRegion, replicaRegions }) => [primaryRegion, ...replicaRegions].includes(call.region))
    .flatMap((each) => {
      const aliasArn = `arn:aws:kms:${call.region}:${account}:${each.alias}`;
      return [each.id, each.alias, keyArn(each, call.region, account), aliasArn];
    });
  // AWS makes a key of that name for every region.
  if (key === 'alias/aws/rds' || names.includes(key)) return;
  const message = `The specified KMS key [${key}] does not exist, is not enabled or you do not have permissions to access it.`;
  throw new AwsError('KMSKeyNotAccessibleFault', message);
}
