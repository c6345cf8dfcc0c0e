import type { ConsoleSource } from '../console-link/source';
import type { AccountId, RegionCode, WorkloadId } from '../fleet';
import type { FindingView, FleetOverview } from '../overview/types';
import type { SourceCoverage, SourceTroubleGroup } from '../source-trouble';
import type { EpochMs, Seconds } from '../time';
import type { FreshnessState } from '../vocabulary';
import type { EntryPointView, RecordView, ServingShares, SignalView } from '../workload-page/types';

/** How users are sent to regions, entry point by entry point, computed from the entities alone. */
export interface RoutingPage {
  readonly overview: FleetOverview;
  /** How the entry points stand, in numbers; unknown is never left out. */
  readonly summary: { readonly worst: RoutingState | 'none'; readonly sentence: string };
  readonly entryPoints: readonly EntryPointRow[];
  readonly troubles: readonly SourceTroubleGroup[];
  readonly coverage: SourceCoverage;
}

/** Worst first: users are sent where they are not served, or not where they should go; unknown; as the fleet says. */
export const routingStates = ['wrong', 'unexpected', 'unknown', 'expected'] as const;
export type RoutingState = (typeof routingStates)[number];

export interface EntryPointRow {
  /** `${workloadId}/${entryPointId}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly workloadName: string;
  readonly tier: number;
  readonly accountId: AccountId;
  readonly view: EntryPointView;
  readonly verdict: { readonly state: RoutingState; readonly sentence: string };
  /** The region that is answered near the console, `unknown` while no answer is current. */
  readonly answeredRegion: RegionCode | 'unrecognised' | 'unknown';
  /** Records of one name each, in the order in which they are followed. */
  readonly groups: readonly RecordGroup[];
  /** Which region serves which share of the requests, by what load balancers count. */
  readonly served: ServingShares;
  readonly checks: readonly HealthCheckView[];
  readonly controls: readonly ControlView[];
  readonly move: MoveView;
  readonly zone:
    | 'not-read-yet'
    | {
        readonly accountId: AccountId;
        readonly readAt: EpochMs;
        readonly freshness: FreshnessState;
        readonly source: ConsoleSource;
      };
  readonly findings: readonly FindingView[];
}

/** The records of one name between which Route 53 chooses. */
export interface RecordGroup {
  readonly name: string;
  /** In words: `failover`, `latency`. */
  readonly chosenBy: string;
  readonly records: readonly SharedRecord[];
}

export interface SharedRecord extends RecordView {
  readonly share: ShareView;
}

/** Who gets the answer of a record. */
export interface ShareView {
  /** Of the questions for its name; `not-told` where it depends on who asks, `unknown` where it cannot be said now. */
  readonly percent: number | 'not-told' | 'unknown';
  readonly sentence: string;
}

/** A health check with what its checkers say, by the region they ask from. */
export interface HealthCheckView {
  readonly id: string;
  readonly checkId: string;
  readonly hostname: string;
  /** The region of the endpoint it asks; `none` where it is none of ours. */
  readonly region: RegionCode | 'none';
  /** What is asked how often, as a sentence. */
  readonly asks: string;
  /** Whether Route 53 takes the endpoint for healthy, by its status record over DNS. */
  readonly status: { readonly state: 'pass' | 'fail' | 'unknown'; readonly sentence: string };
  readonly checkers: SignalView<readonly CheckerRegion[]>;
  /** How many of the checkers pass, as a sentence with its age. */
  readonly sentence: string;
  readonly source: ConsoleSource;
}

/** The checkers of one region. */
export interface CheckerRegion {
  readonly region: RegionCode;
  readonly passing: number;
  readonly failing: number;
  /** Whose words are neither. */
  readonly unrecognised: number;
  readonly newestAt: EpochMs;
  /** What one of the failing says, or `none`. AWS's words: text only. */
  readonly detail: string | 'none';
}

export interface ControlView {
  readonly region: RegionCode;
  readonly healthCheckId: string;
  readonly state: SignalView<'on' | 'off'>;
  /** The metric it is read from. */
  readonly source: ConsoleSource;
}

/** What it takes to send users elsewhere. */
export interface MoveView {
  /** `by-itself`: checks take a region out. `by-hand`: routing controls. `by-records`: only a change of records does. */
  readonly how: 'by-itself' | 'by-hand' | 'by-records' | 'unknown';
  /** Lifetime of the answer: how long resolvers keep it. */
  readonly ttlSeconds: Seconds | 'unknown';
  /** Longest time until resolvers that respect the TTL ask anew, detection included; `unknown` where a part of it is. */
  readonly atMostSeconds: Seconds | 'unknown';
  readonly sentence: string;
  /** Whether another record leads to an endpoint that serves. */
  readonly wayOut: { readonly state: 'there' | 'none' | 'unknown'; readonly sentence: string };
}
