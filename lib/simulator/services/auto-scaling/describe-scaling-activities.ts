import type { ActivitiesType, Activity, DescribeScalingActivitiesType } from '@aws-sdk/client-auto-scaling';
import { AwsError, type Call } from '../../wire';
import type { SimulatedAutoScalingGroup, SimulatedScalingActivity, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';

const mostRecords = 100;

/**
 * Auto Scaling DescribeScalingActivities of one group or of all, newest first.
 * @throws AwsError InvalidNextToken, ValidationError
 */
export function describeScalingActivities(
  input: Given<DescribeScalingActivitiesType>,
  world: World,
  call: Call,
): ActivitiesType {
  const { ActivityIds = [], AutoScalingGroupName: name, MaxRecords = mostRecords, NextToken } = input;
  if (!(MaxRecords >= 1 && MaxRecords <= mostRecords)) throw invalid(`MaxRecords must be between 1 and ${mostRecords}`);
  const groups = world
    .autoScalingGroups(call.region, accountOf(call))
    .filter((each) => (name ?? each.name) === each.name);
  if (name !== undefined && groups.length === 0) throw invalid(`AutoScalingGroup name not found - ${name}`);
  const found = groups
    .flatMap((group) => group.activities.map((activity) => ({ group, activity })))
    .filter(({ activity }) => ActivityIds.length === 0 || ActivityIds.includes(activity.id))
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const page = takePage(found, keyOf, {
    scope: pageScope(call, [ActivityIds, name ?? '']),
    limit: MaxRecords,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidNextToken', 'The token is not valid.', 400),
  });
  return { Activities: page.items.map(toActivity), NextToken: page.nextToken };
}

interface Found {
  readonly group: SimulatedAutoScalingGroup;
  readonly activity: SimulatedScalingActivity;
}

/** Ascends as time descends. */
function keyOf({ activity }: Found): string {
  return `${(1e15 - activity.startedAt).toString().padStart(16, '0')}:${activity.id}`;
}

function toActivity({ group, activity }: Found): Activity {
  const { id, description, status, message, startedAt, endedAt } = activity;
  return {
    ActivityId: id,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: description,
    Cause: `At ${new Date(startedAt).toISOString()} a difference between desired and actual capacity changed the number of instances.`,
    StartTime: new Date(startedAt),
    EndTime: endedAt === null ? undefined : new Date(endedAt),
    StatusCode: status,
    StatusMessage: message,
    Progress: endedAt === null ? 30 : 100,
    Details: '{}',
  };
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message, 400);
}
