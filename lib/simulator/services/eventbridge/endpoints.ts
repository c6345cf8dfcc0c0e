import type {
  DescribeEndpointRequest,
  DescribeEndpointResponse,
  Endpoint,
  ListEndpointsRequest,
  ListEndpointsResponse,
} from '@aws-sdk/client-eventbridge';
import type { Call } from '../../wire';
import type { SimulatedEventEndpoint } from '../../world/fleet-events';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { eventsNotFound, eventsPage } from './page';

/** EventBridge ListEndpoints: the global endpoints whose home is the region. @throws AwsError ValidationException */
export function listEndpoints(input: Given<ListEndpointsRequest>, world: World, call: Call): ListEndpointsResponse {
  const { NamePrefix = '', HomeRegion, MaxResults, NextToken } = input;
  const found = world
    .eventEndpoints(call.region, accountOf(call))
    .filter((endpoint) => endpoint.name.startsWith(NamePrefix))
    .filter((endpoint) => HomeRegion === undefined || endpoint.primaryRegion === HomeRegion);
  const page = eventsPage(found, (each) => each.name, MaxResults, NextToken, [NamePrefix, HomeRegion], call);
  return { Endpoints: page.items.map((endpoint) => toEndpoint(endpoint, call)), NextToken: page.nextToken };
}

/** EventBridge DescribeEndpoint, in the endpoint's home region. @throws AwsError ResourceNotFoundException */
export function describeEndpoint(
  input: Given<DescribeEndpointRequest>,
  world: World,
  call: Call,
): DescribeEndpointResponse {
  const { HomeRegion = call.region, Name } = input;
  const found = world
    .eventEndpoints(call.region, accountOf(call))
    .find((endpoint) => endpoint.name === Name && endpoint.primaryRegion === HomeRegion);
  if (found === undefined) throw eventsNotFound(`Endpoint ${Name} does not exist.`);
  return toEndpoint(found, call);
}

function toEndpoint(endpoint: SimulatedEventEndpoint, call: Call): Endpoint {
  return {
    Name: endpoint.name,
    Arn: endpoint.arn,
    EndpointId: endpoint.id,
    EndpointUrl: `https://${endpoint.id}.endpoint.events.amazonaws.com`,
    RoutingConfig: {
      FailoverConfig: {
        Primary: { HealthCheck: `arn:aws:route53:::healthcheck/${endpoint.healthCheckId}` },
        Secondary: { Route: endpoint.secondaryRegion },
      },
    },
    ReplicationConfig: { State: 'ENABLED' },
    EventBuses: endpoint.busArns.map((EventBusArn) => ({ EventBusArn })),
    RoleArn: `arn:aws:iam::${accountOf(call)}:role/service-role/events-replication`,
    State: 'ACTIVE',
    CreationTime: foundingDate,
    LastModifiedTime: foundingDate,
  };
}
