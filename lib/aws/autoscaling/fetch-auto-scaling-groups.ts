import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { AutoScalingGroupReading } from './readings';
import { toAutoScalingGroup } from './to-auto-scaling-group';

const call: AwsCall<'autoscaling'> = {
  service: 'autoscaling',
  action: 'autoscaling:DescribeAutoScalingGroups',
  shows: 'Capacity figures',
};

/** Reads every Auto Scaling group of one account and region with its instances. */
export function fetchAutoScalingGroups(
  edge: AwsEdge,
  scope: CallScope,
): Promise<Answer<readonly AutoScalingGroupReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const value = await pageThrough(async (token: string | undefined) => {
      const output = await client.send(new DescribeAutoScalingGroupsCommand({ MaxRecords: 100, NextToken: token }), {
        abortSignal: signal,
      });
      const groups = output.AutoScalingGroups ?? [];
      const items = toEach(groups, toAutoScalingGroup, (sentence) => notices.push(sentence), 'Auto Scaling groups');
      return { items, next: toNext(output.NextToken) };
    });
    return { value, notices };
  });
}
