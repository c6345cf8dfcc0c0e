import type { CostBasis } from '@/lib/domain/costs/amounts';
import type { MonthCoverage } from '@/lib/domain/costs/report/choose-month';
import type { CostGroup } from '@/lib/domain/costs/report/cost-query';
import type { CostPurpose } from '@/lib/domain/costs/resilience/name-purpose';
import type { DayCoverage } from '@/lib/domain/costs/types';
import { formatCount, formatList } from '@/lib/domain/wording/list';

export const basisWords: Readonly<Record<CostBasis, string>> = {
  unblended: 'Unblended: as charged',
  amortized: 'Amortized: commitments spread over time',
  netUnblended: 'Net unblended: after discounts',
  netAmortized: 'Net amortized: spread, after discounts',
};

export const groupWords: Readonly<Record<CostGroup, string>> = {
  region: 'Region',
  service: 'Service',
  account: 'Account',
  workload: 'Workload tag',
  usageType: 'Usage type',
  recordType: 'Kind of charge',
};

/** A value of a grouping, where AWS's own word says little. */
export function keyWords(group: CostGroup, key: string): string {
  if (group === 'workload' && key === 'untagged') return 'No workload tag';
  if (group === 'region' && key === 'NoRegion') return 'In no region';
  return group === 'region' && key === 'global' ? 'Global services' : key;
}

export const coverageWords: Readonly<Record<DayCoverage, string>> = {
  whole: 'billed',
  arriving: 'still arriving',
  absent: 'nothing on the bill',
  changed: 'corrected by AWS since it was read',
  'not-read': 'not read',
};

/** Of a month without a line: what was not read may have some, and what was read has none so far. */
export function nothingBilledWords(month: string, { by, days, without }: MonthCoverage): string {
  const unread = days.filter(({ state }) => state === 'not-read').length;
  if (by === 'none') return `Nothing is known of what ${month} cost: it is on no bill that was read.`;
  if (unread > 0) return `Nothing is known yet of what ${month} cost: ${formatCount(unread, 'day')} of it not read.`;
  const others = without.length === 0 ? '' : ` Nothing is known of account ${formatList(without)}.`;
  return `Nothing of ${month} is billed yet, which is no cost of zero: AWS bills about a day late.${others}`;
}

export const purposeWords: Readonly<Record<CostPurpose, string>> = {
  serving: 'Serving',
  'standby-compute': 'Standby compute',
  'replicated-writes': 'Replicated writes',
  'storage-copies': 'Storage copies',
  'inter-region-transfer': 'Between regions',
  tooling: 'Tooling',
  unassigned: 'Not assigned',
};
