import { checkout, defaultAccountId } from './default-fleet';
import { endpointCheckId } from './default-zone';
import { fleetQueues } from './fleet-queues';
import { hexOf } from './seeded-random';

export interface SimulatedEventRule {
  readonly name: string;
  readonly arn: string;
  readonly pattern: object;
  readonly enabled: boolean;
}

export interface SimulatedEventBus {
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly rules: readonly SimulatedEventRule[];
}

/** An EventBridge global endpoint: events go to the primary region while its health check passes, else to the other. */
export interface SimulatedEventEndpoint {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly healthCheckId: string;
  readonly busArns: readonly string[];
}

const busName = 'checkout-orders';

function busArn(region: string, name: string): string {
  return `arn:aws:events:${region}:${defaultAccountId}:event-bus/${name}`;
}

const ordersRegions = fleetQueues.filter(({ workload }) => workload === checkout.id).map(({ region }) => region);

export const fleetEventBuses: readonly SimulatedEventBus[] = ordersRegions.map((region) => ({
  region,
  name: busName,
  arn: busArn(region, busName),
  description: 'What happens to orders',
  rules: [
    {
      name: 'order-placed',
      arn: `arn:aws:events:${region}:${defaultAccountId}:rule/${busName}/order-placed`,
      pattern: { source: ['acme.checkout'], 'detail-type': ['OrderPlaced'] },
      enabled: true,
    },
  ],
}));

export const fleetEventEndpoints: readonly SimulatedEventEndpoint[] = buildEndpoints();

function buildEndpoints(): SimulatedEventEndpoint[] {
  const [primaryRegion, secondaryRegion] = ordersRegions;
  if (primaryRegion === undefined || secondaryRegion === undefined) return [];
  return [
    {
      name: busName,
      id: `${hexOf(`event-endpoint:${busName}`, 10)}.veo`,
      arn: `arn:aws:events:${primaryRegion}:${defaultAccountId}:endpoint/${busName}`,
      primaryRegion,
      secondaryRegion,
      healthCheckId: endpointCheckId(checkout.id, primaryRegion),
      busArns: [busArn(primaryRegion, busName), busArn(secondaryRegion, busName)],
    },
  ];
}
