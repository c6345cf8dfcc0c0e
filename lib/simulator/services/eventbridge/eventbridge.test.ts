import {
  DescribeEndpointCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListEndpointsCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetHealthCheckCommand, Route53Client } from '@aws-sdk/client-route-53';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';

let door: WireDoor;
const eventsIn = (region: string) => new EventBridgeClient(clientConfig(door, region));

beforeAll(async () => {
  door = await serveWorld(worldWith({}));
});
afterAll(() => door.close());

it('has the same bus and rules in both regions of a global endpoint, page by page', async () => {
  for (const region of ['us-east-1', 'us-west-2']) {
    const client = eventsIn(region);
    const first = await client.send(new ListEventBusesCommand({ Limit: 1 }));
    const second = await client.send(new ListEventBusesCommand({ Limit: 1, NextToken: first.NextToken }));
    const names = [...(first.EventBuses ?? []), ...(second.EventBuses ?? [])].map((each) => each.Name);
    expect(names).toEqual(['checkout-orders', 'default']);
    expect(second.NextToken).toBeUndefined();
    const { Rules } = await client.send(new ListRulesCommand({ EventBusName: 'checkout-orders' }));
    expect(Rules?.map((each) => [each.Name, each.State])).toEqual([['order-placed', 'ENABLED']]);
  }
  const elsewhere = await eventsIn('eu-central-1').send(new ListEventBusesCommand({}));
  expect(elsewhere.EventBuses?.map((each) => each.Name)).toEqual(['default']);
});

it('describes the global endpoint in its home region, with a health check that exists', async () => {
  const endpoint = await eventsIn('us-east-1').send(new DescribeEndpointCommand({ Name: 'checkout-orders' }));
  expect(endpoint.State).toBe('ACTIVE');
  expect(endpoint.ReplicationConfig?.State).toBe('ENABLED');
  expect(endpoint.EventBuses).toHaveLength(2);
  const routes = endpoint.RoutingConfig?.FailoverConfig;
  expect(routes?.Secondary?.Route).toBe('us-west-2');
  const HealthCheckId = routes?.Primary?.HealthCheck?.split('/').at(-1);
  const { HealthCheck } = await new Route53Client(clientConfig(door, 'us-east-1')).send(
    new GetHealthCheckCommand({ HealthCheckId }),
  );
  expect(HealthCheck?.HealthCheckConfig?.FullyQualifiedDomainName).toBe('use1.checkout.acme.example');
  expect((await eventsIn('us-west-2').send(new ListEndpointsCommand({}))).Endpoints).toEqual([]);
});

it('turns a rule off and on in its own region alone', async () => {
  const client = eventsIn('us-east-1');
  const rule = { Name: 'order-placed', EventBusName: 'checkout-orders' };
  const stateIn = async (region: string) => (await eventsIn(region).send(new DescribeRuleCommand(rule))).State;
  await client.send(new DisableRuleCommand(rule));
  expect([await stateIn('us-east-1'), await stateIn('us-west-2')]).toEqual(['DISABLED', 'ENABLED']);
  await client.send(new EnableRuleCommand(rule));
  expect(await stateIn('us-east-1')).toBe('ENABLED');
  await expect(client.send(new DisableRuleCommand({ ...rule, Name: 'nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Rule nobody does not exist on EventBus checkout-orders.',
  });
});

it('refuses what is not there, and says of what it does not do that it is not simulated', async () => {
  const client = eventsIn('us-west-2');
  await expect(client.send(new DescribeEndpointCommand({ Name: 'checkout-orders' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(client.send(new ListRulesCommand({ EventBusName: 'nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(client.send(new PutEventsCommand({ Entries: [{ Source: 'x' }] }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
});
