import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { gauge } from './digest';
import type { MetricDefinition } from './metric-definition';

/** `AWS/AutoScaling` group metrics, one value a minute. */
export function autoScalingMetrics({
  autoScalingGroups,
}: Pick<FleetResources, 'autoScalingGroups'>): MetricDefinition[] {
  return autoScalingGroups.flatMap((group) => {
    const count = (state: string) => group.instances.filter((instance) => instance.state === state).length;
    const born = { inService: count('InService'), pending: count('Pending'), desired: group.desired, max: group.max };
    const values = {
      GroupInServiceInstances: 'inService',
      GroupPendingInstances: 'pending',
      GroupDesiredCapacity: 'desired',
      GroupMaxSize: 'max',
    } as const;
    return Object.entries(values).map(([name, member]) => ({
      identity: { namespace: 'AWS/AutoScaling', name, dimensions: { AutoScalingGroupName: group.name } },
      region: group.region,
      latestDelaySeconds: 90,
      digest: (view: MinuteView) => gauge((view.capacity(group.workload, group.region) ?? born)[member]),
    }));
  });
}
