import type { WorkloadDeclaration } from './fleet-declaration';
import { hexOf } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import type { SimulatedLoadBalancer } from './types';
import type { WorldState } from './world-state';

/** What an operator may change of an endpoint group. */
export interface EndpointGroupSettings {
  /** Share of the traffic meant for the group that it really gets, 0…100. */
  readonly dialPercent: number;
  readonly endpoints: readonly { readonly id: string; readonly weight: number }[];
  readonly healthCheck: {
    readonly port: number;
    readonly protocol: 'TCP' | 'HTTP' | 'HTTPS';
    readonly path: string;
    readonly intervalSeconds: number;
    readonly threshold: number;
  };
}

export interface SimulatedEndpointGroup extends EndpointGroupSettings {
  readonly arn: string;
  readonly region: string;
  /** Whether its load balancers answer. */
  readonly healthy: boolean;
}

/** A Global Accelerator with its one listener. Users of the fleet do not come through it: they follow DNS. */
export interface SimulatedAccelerator {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly addresses: readonly string[];
  readonly listener: { readonly arn: string; readonly port: number };
  readonly endpointGroups: readonly SimulatedEndpointGroup[];
}

/** An accelerator with the settings it is born with. */
export interface AcceleratorDeclaration extends Omit<SimulatedAccelerator, 'endpointGroups'> {
  readonly endpointGroups: readonly {
    readonly arn: string;
    readonly region: string;
    readonly settings: EndpointGroupSettings;
  }[];
}

/** A change of an endpoint group that cannot be. */
export class EndpointGroupError extends Error {
  constructor(
    readonly code: 'UnknownEndpointGroup' | 'InvalidSettings',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

const mostEndpoints = 10;

function uuidOf(text: string): string {
  return hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The accelerator in front of a workload that has one. */
export function buildAccelerators(
  workload: WorkloadDeclaration,
  loadBalancers: readonly SimulatedLoadBalancer[],
): AcceleratorDeclaration[] {
  if (workload.accelerated !== true) return [];
  const arn = `arn:aws:globalaccelerator::${workload.accountId}:accelerator/${uuidOf(`accelerator:${workload.id}`)}`;
  const listenerArn = `${arn}/listener/${hexOf(`listener:${workload.id}`, 8)}`;
  const own = loadBalancers.filter((each) => each.workload === workload.id);
  return [
    {
      arn,
      name: workload.id,
      dnsName: `a${hexOf(`accelerator name:${workload.id}`, 16)}.awsglobalaccelerator.com`,
      // Documentation ranges: these addresses can never reach anybody real.
      addresses: ['192.0.2.240', '203.0.113.240'],
      listener: { arn: listenerArn, port: 443 },
      endpointGroups: own.map(({ region, arn: balancerArn }) => ({
        arn: `${listenerArn}/endpoint-group/${hexOf(`endpoint group:${workload.id}:${region}`, 12)}`,
        region,
        settings: {
          dialPercent: 100,
          endpoints: [{ id: balancerArn, weight: 128 }],
          healthCheck: { port: 443, protocol: 'HTTPS', path: '/healthz', intervalSeconds: 10, threshold: 3 },
        },
      })),
    },
  ];
}

/** An accelerator as it stands. */
export function describeAccelerator(
  state: WorldState,
  accelerator: AcceleratorDeclaration,
  isReachable: (region: string) => boolean,
): SimulatedAccelerator {
  return {
    ...accelerator,
    endpointGroups: accelerator.endpointGroups.map(({ arn, region, settings }) => ({
      arn,
      region,
      healthy: isReachable(region),
      ...(state.endpointGroups?.[arn] ?? settings),
    })),
  };
}

/** Refuses settings that cannot be. @throws EndpointGroupError */
export function checkEndpointGroup(fleet: SimulatedFleet, arn: string, settings: EndpointGroupSettings): void {
  const group = fleet.accelerators.flatMap((each) => each.endpointGroups).find((each) => each.arn === arn);
  if (group === undefined) throw new EndpointGroupError('UnknownEndpointGroup', `No endpoint group ${arn} exists.`);
  const problem = problemOf(fleet, settings, group.region);
  if (problem !== undefined) throw new EndpointGroupError('InvalidSettings', problem);
}

function problemOf(
  { loadBalancers }: SimulatedFleet,
  { dialPercent, endpoints, healthCheck }: EndpointGroupSettings,
  region: string,
): string | undefined {
  if (!(dialPercent >= 0 && dialPercent <= 100)) return `The traffic dial must be between 0 and 100: ${dialPercent}`;
  if (endpoints.length > mostEndpoints) return `An endpoint group has at most ${mostEndpoints} endpoints.`;
  const badWeight = endpoints.find(({ weight }) => !(Number.isInteger(weight) && weight >= 0 && weight <= 255));
  if (badWeight !== undefined) return `A weight must be between 0 and 255: ${badWeight.weight}`;
  const stranger = endpoints.find(({ id }) => !loadBalancers.some((each) => each.arn === id && each.region === region));
  if (stranger !== undefined) return `${stranger.id} is no load balancer of ${region}.`;
  const { intervalSeconds, port, threshold } = healthCheck;
  if (intervalSeconds !== 10 && intervalSeconds !== 30) return 'A health check runs every 10 or 30 seconds.';
  if (!(threshold >= 1 && threshold <= 10)) return `A threshold must be between 1 and 10: ${threshold}`;
  return port >= 1 && port <= 65_535 ? undefined : `A port must be between 1 and 65535: ${port}`;
}
