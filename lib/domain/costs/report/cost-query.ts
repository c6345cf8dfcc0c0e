import type { CostBasis } from '../amounts';
import type { CostCut } from '../types';

/** Properties of a line that a cut tells. */
export const costDimensions = ['region', 'service', 'workload', 'usageType', 'recordType'] as const;
export type CostDimension = (typeof costDimensions)[number];

/** What a bill can be grouped and filtered by: an account has a bill of its own, so it goes with every cut. */
export const costGroups = ['region', 'service', 'account', 'workload', 'usageType', 'recordType'] as const;
export type CostGroup = (typeof costGroups)[number];

/** Values that are kept, by property; all where there are none. */
export type CostFilters = Readonly<Record<CostGroup, readonly string[]>>;

export interface CostQuery {
  /** `2026-11`, or the newest that any bill has. */
  readonly month: string | 'newest';
  readonly basis: CostBasis;
  readonly group: CostGroup;
  readonly filters: CostFilters;
}

export const noFilters: CostFilters = {
  region: [],
  service: [],
  account: [],
  workload: [],
  usageType: [],
  recordType: [],
};

/** What each cut tells, the plainest first. */
const told: Readonly<Record<CostCut, readonly CostDimension[]>> = {
  'region-service': ['region', 'service'],
  'region-record-type': ['region', 'recordType'],
  'workload-region': ['workload', 'region'],
  'workload-usage-type': ['workload', 'usageType'],
};

/** Properties that a question needs told of one line, for its grouping and its filters. */
export function dimensionsOf({ group, filters }: Pick<CostQuery, 'group' | 'filters'>): readonly CostDimension[] {
  return costDimensions.filter((one) => one === group || filters[one].length > 0);
}

/**
 * The cut that tells all of some properties; `none` where Cost Explorer does not tell them together, or the cut that does
 * may not be seen.
 */
export function findCut(wanted: readonly CostDimension[], hidden: readonly CostCut[] = []): CostCut | 'none' {
  const cuts = (Object.keys(told) as CostCut[]).filter((cut) => !hidden.includes(cut));
  return cuts.find((cut) => wanted.every((one) => told[cut].includes(one))) ?? 'none';
}

/** Groupings that can be told beside the filters of a question. */
export function groupsBeside(filters: CostFilters, hidden: readonly CostCut[] = []): readonly CostGroup[] {
  return costGroups.filter((group) => findCut(dimensionsOf({ group, filters }), hidden) !== 'none');
}

/** Whether a question looks at all of the bill but for accounts. */
export function isWholeBill(filters: CostFilters): boolean {
  return costDimensions.every((one) => filters[one].length === 0);
}
