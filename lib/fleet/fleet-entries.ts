import { type Complaint, type FilePath, quote } from './fleet-problem';
import type { AccountEntry, JurisdictionEntry, RegionEntry, WorkloadEntry } from './fleet-schema';
import type { RoutingClusterEntry } from './recovery-schema';

/** An item of the file that can be read by itself, with its place in its list. */
export interface Placed<T> {
  readonly index: number;
  readonly entry: T;
}

/** The items of a fleet file that can be read, and what is declared by those that cannot. */
export interface FleetEntries {
  readonly hostedZone: string | 'unknown';
  readonly accounts: readonly Placed<AccountEntry>[];
  readonly jurisdictions: readonly Placed<JurisdictionEntry>[];
  readonly routingClusters: readonly Placed<RoutingClusterEntry>[];
  readonly regions: readonly Placed<RegionEntry>[];
  readonly workloads: readonly Placed<WorkloadEntry>[];
  /** Every id written in a list, also of items that are wrong otherwise: naming those is no second mistake. */
  readonly declared: {
    readonly accounts: readonly Placed<string>[];
    readonly jurisdictions: readonly Placed<string>[];
    readonly routingClusters: readonly Placed<string>[];
    readonly regions: readonly Placed<string>[];
    readonly workloads: readonly Placed<string>[];
  };
}

/** Ids that were written before in the same list. */
export function repeated(
  ids: readonly Placed<string>[],
  pathOf: (index: number) => FilePath,
  what: string,
): readonly Complaint[] {
  const seen = new Set<string>();
  return ids.flatMap(({ index, entry: id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: pathOf(index), message: `repeats ${quote(id)}: each ${what} is written once` }];
  });
}

/** Items with their places. */
export function byDeclaration<T>(list: readonly T[]): readonly Placed<T>[] {
  return list.map((entry, index) => ({ index, entry }));
}
