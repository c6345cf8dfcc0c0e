import type { FleetQueue } from './fleet-queues';
import { endpointCheckId } from './fleet-zone';
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

function busNameOf(workload: string): string {
  return `${workload}-orders`;
}

function busArn(region: string, accountId: string, name: string): string {
  return `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
}

/** Beside each queue a bus tells what happens to orders. */
export function buildEventBuses(accountId: string, queues: readonly FleetQueue[]): SimulatedEventBus[] {
  return queues.map(({ region, workload }) => {
    const name = busNameOf(workload);
    return {
      region,
      name,
      arn: busArn(region, accountId, name),
      description: 'What happens to orders',
      rules: [
        {
          name: 'order-placed',
          arn: `arn:aws:events:${region}:${accountId}:rule/${name}/order-placed`,
          pattern: { source: [`acme.${workload}`], 'detail-type': ['OrderPlaced'] },
          enabled: true,
        },
      ],
    };
  });
}

/** One global endpoint over the first two buses of each workload. */
export function buildEventEndpoints(accountId: string, queues: readonly FleetQueue[]): SimulatedEventEndpoint[] {
  return [...new Set(queues.map(({ workload }) => workload))].flatMap((workload): SimulatedEventEndpoint[] => {
    const [primary, secondary] = queues.filter((queue) => queue.workload === workload);
    if (primary === undefined || secondary === undefined) return [];
    const name = busNameOf(workload);
    return [
      {
        name,
        id: `${hexOf(`event-endpoint:${name}`, 10)}.veo`,
        arn: `arn:aws:events:${primary.region}:${accountId}:endpoint/${name}`,
        primaryRegion: primary.region,
        secondaryRegion: secondary.region,
        healthCheckId: endpointCheckId(workload, primary.region),
        busArns: [busArn(primary.region, accountId, name), busArn(secondary.region, accountId, name)],
      },
    ];
  });
}
