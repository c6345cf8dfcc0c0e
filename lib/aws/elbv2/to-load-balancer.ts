import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { parseArn } from '../arn';
import type { LoadBalancerReading, TargetGroupReading } from './readings';

/** @param targetGroups all target groups of the region; those of this load balancer are picked. */
export function toLoadBalancer(
  wire: LoadBalancer,
  targetGroups: readonly TargetGroup[],
): LoadBalancerReading | 'incomplete' {
  const arn = wire.LoadBalancerArn;
  const dimension = arn === undefined ? 'unknown' : toDimension(arn, 'loadbalancer/');
  if (arn === undefined || dimension === 'unknown' || !wire.LoadBalancerName) return 'incomplete';
  return {
    arn,
    name: wire.LoadBalancerName,
    dimension,
    hostname: (wire.DNSName ?? '').toLowerCase().replace(/\.$/, ''),
    hostedZoneId: wire.CanonicalHostedZoneId ?? '',
    type: wire.Type ?? 'unknown',
    state: wire.State?.Code === 'active_impaired' ? 'active-impaired' : (wire.State?.Code ?? 'unknown'),
    targetGroups: targetGroups.filter((group) => group.LoadBalancerArns?.includes(arn)).flatMap(toTargetGroup),
  };
}

function toTargetGroup(wire: TargetGroup): TargetGroupReading[] {
  const dimension = wire.TargetGroupArn === undefined ? 'unknown' : toDimension(wire.TargetGroupArn, '');
  if (wire.TargetGroupArn === undefined || dimension === 'unknown') return [];
  return [{ arn: wire.TargetGroupArn, name: wire.TargetGroupName ?? '', dimension }];
}

/** CloudWatch's dimensions are the tail of the ARN: `app/name/id` and `targetgroup/name/id`. */
function toDimension(arn: string, prefix: string): string | 'unknown' {
  const parts = parseArn(arn);
  if (parts === 'not-an-arn' || !parts.resource.startsWith(prefix)) return 'unknown';
  return parts.resource.slice(prefix.length);
}
