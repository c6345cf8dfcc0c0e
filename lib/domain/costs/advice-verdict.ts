import type { Workload } from '../fleet';
import type { RightsizingAdvice, RightsizingVerdict } from './types';

/**
 * Whether AWS's advice may be followed. A standby looks idle by design and is left alone; so is what nobody can tell the
 * workload or the region of. Only a region that serves the workload it is tagged with is open to advice.
 */
export function judgeAdvice(
  { workload, region }: Pick<RightsizingAdvice, 'workload' | 'region'>,
  workloads: readonly Pick<Workload, 'id' | 'regions'>[],
): RightsizingVerdict {
  const role = workloads.find(({ id }) => id === workload)?.regions.find((one) => one.region === region)?.role;
  if (role === undefined) return 'not-known';
  return role === 'standby' ? 'standby' : 'serves';
}
