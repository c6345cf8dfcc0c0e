import { shortCode } from './aws-regions';
import { hexOf } from './seeded-random';
import type { SimulatedAutoScalingGroup } from './types';

export interface SimulatedSubnet {
  readonly id: string;
  readonly availabilityZone: string;
  readonly cidr: string;
}

export interface SimulatedSecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Absent for the VPC's own default group. */
  readonly workload?: string;
  /** What it lets in, by TCP. */
  readonly inbound: readonly { readonly port: number; readonly cidr: string }[];
}

/** The one VPC that an account has in a region. */
export interface SimulatedNetwork {
  readonly region: string;
  readonly vpcId: string;
  readonly name: string;
  readonly cidr: string;
  /** One per availability zone. */
  readonly subnets: readonly SimulatedSubnet[];
  readonly securityGroups: readonly SimulatedSecurityGroup[];
}

const zoneLetters = ['a', 'b', 'c'] as const;
/** Addresses after `10.`: every region has a range of its own, so that its VPCs can be peered. */
const firstRange = 20;

/** The availability zones of a region. */
export function zonesOf(region: string): string[] {
  return zoneLetters.map((letter) => `${region}${letter}`);
}

/** Id of an account's subnet in an availability zone. */
export function subnetIdOf(availabilityZone: string, accountId: string): string {
  return `subnet-0${hexOf(`subnet:${accountId}:${availabilityZone}`, 16)}`;
}

/** Range of every account's VPC in the region at that place of the fleet's list. */
export function vpcRangeAt(index: number): string {
  return `10.${firstRange + index}.0.0/16`;
}

/** The networks of an account. */
export function buildNetworks(
  { id: accountId, name }: { readonly id: string; readonly name: string },
  regions: readonly string[],
  groups: readonly SimulatedAutoScalingGroup[],
): SimulatedNetwork[] {
  return regions.map((region, index) => {
    const range = `10.${firstRange + index}`;
    return {
      region,
      vpcId: `vpc-0${hexOf(`vpc:${accountId}:${region}`, 16)}`,
      name: `${name}-${shortCode(region)}`,
      cidr: vpcRangeAt(index),
      subnets: zonesOf(region).map((availabilityZone, zone) => ({
        id: subnetIdOf(availabilityZone, accountId),
        availabilityZone,
        cidr: `${range}.${zone * 16}.0/20`,
      })),
      securityGroups: securityGroupsOf(region, accountId, vpcRangeAt(index), groups),
    };
  });
}

function securityGroupsOf(
  region: string,
  accountId: string,
  vpcCidr: string,
  groups: readonly SimulatedAutoScalingGroup[],
): SimulatedSecurityGroup[] {
  const idOf = (name: string) => `sg-0${hexOf(`security-group:${accountId}:${region}:${name}`, 16)}`;
  const workloads = groups.filter((group) => group.region === region).map(({ workload }) => workload);
  return [
    { id: idOf('default'), name: 'default', description: 'default VPC security group', inbound: [] },
    ...workloads.flatMap((workload): SimulatedSecurityGroup[] => [
      {
        id: idOf(`${workload}-edge`),
        name: `${workload}-edge`,
        description: `Load balancer of ${workload}`,
        workload,
        inbound: [{ port: 443, cidr: '0.0.0.0/0' }],
      },
      {
        id: idOf(`${workload}-instances`),
        name: `${workload}-instances`,
        description: `Instances of ${workload}`,
        workload,
        inbound: [{ port: 8080, cidr: vpcCidr }],
      },
    ]),
  ];
}
