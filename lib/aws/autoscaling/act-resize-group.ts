import { SetDesiredCapacityCommand, UpdateAutoScalingGroupCommand } from '@aws-sdk/client-auto-scaling';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/** Sets how many instances a group wants, within its bounds. An absolute number: doing it twice changes nothing. */
export function actSetDesiredCapacity(
  edge: AwsEdge,
  scope: CallScope,
  group: string,
  desired: number,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'autoscaling', action: 'autoscaling:SetDesiredCapacity' }, (asking) => {
    const command = new SetDesiredCapacityCommand({
      AutoScalingGroupName: group,
      DesiredCapacity: desired,
      HonorCooldown: false,
    });
    return asking.client.send(command, { abortSignal: asking.signal });
  });
}

/** Sets bounds and size of a group together; what is left out stays. Doing it twice changes nothing. */
export function actResizeGroup(
  edge: AwsEdge,
  scope: CallScope,
  group: string,
  { minimum, maximum, desired }: { readonly minimum?: number; readonly maximum?: number; readonly desired: number },
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'autoscaling', action: 'autoscaling:UpdateAutoScalingGroup' }, (asking) => {
    const command = new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName: group,
      DesiredCapacity: desired,
      ...(minimum === undefined ? {} : { MinSize: minimum }),
      ...(maximum === undefined ? {} : { MaxSize: maximum }),
    });
    return asking.client.send(command, { abortSignal: asking.signal });
  });
}
