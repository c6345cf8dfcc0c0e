import { checkers } from '../health-checkers';
import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { answerMs } from './answer-time';
import { counter, durations, gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** Every checker asks every endpoint each ten seconds. */
const checkerRequestsPerMinute = checkers.length * 6;

/** `AWS/ApplicationELB`: counters appear only in minutes in which they are not zero. */
export function loadBalancerMetrics({
  loadBalancers,
  workloads,
}: Pick<FleetResources, 'loadBalancers' | 'workloads'>): MetricDefinition[] {
  return loadBalancers.flatMap((balancer) => {
    const { region, workload: workloadId } = balancer;
    const workload = workloads.find((each) => each.id === workloadId);
    const capacity = workload?.capacity.find((each) => each.region === region);
    if (workload === undefined || capacity === undefined) return [];
    const whole = { LoadBalancer: balancer.dimension };
    const group = { LoadBalancer: balancer.dimension, TargetGroup: balancer.targetGroup.dimension };
    const inService = (view: MinuteView) => view.capacity(workloadId, region)?.inService ?? capacity.inService;
    const define = (
      name: string,
      dimensions: Readonly<Record<string, string>>,
      digest: MetricDefinition['digest'],
    ): MetricDefinition => ({
      identity: { namespace: 'AWS/ApplicationELB', name, dimensions },
      region,
      latestDelaySeconds: 90,
      digest,
    });
    return [
      define('RequestCount', whole, (view) =>
        counter(Math.round(view.requests(workloadId, region)) + checkerRequestsPerMinute),
      ),
      define('TargetResponseTime', whole, (view, noise) => {
        const requests = view.requests(workloadId, region);
        const median = (answerMs(view, workload, region) / 1000) * (0.95 + 0.1 * noise(1));
        return durations(Math.round(requests) + checkerRequestsPerMinute, median, 0.62 + 0.06 * noise(2));
      }),
      define('HTTPCode_Target_5XX_Count', whole, (view, noise) =>
        counter(Math.round(view.errors(workloadId, region) * (0.7 + 0.6 * noise(1)))),
      ),
      define('HTTPCode_ELB_5XX_Count', whole, (view, noise) =>
        counter(Math.floor((view.requests(workloadId, region) / 40_000) * noise(1) + 0.2 * noise(2))),
      ),
      define('HealthyHostCount', group, (view) => gauge(inService(view), 6)),
      define('UnHealthyHostCount', group, () => gauge(0, 6)),
    ];
  });
}
