import type { SimulatedNetwork } from '../../world/networks';
import type { World } from '../../world/types';
import { stableHex } from '../stable-id';

/** What every instance of the fleet is. */
export const instanceType = 'm7g.large';

/** An instance of an Auto Scaling group, where it stands in the account's network. */
export interface FleetInstance {
  readonly id: string;
  readonly workload: string;
  readonly group: string;
  readonly availabilityZone: string;
  readonly state: 'pending' | 'running' | 'shutting-down';
  readonly vpcId: string;
  readonly subnetId: string;
  readonly privateAddress: string;
  readonly securityGroups: readonly { readonly id: string; readonly name: string }[];
  readonly rootVolumeId: string;
}

const states = { InService: 'running', Pending: 'pending', Terminating: 'shutting-down' } as const;
/** The first addresses of a subnet belong to AWS. */
const firstHost = 10;

/** The instances of an account in a region: those that its Auto Scaling groups list, and no others. */
export function fleetInstances(world: World, region: string, accountId: string): FleetInstance[] {
  const [network] = world.networks(region, accountId);
  if (network === undefined) return [];
  const hosts = new Map<string, number>();
  return world.autoScalingGroups(region, accountId).flatMap((group) =>
    group.instances.flatMap(({ id, availabilityZone, state }): FleetInstance[] => {
      const subnet = network.subnets.find((each) => each.availabilityZone === availabilityZone);
      if (subnet === undefined) return [];
      const host = hosts.get(subnet.id) ?? firstHost;
      hosts.set(subnet.id, host + 1);
      return [
        {
          id,
          workload: group.workload,
          group: group.name,
          availabilityZone,
          state: states[state],
          vpcId: network.vpcId,
          subnetId: subnet.id,
          privateAddress: addressIn(subnet.cidr, host),
          securityGroups: groupsFor(network, group.workload),
          rootVolumeId: `vol-0${stableHex(`root volume of ${id}`, 16)}`,
        },
      ];
    }),
  );
}

function groupsFor(network: SimulatedNetwork, workload: string): FleetInstance['securityGroups'] {
  return network.securityGroups.filter((each) => each.name === `${workload}-instances`);
}

/** The address so many after the first of a range of whole bytes. */
function addressIn(cidr: string, host: number): string {
  const [a, b, c] = cidr.split(/[./]/).map(Number);
  return `${a}.${b}.${(c ?? 0) + Math.floor(host / 256)}.${host % 256}`;
}
