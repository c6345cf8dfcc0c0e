import type {
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  DescribeSubnetsRequest,
  DescribeSubnetsResult,
  DescribeVpcsRequest,
  DescribeVpcsResult,
  IpPermission,
} from '@aws-sdk/client-ec2';
import type { Call } from '../../wire';
import type { SimulatedNetwork, SimulatedSecurityGroup, SimulatedSubnet } from '../../world/networks';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { describePage, type Ec2Resource } from './describe-page';
import { fleetInstances } from './fleet-instances';
import { toTags } from './tags';

const vpcs: Ec2Resource<SimulatedNetwork> = {
  notFound: 'InvalidVpcID.NotFound',
  idOf: (vpc) => vpc.vpcId,
  tagsOf: (vpc) => ({ Name: vpc.name }),
  filters: { 'vpc-id': (vpc) => vpc.vpcId, cidr: (vpc) => vpc.cidr, state: () => 'available' },
};

/** EC2 DescribeVpcs. @throws AwsError */
export function describeVpcs(input: Given<DescribeVpcsRequest>, world: World, call: Call): DescribeVpcsResult {
  const { VpcIds, Filters, MaxResults, NextToken } = input;
  const all = world.networks(call.region, accountOf(call));
  const page = describePage(all, vpcs, { ids: VpcIds, filters: Filters, MaxResults, NextToken }, call);
  return {
    Vpcs: page.items.map((vpc) => ({
      VpcId: vpc.vpcId,
      OwnerId: accountOf(call),
      CidrBlock: vpc.cidr,
      CidrBlockAssociationSet: [{ CidrBlock: vpc.cidr, CidrBlockState: { State: 'associated' } }],
      State: 'available',
      IsDefault: false,
      InstanceTenancy: 'default',
      Tags: toTags(vpcs.tagsOf(vpc)),
    })),
    NextToken: page.nextToken,
  };
}

type Subnet = SimulatedSubnet & { readonly vpcId: string };

const subnets: Ec2Resource<Subnet> = {
  notFound: 'InvalidSubnetID.NotFound',
  idOf: (subnet) => subnet.id,
  tagsOf: (subnet) => ({ Name: `private-${subnet.availabilityZone}` }),
  filters: {
    'availability-zone': (subnet) => subnet.availabilityZone,
    'cidr-block': (subnet) => subnet.cidr,
    'subnet-id': (subnet) => subnet.id,
    state: () => 'available',
    'vpc-id': (subnet) => subnet.vpcId,
  },
};

/** EC2 DescribeSubnets. @throws AwsError */
export function describeSubnets(input: Given<DescribeSubnetsRequest>, world: World, call: Call): DescribeSubnetsResult {
  const { SubnetIds, Filters, MaxResults, NextToken } = input;
  const account = accountOf(call);
  const all = world
    .networks(call.region, account)
    .flatMap((network) => network.subnets.map((subnet) => ({ ...subnet, vpcId: network.vpcId })));
  const instances = fleetInstances(world, call.region, account);
  const page = describePage(all, subnets, { ids: SubnetIds, filters: Filters, MaxResults, NextToken }, call);
  return {
    Subnets: page.items.map((subnet) => ({
      SubnetId: subnet.id,
      SubnetArn: `arn:aws:ec2:${call.region}:${account}:subnet/${subnet.id}`,
      VpcId: subnet.vpcId,
      OwnerId: account,
      AvailabilityZone: subnet.availabilityZone,
      CidrBlock: subnet.cidr,
      AvailableIpAddressCount: freeAddresses(subnet, instances.filter(({ subnetId }) => subnetId === subnet.id).length),
      State: 'available',
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      Tags: toTags(subnets.tagsOf(subnet)),
    })),
    NextToken: page.nextToken,
  };
}

/** AWS keeps five addresses of every subnet to itself. */
function freeAddresses({ cidr }: Subnet, taken: number): number {
  return 2 ** (32 - Number(cidr.split('/')[1])) - 5 - taken;
}

type SecurityGroup = SimulatedSecurityGroup & { readonly vpcId: string };

const securityGroups: Ec2Resource<SecurityGroup> = {
  notFound: 'InvalidGroup.NotFound',
  idOf: (group) => group.id,
  tagsOf: (group): Readonly<Record<string, string>> =>
    group.workload === undefined ? {} : { Name: group.name, workload: group.workload },
  filters: {
    description: (group) => group.description,
    'group-id': (group) => group.id,
    'group-name': (group) => group.name,
    'ip-permission.from-port': (group) => group.inbound.map(({ port }) => String(port)),
    'vpc-id': (group) => group.vpcId,
  },
};

/** EC2 DescribeSecurityGroups. @throws AwsError */
export function describeSecurityGroups(
  input: Given<DescribeSecurityGroupsRequest>,
  world: World,
  call: Call,
): DescribeSecurityGroupsResult {
  const { GroupIds, GroupNames = [], Filters = [], MaxResults, NextToken } = input;
  const account = accountOf(call);
  const all = world
    .networks(call.region, account)
    .flatMap((network) => network.securityGroups.map((group) => ({ ...group, vpcId: network.vpcId })));
  const byName = GroupNames.length === 0 ? [] : [{ Name: 'group-name', Values: [...GroupNames] }];
  const request = { ids: GroupIds, filters: [...Filters, ...byName], MaxResults, NextToken };
  const page = describePage(all, securityGroups, request, call);
  return {
    SecurityGroups: page.items.map((group) => ({
      GroupId: group.id,
      GroupName: group.name,
      SecurityGroupArn: `arn:aws:ec2:${call.region}:${account}:security-group/${group.id}`,
      Description: group.description,
      OwnerId: account,
      VpcId: group.vpcId,
      IpPermissions: group.inbound.map(({ port, cidr }) => permission('tcp', cidr, port)),
      IpPermissionsEgress: [permission('-1', '0.0.0.0/0')],
      Tags: toTags(securityGroups.tagsOf(group)),
    })),
    NextToken: page.nextToken,
  };
}

function permission(protocol: string, cidr: string, port?: number): IpPermission {
  return {
    IpProtocol: protocol,
    ...(port !== undefined && { FromPort: port, ToPort: port }),
    IpRanges: [{ CidrIp: cidr }],
  };
}
