import { isCurrent } from '../freshness';
import { newestValue } from '../observe';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/**
 * Fewer instances in service than wanted. It is cleared by a newer count alone: when a region stops answering, the
 * shortage stays with its date.
 */
export function capacityFindings({ evidence, now }: FindingContext): readonly FindingDraft[] {
  return evidence.endpoints.flatMap((endpoint): FindingDraft[] => {
    const newest = newestValue(endpoint.capacity);
    if (newest === 'none' || newest.value.inService >= newest.value.desired) return [];
    const { inService, desired } = newest.value;
    const { workloadId, region } = endpoint;
    const workload = evidence.workloads.find(({ id }) => id === workloadId)?.workload;
    const group = workload?.capacity.find((at) => at.region === region)?.autoScalingGroupName ?? workloadId;
    const current = isCurrent(endpoint.capacity, endpoint.capacityCadence, now);
    const when = current ? '' : `, last known at ${formatMoment(newest.measuredAt, now)}`;
    return [
      {
        accountId: endpoint.accountId,
        region,
        workloadId,
        subject: `${workloadId}/${region}`,
        code: 'capacity-short',
        severity: inService === 0 ? 'critical' : 'warning',
        sentence: `${group} in ${region} has ${inService} of ${desired} instances in service${when}`,
        evidence: [`autoscaling:DescribeAutoScalingGroups at ${formatMoment(newest.measuredAt, now, 'second')}`],
        clear: 'Look at the scaling activities of the group: a quota, a lack of capacity or a failing launch holds it',
        since: newest.measuredAt,
      },
    ];
  });
}
