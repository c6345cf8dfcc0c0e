import { type Activity, DescribeScalingActivitiesCommand } from '@aws-sdk/client-auto-scaling';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { toMoment } from '../to-moment';
import type { Answer, CallScope } from '../types';
import type { ScalingActivity } from './readings';

const call: AwsCall<'autoscaling'> = {
  service: 'autoscaling',
  action: 'autoscaling:DescribeScalingActivities',
  shows: 'Attempts to start instances',
};

/** Reads the newest attempts of a group to start and stop instances, newest first; one page of a hundred. */
export function fetchScalingActivities(
  edge: AwsEdge,
  scope: CallScope,
  group: string,
): Promise<Answer<readonly ScalingActivity[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group, MaxRecords: 100 });
    const output = await client.send(command, { abortSignal: signal });
    const notice = (sentence: string) => notices.push(sentence);
    return { value: toEach(output.Activities ?? [], toScalingActivity, notice, 'scaling activities'), notices };
  });
}

function toScalingActivity(wire: Activity): ScalingActivity | 'incomplete' {
  if (!wire.ActivityId) return 'incomplete';
  return {
    id: wire.ActivityId,
    state: toState(wire.StatusCode),
    description: wire.Description ?? '',
    message: wire.StatusMessage ?? '',
    startedAt: toMoment(wire.StartTime),
  };
}

function toState(wire: string | undefined): ScalingActivity['state'] {
  if (wire === 'Successful') return 'successful';
  if (wire === 'Failed' || wire === 'Cancelled') return 'failed';
  return wire === undefined ? 'unknown' : 'in-progress';
}
