import type {
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  TargetGroup,
  TargetHealthDescription,
  TargetHealthReasonEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, type Call } from '../../wire';
import type { SimulatedLoadBalancer, World } from '../../world/types';
import type { Given } from '../given';
import { loadBalancersOf, vpcOf } from './load-balancers';
import { describePage, elbValidationError } from './paging';

const targetPort = 8080;

/**
 * ELBv2 DescribeTargetGroups, by ARN, name or load balancer, or all of the region.
 * @throws AwsError TargetGroupNotFoundException, LoadBalancerNotFoundException, ValidationError
 */
export function describeTargetGroups(
  input: Given<DescribeTargetGroupsInput>,
  world: World,
  call: Call,
): DescribeTargetGroupsOutput {
  const { LoadBalancerArn, TargetGroupArns = [], Names = [], Marker, PageSize } = input;
  if ([LoadBalancerArn !== undefined, TargetGroupArns.length > 0, Names.length > 0].filter(Boolean).length > 1) {
    throw elbValidationError('Only one of load balancer ARN, target group ARNs and names can be specified');
  }
  const here = loadBalancersOf(world, call);
  checkExist(
    TargetGroupArns,
    here.map((each) => each.targetGroup.arn),
  );
  checkExist(
    Names,
    here.map((each) => each.targetGroup.name),
  );
  if (LoadBalancerArn !== undefined && !here.some((each) => each.arn === LoadBalancerArn)) {
    throw new AwsError('LoadBalancerNotFoundException', `Load balancers '[${LoadBalancerArn}]' not found`, 400);
  }
  const found = here
    .filter((each) => LoadBalancerArn === undefined || each.arn === LoadBalancerArn)
    .filter((each) => TargetGroupArns.length === 0 || TargetGroupArns.includes(each.targetGroup.arn))
    .filter((each) => Names.length === 0 || Names.includes(each.targetGroup.name));
  const filters = [LoadBalancerArn, TargetGroupArns, Names];
  const page = describePage(found, (each) => each.targetGroup.arn, { Marker, PageSize }, filters, call);
  return { TargetGroups: page.items.map(toTargetGroup), NextMarker: page.nextToken };
}

/**
 * ELBv2 DescribeTargetHealth of one target group; a target that is not registered is `unused`.
 * @throws AwsError TargetGroupNotFoundException
 */
export function describeTargetHealth(
  input: Given<DescribeTargetHealthInput>,
  world: World,
  call: Call,
): DescribeTargetHealthOutput {
  checkExist(
    [input.TargetGroupArn],
    loadBalancersOf(world, call).map((each) => each.targetGroup.arn),
  );
  const registered = world.targetHealth(input.TargetGroupArn).map(toTargetHealth);
  if (input.Targets === undefined || input.Targets.length === 0) return { TargetHealthDescriptions: registered };
  return {
    TargetHealthDescriptions: input.Targets.map(
      (target) => registered.find((each) => each.Target?.Id === target.Id) ?? notRegistered(target.Id),
    ),
  };
}

function checkExist(wanted: readonly string[], existing: readonly string[]): void {
  if (wanted.every((each) => existing.includes(each))) return;
  throw new AwsError('TargetGroupNotFoundException', 'One or more target groups not found', 400);
}

type WorldTarget = ReturnType<World['targetHealth']>[number];

function toTargetHealth(target: WorldTarget): TargetHealthDescription {
  return {
    Target: { Id: target.instanceId, Port: targetPort },
    HealthCheckPort: String(targetPort),
    TargetHealth: {
      State: target.state,
      Reason: target.state === 'healthy' ? undefined : reasonOf(target),
      Description: target.state === 'healthy' ? undefined : descriptions[target.state],
    },
  };
}

const descriptions = {
  initial: 'Target registration is in progress',
  unhealthy: 'Health checks failed',
} as const;

function reasonOf(target: WorldTarget): TargetHealthReasonEnum {
  if (target.reason !== undefined) return target.reason as TargetHealthReasonEnum;
  return target.state === 'initial' ? 'Elb.RegistrationInProgress' : 'Target.FailedHealthChecks';
}

function notRegistered(id: string | undefined): TargetHealthDescription {
  return {
    Target: { Id: id, Port: targetPort },
    TargetHealth: {
      State: 'unused',
      Reason: 'Target.NotRegistered',
      Description: 'Target is not registered to the target group',
    },
  };
}

function toTargetGroup(balancer: SimulatedLoadBalancer): TargetGroup {
  return {
    TargetGroupArn: balancer.targetGroup.arn,
    TargetGroupName: balancer.targetGroup.name,
    Protocol: 'HTTP',
    Port: targetPort,
    VpcId: vpcOf(balancer),
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: 10,
    HealthCheckTimeoutSeconds: 5,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 2,
    HealthCheckPath: '/healthz',
    Matcher: { HttpCode: '200' },
    LoadBalancerArns: [balancer.arn],
    TargetType: 'instance',
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  };
}
