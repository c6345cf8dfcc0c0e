import type {
  FailoverGlobalReplicationGroupMessage,
  FailoverGlobalReplicationGroupResult,
} from '@aws-sdk/client-elasticache';
import { AwsError, type Call } from '../../wire';
import { DatabaseChangeError } from '../../world/database-changes';
import type { SimulatedGlobalDatastore, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { toGlobalReplicationGroup } from './describe-global-replication-groups';

/**
 * ElastiCache FailoverGlobalReplicationGroup, from any region that has a member: a secondary becomes the primary with what
 * has arrived there, and takes writes when the datastore is `available` again.
 * @throws AwsError GlobalReplicationGroupNotFoundFault, InvalidGlobalReplicationGroupState, InvalidParameterValue
 */
export function failoverGlobalReplicationGroup(
  input: Given<FailoverGlobalReplicationGroupMessage>,
  world: World,
  call: Call,
): FailoverGlobalReplicationGroupResult {
  const { GlobalReplicationGroupId: name = '', PrimaryRegion, PrimaryReplicationGroupId } = input;
  const datastore = findDatastore(name, world, call);
  const target = datastore.members.find(({ identifier }) => identifier === PrimaryReplicationGroupId);
  if (target === undefined || target.region !== PrimaryRegion) {
    const message = `Replication group ${PrimaryReplicationGroupId} in ${PrimaryRegion} is not a member of ${name}.`;
    throw new AwsError('InvalidParameterValue', message, 400);
  }
  // Asked for twice, it is one failover.
  if (datastore.promotes === target.region)
    return { GlobalReplicationGroup: toGlobalReplicationGroup(datastore, true) };
  try {
    world.changeDatabase({ kind: 'failover', resource: name, target: target.region });
  } catch (error) {
    throw error instanceof DatabaseChangeError ? toAwsError(error, name) : error;
  }
  return { GlobalReplicationGroup: toGlobalReplicationGroup(findDatastore(name, world, call), true) };
}

function findDatastore(name: string, world: World, call: Call): SimulatedGlobalDatastore {
  const found = world
    .globalDatastores(accountOf(call))
    .find(({ identifier, members }) => identifier === name && members.some(({ region }) => region === call.region));
  if (found === undefined) {
    throw new AwsError('GlobalReplicationGroupNotFoundFault', `Global replication group ${name} not found`, 404);
  }
  return found;
}

/** The primary cannot be made the primary; everything else is for another time. */
function toAwsError({ code, message }: DatabaseChangeError, name: string): AwsError {
  if (code === 'CopyIsWriter') return new AwsError('InvalidParameterValue', message, 400);
  return new AwsError(
    'InvalidGlobalReplicationGroupState',
    `Global replication group ${name} is not available: ${message}`,
  );
}
