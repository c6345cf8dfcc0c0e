import {
  DescribeAcceleratorCommand,
  DescribeEndpointGroupCommand,
  type EndpointGroup,
} from '@aws-sdk/client-global-accelerator';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { EndpointGroupReading } from './readings';

const groupCall: AwsCall<'globalaccelerator'> = {
  service: 'globalaccelerator',
  action: 'globalaccelerator:DescribeEndpointGroup',
  shows: 'Traffic dials of accelerators',
};

const acceleratorCall: AwsCall<'globalaccelerator'> = {
  service: 'globalaccelerator',
  action: 'globalaccelerator:DescribeAccelerator',
  shows: 'Deployment of accelerators',
};

/** Reads an endpoint group. The API lives in us-west-2 whatever region the scope names. */
export function fetchEndpointGroup(
  edge: AwsEdge,
  scope: CallScope,
  arn: string,
): Promise<Answer<EndpointGroupReading | 'absent'>> {
  return ask(edge, scope, groupCall, async ({ client, signal }) => {
    const command = new DescribeEndpointGroupCommand({ EndpointGroupArn: arn });
    const { EndpointGroup: group } = await client.send(command, { abortSignal: signal });
    return { value: group === undefined ? 'absent' : toReading(arn, group), notices: [] };
  });
}

function toReading(arn: string, group: EndpointGroup): EndpointGroupReading {
  const { EndpointGroupRegion, TrafficDialPercentage, EndpointDescriptions: endpoints = [] } = group;
  return {
    arn,
    region: EndpointGroupRegion ?? 'unknown',
    dialPercent: TrafficDialPercentage ?? 'unknown',
    healthy: endpoints.filter(({ HealthState }) => HealthState === 'HEALTHY').length,
    endpoints: endpoints.length,
  };
}

/** Whether every edge location has the accelerator as it was changed last; the API lives in us-west-2. */
export function fetchDeployment(
  edge: AwsEdge,
  scope: CallScope,
  acceleratorArn: string,
): Promise<Answer<'deployed' | 'in-progress' | 'unknown'>> {
  return ask(edge, scope, acceleratorCall, async ({ client, signal }) => {
    const command = new DescribeAcceleratorCommand({ AcceleratorArn: acceleratorArn });
    const { Accelerator: accelerator } = await client.send(command, { abortSignal: signal });
    const states = { DEPLOYED: 'deployed', IN_PROGRESS: 'in-progress' } as const;
    return { value: accelerator?.Status === undefined ? 'unknown' : states[accelerator.Status], notices: [] };
  });
}
