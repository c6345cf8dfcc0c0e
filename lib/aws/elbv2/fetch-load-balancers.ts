import { DescribeLoadBalancersCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { asStep } from '../classify-failure';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { LoadBalancerReading } from './readings';
import { toLoadBalancer } from './to-load-balancer';

const call: AwsCall<'elbv2'> = {
  service: 'elbv2',
  action: 'elasticloadbalancing:DescribeLoadBalancers',
  shows: 'Load balancers and their metrics',
};

/** Reads the load balancers of one account and region with their target groups. */
export function fetchLoadBalancers(edge: AwsEdge, scope: CallScope): Promise<Answer<readonly LoadBalancerReading[]>> {
  return ask(edge, scope, call, async (asking) => {
    const [balancers, targetGroups] = await Promise.all([
      readBalancers(asking),
      asStep('elasticloadbalancing:DescribeTargetGroups', readTargetGroups(asking)),
    ]);
    const notices: string[] = [];
    const value = toEach(
      balancers,
      (wire) => toLoadBalancer(wire, targetGroups),
      (sentence) => notices.push(sentence),
      'load balancers',
    );
    return { value, notices };
  });
}

function readBalancers({ client, signal }: Asking<'elbv2'>) {
  return pageThrough(async (marker: string | undefined) => {
    const output = await client.send(new DescribeLoadBalancersCommand({ Marker: marker }), { abortSignal: signal });
    return { items: output.LoadBalancers ?? [], next: toNext(output.NextMarker) };
  });
}

function readTargetGroups({ client, signal }: Asking<'elbv2'>) {
  return pageThrough(async (marker: string | undefined) => {
    const output = await client.send(new DescribeTargetGroupsCommand({ Marker: marker }), { abortSignal: signal });
    return { items: output.TargetGroups ?? [], next: toNext(output.NextMarker) };
  });
}
