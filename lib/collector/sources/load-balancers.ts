import type { LoadBalancerReading } from '@/lib/aws';
import { awsDeadlineMs, type Merge, noMerge, type SourceKind, toOutcome, toSourceId } from '../source';
import { type Place, placesWith } from './places';

/** The load balancers of a region: metrics are asked for by an id that only AWS knows. */
export const loadBalancers: SourceKind = (fleet) =>
  placesWith(fleet, (workload, region) => workload.capacity.some((capacity) => capacity.region === region)).map(
    (place) => ({
      id: toSourceId(place.accountId, place.region, 'elbv2'),
      ...place,
      api: 'elbv2',
      call: 'elasticloadbalancing:DescribeLoadBalancers',
      rhythm: { periodSeconds: 60, phaseSeconds: 0 },
      deadlineMs: awsDeadlineMs,
      ask: async ({ ports, scope, counters }) => {
        counters.countCall('elasticloadbalancing:DescribeLoadBalancers');
        return toOutcome(
          await ports.aws.loadBalancers(scope),
          (balancers) => mergeLoadBalancers(place, balancers),
          () => noMerge,
        );
      },
      lose: () => noMerge,
    }),
  );

/** What is known of a load balancer stays known while its region does not answer. */
function mergeLoadBalancers(place: Place, balancers: readonly LoadBalancerReading[]): Merge {
  return ({ topology }) => {
    topology.noteLoadBalancersRead(place.accountId, place.region);
    for (const balancer of balancers) topology.setLoadBalancer(place.accountId, place.region, balancer);
  };
}
