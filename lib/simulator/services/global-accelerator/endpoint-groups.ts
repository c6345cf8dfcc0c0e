import type {
  DescribeEndpointGroupRequest,
  DescribeEndpointGroupResponse,
  EndpointGroup,
  ListEndpointGroupsRequest,
  ListEndpointGroupsResponse,
  UpdateEndpointGroupRequest,
  UpdateEndpointGroupResponse,
} from '@aws-sdk/client-global-accelerator';
import { AwsError, type Call, commonError } from '../../wire';
import { EndpointGroupError, type EndpointGroupSettings, type SimulatedEndpointGroup } from '../../world/accelerators';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { acceleratorPage, invalidArgument } from './page';

const usualWeight = 128;

/** Global Accelerator ListEndpointGroups of one listener. @throws AwsError ListenerNotFoundException */
export function listEndpointGroups(
  input: Given<ListEndpointGroupsRequest>,
  world: World,
  call: Call,
): ListEndpointGroupsResponse {
  const { ListenerArn } = input;
  const found = world.accelerators(accountOf(call)).find((each) => each.listener.arn === ListenerArn);
  if (found === undefined) throw new AwsError('ListenerNotFoundException', `No listener ${ListenerArn} exists.`);
  const page = acceleratorPage(found.endpointGroups, input, ListenerArn, call);
  return { EndpointGroups: page.items.map(toEndpointGroup), NextToken: page.nextToken };
}

/** Global Accelerator DescribeEndpointGroup. @throws AwsError EndpointGroupNotFoundException */
export function describeEndpointGroup(
  input: Given<DescribeEndpointGroupRequest>,
  world: World,
  call: Call,
): DescribeEndpointGroupResponse {
  return { EndpointGroup: toEndpointGroup(findGroup(input.EndpointGroupArn, world, call)) };
}

/**
 * Global Accelerator UpdateEndpointGroup. What is not given stays as it is, but a list of endpoints replaces the whole
 * list: an endpoint that is left out of it is removed.
 * @throws AwsError EndpointGroupNotFoundException, InvalidArgumentException, NotImplemented for port overrides
 */
export function updateEndpointGroup(
  input: Given<UpdateEndpointGroupRequest>,
  world: World,
  call: Call,
): UpdateEndpointGroupResponse {
  if (input.PortOverrides !== undefined) throw commonError('notImplemented', call, 'Port overrides are not simulated.');
  const group = findGroup(input.EndpointGroupArn, world, call);
  try {
    world.changeEndpointGroup(group.arn, settingsAfter(group, input));
  } catch (error) {
    throw error instanceof EndpointGroupError ? invalidArgument(error.message) : error;
  }
  return { EndpointGroup: toEndpointGroup(findGroup(group.arn, world, call)) };
}

function settingsAfter(group: SimulatedEndpointGroup, input: Given<UpdateEndpointGroupRequest>): EndpointGroupSettings {
  const { healthCheck } = group;
  return {
    dialPercent: input.TrafficDialPercentage ?? group.dialPercent,
    endpoints:
      input.EndpointConfigurations?.map(({ EndpointId = '', Weight = usualWeight }) => ({
        id: EndpointId,
        weight: Weight,
      })) ?? group.endpoints,
    healthCheck: {
      port: input.HealthCheckPort ?? healthCheck.port,
      protocol: input.HealthCheckProtocol ?? healthCheck.protocol,
      path: input.HealthCheckPath ?? healthCheck.path,
      intervalSeconds: input.HealthCheckIntervalSeconds ?? healthCheck.intervalSeconds,
      threshold: input.ThresholdCount ?? healthCheck.threshold,
    },
  };
}

function findGroup(arn: string, world: World, call: Call): SimulatedEndpointGroup {
  const groups = world.accelerators(accountOf(call)).flatMap((each) => each.endpointGroups);
  const found = groups.find((each) => each.arn === arn);
  if (found === undefined) throw new AwsError('EndpointGroupNotFoundException', `No endpoint group ${arn} exists.`);
  return found;
}

function toEndpointGroup(group: SimulatedEndpointGroup): EndpointGroup {
  const { arn, dialPercent, endpoints, healthCheck, healthy, region } = group;
  return {
    EndpointGroupArn: arn,
    EndpointGroupRegion: region,
    TrafficDialPercentage: dialPercent,
    EndpointDescriptions: endpoints.map(({ id, weight }) => ({
      EndpointId: id,
      Weight: weight,
      HealthState: healthy ? 'HEALTHY' : 'UNHEALTHY',
      ClientIPPreservationEnabled: true,
    })),
    HealthCheckPort: healthCheck.port,
    HealthCheckProtocol: healthCheck.protocol,
    HealthCheckPath: healthCheck.path,
    HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
    ThresholdCount: healthCheck.threshold,
  };
}
