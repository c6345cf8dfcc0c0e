import { isLawful, type RegionCode, type Workload } from '@/lib/domain/fleet';

export interface RoutePair {
  readonly source: RegionCode;
  readonly target: RegionCode;
}

/**
 * Every move a plan is bound for beforehand: from each region of the workload to each other one that the law lets serve
 * it. Roles swap with every run, so that the standby of today is a region to be left tomorrow.
 */
export function listRoutePairs(workload: Workload): readonly RoutePair[] {
  const regions = workload.regions.map(({ region }) => region);
  return regions.flatMap((source) =>
    regions.filter((target) => target !== source && isLawful(workload, target)).map((target) => ({ source, target })),
  );
}
