import { DescribeTargetHealthCommand, type TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import type { Answer, CallScope } from '../types';
import type { TargetReading } from './readings';

const call: AwsCall<'elbv2'> = {
  service: 'elbv2',
  action: 'elasticloadbalancing:DescribeTargetHealth',
  shows: 'Target states of load balancers',
};

/** Reads how the targets of a target group are doing. */
export function fetchTargetHealth(
  edge: AwsEdge,
  scope: CallScope,
  targetGroupArn: string,
): Promise<Answer<readonly TargetReading[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const output = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }), {
      abortSignal: signal,
    });
    const notices: string[] = [];
    const descriptions = output.TargetHealthDescriptions ?? [];
    return { value: toEach(descriptions, toTarget, (sentence) => notices.push(sentence), 'targets'), notices };
  });
}

function toTarget(wire: TargetHealthDescription): TargetReading | 'incomplete' {
  if (!wire.Target?.Id) return 'incomplete';
  return { id: wire.Target.Id, state: toState(wire.TargetHealth?.State), reason: wire.TargetHealth?.Reason ?? '' };
}

const knownStates = ['healthy', 'unhealthy', 'initial', 'draining', 'unused', 'unavailable'] as const;

function toState(wire: string | undefined): TargetReading['state'] {
  if (wire === 'unhealthy.draining') return 'unhealthy';
  return knownStates.find((state) => state === wire) ?? 'unknown';
}
