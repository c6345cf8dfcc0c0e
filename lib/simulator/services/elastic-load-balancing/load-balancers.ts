import type {
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
  LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, type Call } from '../../wire';
import type { SimulatedLoadBalancer, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate, stableHex } from '../stable-id';
import { describePage, elbValidationError } from './paging';

/** The load balancers of the call's account in the call's region, by name. */
export function loadBalancersOf(world: World, call: Call): SimulatedLoadBalancer[] {
  return world.loadBalancers(call.region, accountOf(call)).toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/**
 * ELBv2 DescribeLoadBalancers, by ARN or name or all of the region.
 * @throws AwsError LoadBalancerNotFoundException when one that is named does not exist, ValidationError
 */
export function describeLoadBalancers(
  input: Given<DescribeLoadBalancersInput>,
  world: World,
  call: Call,
): DescribeLoadBalancersOutput {
  const { LoadBalancerArns = [], Names = [], Marker, PageSize } = input;
  if (LoadBalancerArns.length > 0 && Names.length > 0) {
    throw elbValidationError('Load balancer names and load balancer ARNs cannot be specified at the same time');
  }
  const here = loadBalancersOf(world, call);
  checkExist(
    LoadBalancerArns,
    here.map((each) => each.arn),
  );
  checkExist(
    Names,
    here.map((each) => each.name),
  );
  const found = here
    .filter((each) => LoadBalancerArns.length === 0 || LoadBalancerArns.includes(each.arn))
    .filter((each) => Names.length === 0 || Names.includes(each.name));
  const page = describePage(found, (each) => each.arn, { Marker, PageSize }, [LoadBalancerArns, Names], call);
  return { LoadBalancers: page.items.map(toLoadBalancer), NextMarker: page.nextToken };
}

function checkExist(wanted: readonly string[], existing: readonly string[]): void {
  const missing = wanted.filter((each) => !existing.includes(each));
  if (missing.length > 0) {
    throw new AwsError('LoadBalancerNotFoundException', `Load balancers '[${missing.join(', ')}]' not found`, 400);
  }
}

function toLoadBalancer(balancer: SimulatedLoadBalancer): LoadBalancer {
  return {
    LoadBalancerArn: balancer.arn,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneId: balancer.canonicalHostedZoneId,
    CreatedTime: foundingDate,
    LoadBalancerName: balancer.name,
    Scheme: 'internet-facing',
    VpcId: vpcOf(balancer),
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: ['a', 'b', 'c'].map((zone) => ({
      ZoneName: `${balancer.region}${zone}`,
      SubnetId: `subnet-0${stableHex(`${balancer.region}${zone}`, 16)}`,
      LoadBalancerAddresses: [],
    })),
    SecurityGroups: [`sg-0${stableHex(balancer.arn, 16)}`],
    IpAddressType: 'ipv4',
  };
}

/** The network that a load balancer and its targets share. */
export function vpcOf(balancer: SimulatedLoadBalancer): string {
  return `vpc-0${stableHex(balancer.region, 16)}`;
}
