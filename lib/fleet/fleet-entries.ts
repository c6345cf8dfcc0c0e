import type { AccountEntry, BudgetEntry, JurisdictionEntry, RegionEntry } from './fleet-schema';
import type { ReadableWorkload } from './readable-workload';
import type { RoutingClusterEntry } from './recovery-schema';
import type { ReportEntry } from './report-schema';
import type { WallEntry } from './wall-schema';

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
  readonly budgets: readonly Placed<BudgetEntry>[];
  readonly routingClusters: readonly Placed<RoutingClusterEntry>[];
  readonly regions: readonly Placed<RegionEntry>[];
  /** Also of workloads in which something is wrong. */
  readonly workloads: readonly Placed<ReadableWorkload>[];
  readonly walls: readonly Placed<WallEntry>[];
  readonly reports: readonly Placed<ReportEntry>[];
  /** Every id written in a list, also of items that are wrong otherwise: naming those is no second mistake. */
  readonly declared: {
    readonly accounts: readonly Placed<string>[];
    readonly jurisdictions: readonly Placed<string>[];
    readonly budgets: readonly Placed<string>[];
    readonly routingClusters: readonly Placed<string>[];
    readonly regions: readonly Placed<string>[];
    readonly workloads: readonly Placed<string>[];
    readonly walls: readonly Placed<string>[];
    readonly reports: readonly Placed<string>[];
  };
}
