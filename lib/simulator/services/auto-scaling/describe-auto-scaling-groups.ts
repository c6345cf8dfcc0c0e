import type {
  AutoScalingGroup,
  AutoScalingGroupNamesType,
  AutoScalingGroupsType,
  Filter,
} from '@aws-sdk/client-auto-scaling';
import { AwsError, type Call } from '../../wire';
import { subnetIdOf, zonesOf } from '../../world/networks';
import { scalingGroupOf } from '../../world/node-groups';
import type { SimulatedAutoScalingGroup, World } from '../../world/types';
import { accountOf } from '../account';
import { instanceType } from '../ec2/fleet-instances';
import type { Given } from '../given';
import { foundingDate, stableHex } from '../stable-id';
import { pageScope, takePage } from '../take-page';

const defaultPageSize = 50;
const mostRecords = 100;
const groupMetrics = [
  'GroupDesiredCapacity',
  'GroupInServiceInstances',
  'GroupMaxSize',
  'GroupMinSize',
  'GroupPendingInstances',
  'GroupTotalInstances',
];

/**
 * Auto Scaling DescribeAutoScalingGroups, those that hold the nodes of EKS among them. Names that do not exist are left out
 * of the answer, as AWS does.
 * @throws AwsError InvalidNextToken, ValidationError
 */
export function describeAutoScalingGroups(
  input: Given<AutoScalingGroupNamesType>,
  world: World,
  call: Call,
): AutoScalingGroupsType {
  const { AutoScalingGroupNames = [], Filters = [], MaxRecords = defaultPageSize, NextToken } = input;
  if (!(MaxRecords >= 1 && MaxRecords <= mostRecords)) {
    throw new AwsError('ValidationError', `MaxRecords must be between 1 and ${mostRecords}`, 400);
  }
  const nodes = world.nodeGroups(call.region, accountOf(call)).map(scalingGroupOf);
  const found = [...world.autoScalingGroups(call.region, accountOf(call)), ...nodes]
    .filter((group) => AutoScalingGroupNames.length === 0 || AutoScalingGroupNames.includes(group.name))
    .filter((group) => Filters.every((filter) => passes(group, filter)))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const page = takePage(found, (group) => group.name, {
    scope: pageScope(call, [AutoScalingGroupNames, Filters]),
    limit: MaxRecords,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidNextToken', 'The token is not valid.', 400),
  });
  const groups = page.items.map((group) =>
    toGroup(group, nodes.includes(group) ? [] : targetGroupsOf(group, world, call), call),
  );
  return { AutoScalingGroups: groups, NextToken: page.nextToken };
}

function targetGroupsOf({ region, workload }: SimulatedAutoScalingGroup, world: World, call: Call): string[] {
  return world
    .loadBalancers(region, accountOf(call))
    .filter((balancer) => balancer.workload === workload)
    .map((balancer) => balancer.targetGroup.arn);
}

function tagsOf(group: SimulatedAutoScalingGroup): Readonly<Record<string, string>> {
  return { workload: group.workload };
}

function passes(group: SimulatedAutoScalingGroup, { Name = '', Values = [] }: Filter): boolean {
  const tags = tagsOf(group);
  if (Name === 'tag-key') return Object.keys(tags).some((key) => Values.includes(key));
  if (Name === 'tag-value') return Object.values(tags).some((value) => Values.includes(value));
  if (Name.startsWith('tag:')) return Values.includes(tags[Name.slice('tag:'.length)] ?? '');
  throw new AwsError('ValidationError', `Filter name ${Name} is not valid; use tag-key, tag-value or tag:<key>`, 400);
}

function toGroup(group: SimulatedAutoScalingGroup, targetGroups: string[], call: Call): AutoScalingGroup {
  const accountId = accountOf(call);
  const launchTemplate = {
    LaunchTemplateId: `lt-0${stableHex(group.arn, 16)}`,
    LaunchTemplateName: group.name,
    Version: '1',
  };
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    LaunchTemplate: launchTemplate,
    MinSize: group.min,
    MaxSize: group.max,
    DesiredCapacity: group.desired,
    DefaultCooldown: 300,
    AvailabilityZones: zonesOf(group.region),
    LoadBalancerNames: [],
    TargetGroupARNs: targetGroups,
    HealthCheckType: 'ELB',
    HealthCheckGracePeriod: 120,
    Instances: group.instances.map((instance) => ({
      InstanceId: instance.id,
      InstanceType: instanceType,
      AvailabilityZone: instance.availabilityZone,
      LifecycleState: instance.state,
      HealthStatus: instance.healthy ? 'Healthy' : 'Unhealthy',
      LaunchTemplate: launchTemplate,
      ProtectedFromScaleIn: false,
    })),
    CreatedTime: foundingDate,
    SuspendedProcesses: [],
    VPCZoneIdentifier: zonesOf(group.region)
      .map((zone) => subnetIdOf(zone, accountId))
      .join(','),
    EnabledMetrics: groupMetrics.map((Metric) => ({ Metric, Granularity: '1Minute' })),
    Tags: Object.entries(tagsOf(group)).map(([Key, Value]) => ({
      ResourceId: group.name,
      ResourceType: 'auto-scaling-group',
      Key,
      Value,
      PropagateAtLaunch: true,
    })),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
    ServiceLinkedRoleARN: `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  };
}
