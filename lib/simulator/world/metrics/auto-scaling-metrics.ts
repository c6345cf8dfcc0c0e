import type { FleetResources } from '../simulated-fleet';
import { gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** `AWS/AutoScaling` group metrics, one value a minute. */
export function autoScalingMetrics({
  autoScalingGroups,
}: Pick<FleetResources, 'autoScalingGroups'>): MetricDefinition[] {
  return autoScalingGroups.flatMap((group) => {
    const count = (state: string) => group.instances.filter((instance) => instance.state === state).length;
    const values: Readonly<Record<string, number>> = {
      GroupInServiceInstances: count('InService'),
      GroupPendingInstances: count('Pending'),
      GroupDesiredCapacity: group.desired,
      GroupMaxSize: group.max,
    };
    return Object.entries(values).map(([name, value]) => ({
      identity: { namespace: 'AWS/AutoScaling', name, dimensions: { AutoScalingGroupName: group.name } },
      region: group.region,
      latestDelaySeconds: 90,
      digest: () => gauge(value),
    }));
  });
}
