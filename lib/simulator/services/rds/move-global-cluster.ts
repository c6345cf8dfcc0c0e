import type {
  FailoverGlobalClusterMessage,
  FailoverGlobalClusterResult,
  RemoveFromGlobalClusterMessage,
  RemoveFromGlobalClusterResult,
  SwitchoverGlobalClusterMessage,
  SwitchoverGlobalClusterResult,
} from '@aws-sdk/client-rds';
import { AwsError, type Call } from '../../wire';
import { DatabaseChangeError } from '../../world/database-changes';
import type { SimulatedAuroraCluster, SimulatedAuroraGlobal, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { toGlobalCluster } from './describe-global-clusters';

/**
 * RDS SwitchoverGlobalCluster, called in the region of the cluster that takes writes: target and writer change places
 * once everything has arrived.
 * @throws AwsError GlobalClusterNotFoundFault, DBClusterNotFoundFault, InvalidGlobalClusterStateFault,
 * InvalidDBClusterStateFault
 */
export function switchoverGlobalCluster(
  input: Given<SwitchoverGlobalClusterMessage>,
  world: World,
  call: Call,
): SwitchoverGlobalClusterResult {
  return { GlobalCluster: switchOver(input.GlobalClusterIdentifier, input.TargetDbClusterIdentifier, world, call) };
}

/**
 * RDS FailoverGlobalCluster. With AllowDataLoss it is called in the region of the target, which takes over with what has
 * arrived there; without it, it is a switchover.
 * @throws AwsError InvalidParameterCombination and the errors of a switchover
 */
export function failoverGlobalCluster(
  input: Given<FailoverGlobalClusterMessage>,
  world: World,
  call: Call,
): FailoverGlobalClusterResult {
  const { GlobalClusterIdentifier: name, TargetDbClusterIdentifier: targetName, AllowDataLoss, Switchover } = input;
  if (AllowDataLoss && Switchover) {
    throw new AwsError(
      'InvalidParameterCombination',
      'You can not specify both the AllowDataLoss and the Switchover parameter.',
    );
  }
  if (!AllowDataLoss) return { GlobalCluster: switchOver(name, targetName, world, call) };
  const global = findGlobal(name, world, call);
  const target = findMember(global, targetName);
  if (target.region !== call.region) {
    throw invalidCluster(`A failover to ${target.identifier} must be asked for in ${target.region}, its own region.`);
  }
  change(world, 'failover', global, target);
  return { GlobalCluster: toGlobalCluster(findGlobal(name, world, call)) };
}

function switchOver(name: string | undefined, targetName: string | undefined, world: World, call: Call) {
  const global = findGlobal(name, world, call);
  const target = findMember(global, targetName);
  const writer = global.members.find((member) => member.isWriter);
  if (writer?.region !== call.region) {
    throw invalidGlobal(
      `A switchover of ${global.identifier} must be asked for in ${writer?.region}, the region of its primary cluster.`,
    );
  }
  change(world, 'switchover', global, target);
  return toGlobalCluster(findGlobal(name, world, call));
}

/**
 * RDS RemoveFromGlobalCluster: a secondary leaves and becomes a cluster of its own that takes writes. There is no way
 * back but a new copy.
 * @throws AwsError GlobalClusterNotFoundFault, DBClusterNotFoundFault, InvalidGlobalClusterStateFault
 */
export function removeFromGlobalCluster(
  input: Given<RemoveFromGlobalClusterMessage>,
  world: World,
  call: Call,
): RemoveFromGlobalClusterResult {
  const global = findGlobal(input.GlobalClusterIdentifier, world, call);
  const target = findMember(global, input.DbClusterIdentifier);
  if (target.region !== call.region) throw noSuchCluster(input.DbClusterIdentifier);
  if (target.isWriter) {
    throw invalidGlobal(
      `${target.identifier} is the primary cluster of ${global.identifier}: remove the others first.`,
    );
  }
  change(world, 'detach', global, target);
  const [left] = world.auroraGlobals(accountOf(call)).filter(({ identifier }) => identifier === global.identifier);
  return { GlobalCluster: toGlobalCluster(left ?? global) };
}

function findGlobal(name = '', world: World, call: Call): SimulatedAuroraGlobal {
  const found = world
    .auroraGlobals(accountOf(call))
    .find(
      ({ identifier, members }) =>
        identifier === name.toLowerCase() && members.some((member) => member.region === call.region),
    );
  if (found === undefined) {
    throw new AwsError('GlobalClusterNotFoundFault', `Global cluster ${name} not found`, 404);
  }
  return found;
}

/** Clusters of other regions are known by their ARN. */
function findMember({ members }: SimulatedAuroraGlobal, name = ''): SimulatedAuroraCluster {
  const found = members.find(({ arn, identifier }) => arn === name || identifier === name.toLowerCase());
  if (found === undefined) throw noSuchCluster(name);
  return found;
}

function change(
  world: World,
  kind: 'switchover' | 'failover' | 'detach',
  { identifier }: SimulatedAuroraGlobal,
  { region }: SimulatedAuroraCluster,
): void {
  try {
    world.changeDatabase({ kind, resource: identifier, target: region });
  } catch (error) {
    if (!(error instanceof DatabaseChangeError)) throw error;
    if (error.code === 'UnknownDatabase' || error.code === 'UnknownCopy') throw noSuchCluster(region);
    throw error.code === 'DatabaseBusy' ? invalidGlobal(error.message) : invalidCluster(error.message);
  }
}

function noSuchCluster(name: string | undefined): AwsError {
  return new AwsError('DBClusterNotFoundFault', `DBCluster ${name} not found.`, 404);
}

function invalidGlobal(message: string): AwsError {
  return new AwsError('InvalidGlobalClusterStateFault', message);
}

function invalidCluster(message: string): AwsError {
  return new AwsError('InvalidDBClusterStateFault', message);
}
