import type { Workload } from '../../fleet';
import { type Amount, type CostBasis, sumOnBasis } from '../amounts';
import { compareDecimals } from '../decimal';
import { groupBy } from '../group-by';
import type { BilledWorkload, CostLine } from '../types';
import { type CostPurpose, costPurposes, type NamedPurpose, namePurpose, resiliencePurposes } from './name-purpose';

/** A usage type of a workload's bill with what it is paid for. */
export interface PurposeLine<B extends CostBasis> extends NamedPurpose {
  readonly usageType: string;
  readonly amount: Amount<B>;
}

/** A workload's bill, split by what it is paid for. Every line is in exactly one part. */
export interface WorkloadCost<B extends CostBasis> {
  readonly workloadId: string;
  readonly total: Amount<B>;
  readonly parts: Readonly<Record<CostPurpose, Amount<B>>>;
  /** The parts that are neither serving nor unassigned, together. */
  readonly resilience: Amount<B>;
  /** The dearest first; those of nothing among them, so that what was looked at can be seen. */
  readonly lines: readonly PurposeLine<B>[];
}

/** Money on the bill that belongs to no workload of the fleet, and why. Never spread over those that have one. */
export interface UnassignedCost<B extends CostBasis> {
  /** `untagged`, or a tag that no workload of the fleet has. */
  readonly workload: BilledWorkload;
  readonly because: string;
  readonly total: Amount<B>;
  readonly lines: readonly { readonly usageType: string; readonly amount: Amount<B> }[];
}

/** A whole bill: workloads and what is no workload's add up to `total`, exactly. */
export interface SplitBill<B extends CostBasis> {
  readonly basis: B;
  readonly total: Amount<B>;
  readonly workloads: readonly WorkloadCost<B>[];
  readonly unassigned: readonly UnassignedCost<B>[];
}

type Line = CostLine<'workload-usage-type'>;

/**
 * Splits lines of one currency by workload and purpose. Workloads without a line are left out: that a bill names none of
 * their costs is not that they cost nothing.
 */
export function splitBill<B extends CostBasis>(
  lines: readonly Line[],
  workloads: readonly Pick<Workload, 'id' | 'regions'>[],
  basis: B,
): SplitBill<B> {
  const byTag = groupBy(lines, ({ workload }) => workload);
  const owned = workloads.flatMap((workload) => {
    const own = byTag.get(workload.id);
    return own === undefined ? [] : [splitWorkload(workload, own, basis)];
  });
  const known = new Set(workloads.map(({ id }) => id));
  const unassigned = [...byTag].flatMap(([tag, own]) => (known.has(tag) ? [] : [toUnassigned(tag, own, basis)]));
  return {
    basis,
    total: sumOnBasis(lines.map(({ amounts }) => amounts[basis])),
    workloads: owned.sort((a, b) => compareDecimals(b.total, a.total)),
    unassigned: unassigned.sort((a, b) => compareDecimals(b.total, a.total)),
  };
}

function splitWorkload<B extends CostBasis>(
  workload: Pick<Workload, 'id' | 'regions'>,
  own: readonly Line[],
  basis: B,
): WorkloadCost<B> {
  const lines = addUp(own, basis)
    .map((line) => ({ ...line, ...namePurpose(line.usageType, workload) }))
    .sort((a, b) => compareDecimals(b.amount, a.amount));
  const partOf = (purpose: CostPurpose) =>
    sumOnBasis(lines.filter((line) => line.purpose === purpose).map(({ amount }) => amount));
  const parts = Object.fromEntries(
    costPurposes.map((purpose) => [purpose, partOf(purpose)]),
  ) as WorkloadCost<B>['parts'];
  return {
    workloadId: workload.id,
    total: sumOnBasis(own.map(({ amounts }) => amounts[basis])),
    parts,
    resilience: sumOnBasis(resiliencePurposes.map((purpose) => parts[purpose])),
    lines,
  };
}

function toUnassigned<B extends CostBasis>(
  workload: BilledWorkload,
  own: readonly Line[],
  basis: B,
): UnassignedCost<B> {
  return {
    workload,
    because:
      workload === 'untagged'
        ? 'no value of the cost allocation tag workload'
        : `the fleet has no workload “${workload}”`,
    total: sumOnBasis(own.map(({ amounts }) => amounts[basis])),
    lines: [...addUp(own, basis)].sort((a, b) => compareDecimals(b.amount, a.amount)),
  };
}

/** One line for each usage type, over days and accounts. */
function addUp<B extends CostBasis>(lines: readonly Line[], basis: B) {
  return [...groupBy(lines, ({ usageType }) => usageType)].map(([usageType, own]) => ({
    usageType,
    amount: sumOnBasis(own.map(({ amounts }) => amounts[basis])),
  }));
}
