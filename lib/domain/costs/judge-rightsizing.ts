import type { RegionCode, Workload } from '../fleet';
import type { RightsizingAdvice, RightsizingVerdict } from './types';

/**
 * Whether advice on a server may be followed. In a region where its workload stands by it looks idle by design. What no
 * workload of the fleet is known to own may be somebody's standby, and is left alone as well.
 *
 * @param servesNow regions in which the workload serves its users now; after a failover roles are not those declared
 */
export function judgeRightsizing(
  { region, workload }: Pick<RightsizingAdvice, 'region' | 'workload'>,
  workloads: readonly Pick<Workload, 'id' | 'regions'>[],
  servesNow: (workloadId: string) => readonly RegionCode[] | 'unknown',
): RightsizingVerdict {
  const declared = workloads.find(({ id }) => id === workload)?.regions.find((each) => each.region === region);
  if (declared === undefined) return 'not-known';
  // A primary that was left becomes the standby of the way home.
  const serving = servesNow(workload);
  if (serving === 'unknown') return declared.role === 'standby' ? 'standby' : 'not-known';
  return serving.includes(declared.region) ? 'serves' : 'standby';
}
