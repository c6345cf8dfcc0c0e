import type { SetDesiredCapacityType, UpdateAutoScalingGroupType } from '@aws-sdk/client-auto-scaling';
import { AwsError, type Call } from '../../wire';
import { type GroupChange, GroupChangeError } from '../../world/scaling';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';

/** Auto Scaling SetDesiredCapacity: instances come and go from now on. @throws AwsError ValidationError */
export function setDesiredCapacity(input: Given<SetDesiredCapacityType>, world: World, call: Call): object {
  return resize(input.AutoScalingGroupName, { desired: input.DesiredCapacity }, world, call);
}

/**
 * Auto Scaling UpdateAutoScalingGroup: bounds and size.
 * @throws AwsError ValidationError; NotImplemented for anything else of a group
 */
export function updateAutoScalingGroup(input: Given<UpdateAutoScalingGroupType>, world: World, call: Call): object {
  refuseMembers(call, input, ['AutoScalingGroupName', 'MinSize', 'MaxSize', 'DesiredCapacity']);
  const { AutoScalingGroupName, MinSize, MaxSize, DesiredCapacity } = input;
  const wanted = {
    ...(MinSize !== undefined && { min: MinSize }),
    ...(MaxSize !== undefined && { max: MaxSize }),
    ...(DesiredCapacity !== undefined && { desired: DesiredCapacity }),
  };
  return resize(AutoScalingGroupName, wanted, world, call);
}

function resize(
  name: string | undefined,
  wanted: Omit<GroupChange, 'arn' | 'desired'> & { readonly desired?: number | undefined },
  world: World,
  call: Call,
): object {
  const group = world.autoScalingGroups(call.region, accountOf(call)).find((each) => each.name === name);
  if (group === undefined) throw invalid(`AutoScalingGroup name not found - ${name}`);
  const { desired, ...bounds } = wanted;
  try {
    world.changeGroup({ arn: group.arn, ...bounds, ...(desired !== undefined && { desired }) });
  } catch (error) {
    throw error instanceof GroupChangeError ? invalid(error.message) : error;
  }
  return {};
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}
