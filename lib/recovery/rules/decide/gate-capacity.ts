import { isCurrent } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import { formatCount } from '@/lib/domain/wording/list';
import { blocker, type Gate } from './gate';

/**
 * The target has what it wants already: a group that waits for instances now will wait for more of them in need. How
 * many the run wants is settled when it runs, from what the region being left last had.
 */
export const gateCapacity: Gate = ({ workload, pair, evidence, now }) => {
  const { target } = pair;
  if (!workload.capacity.some(({ region }) => region === target)) return [];
  const endpoint = evidence.endpoints.find((each) => each.workloadId === workload.id && each.region === target);
  const newest = endpoint === undefined ? 'none' : newestValue(endpoint.capacity);
  if (endpoint === undefined || newest === 'none' || !isCurrent(endpoint.capacity, endpoint.capacityCadence, now)) {
    const lastGood =
      newest === 'none'
        ? undefined
        : {
            value: `${newest.value.inService} of ${formatCount(newest.value.desired, 'instance')} in service`,
            at: newest.measuredAt,
          };
    const toClear = `Wait until Auto Scaling in ${target} answers, or say how you know that there is room.`;
    return [blocker('capacity-unknown', `The capacity in ${target} cannot be read now`, toClear, { lastGood })];
  }
  const { inService, desired } = newest.value;
  if (inService >= desired) return [];
  const sentence = `${target} waits for capacity: ${inService} of ${formatCount(desired, 'instance')} in service`;
  const toClear = 'Find out why instances do not come, choose another region, or say why it will do.';
  return [blocker('capacity-short', sentence, toClear)];
};
