import type {
  EndpointReading,
  FindingEntity,
  LinkBacklog,
  LinkState,
  MonthCosts,
  NewestRecoveryPoint,
} from '../entities';
import type { AccountId, RegionCode, RegionRole, Scenario, StoreKind, Strategy, WorkloadId } from '../fleet';
import type { Observation } from '../observation';
import type { EpochMs, Seconds } from '../time';
import type { ComplianceState, FreshnessState, HealthState } from '../vocabulary';

/**
 * What the overview shows at one moment, computed by `buildFleetOverview(entities, now)` from evidence alone. Every
 * state carries a sentence that says why and, where it is not certain, how sure we are.
 */
export interface FleetOverview {
  readonly now: EpochMs;
  readonly console: ConsoleView;
  readonly headline: HeadlineView;
  readonly regions: readonly RegionView[];
  readonly workloads: readonly WorkloadView[];
  readonly links: readonly LinkView[];
  readonly findings: readonly FindingView[];
  readonly freshness: FreshnessSummary;
  /** What each account's month has cost so far, with the date of the bill it was read from. */
  readonly costs: readonly CostView[];
}

/** The state of the console itself: whether what the page shows may be relied on. */
export interface ConsoleView {
  readonly simulated: boolean;
  /** `polling`, or since when nothing was collected, or that every region is unreachable from here. */
  readonly state: 'polling' | 'not-polling' | 'cut-off' | 'starting';
  /** Newest completed tick of the engine. */
  readonly lastTickAt: EpochMs | 'never';
  readonly sentence: string;
}

/** The one line at the top: worst state, counts of workloads and regions together, unknown always listed. */
export interface HeadlineView {
  readonly health: HealthState;
  readonly sentence: string;
  readonly counts: Readonly<Record<HealthState, number>>;
}

/** A health verdict with its reason. */
export interface HealthVerdict {
  readonly state: HealthState;
  /** e.g. `2 of 2 vantages fail since 12:03:10 UTC`, `unreachable from here`. Always given for anything but healthy. */
  readonly reason: string;
  /** Since when, as far as the evidence tells. */
  readonly since: EpochMs | 'unknown';
  /** What was last known, shown in brackets while the state is unknown. */
  readonly lastKnown: HealthState | 'none';
}

export interface RegionView {
  readonly code: RegionCode;
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly health: HealthVerdict;
  /** AWS API reachability of the region from here: a vantage of its own, never a verdict on users. */
  readonly api: {
    readonly state: 'reachable' | 'partly' | 'unreachable' | 'unknown';
    readonly sentence: string;
    readonly since: EpochMs | 'unknown';
  };
  /**
   * Whether what came from the region may be read as current: `dark` when it is down or nothing of it can be reached
   * from here, API or endpoint. Evidence from a dark region keeps its date and proves nothing about now.
   */
  readonly reach: 'answering' | 'dark';
  readonly workloadCount: number;
  readonly freshness: FreshnessState;
  /** Newest measurement from this region's own sources. */
  readonly newestMeasuredAt: EpochMs | 'never';
  /** What each vantage on the user path says, in words. */
  readonly vantages: readonly {
    readonly name: string;
    readonly verdict: 'pass' | 'fail' | 'mixed' | 'unknown';
    readonly sentence: string;
  }[];
}

export interface CellView {
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly health: HealthVerdict;
  readonly requestsPerSecond: Observation<number>;
  readonly errorPercent: Observation<number>;
  readonly freshness: FreshnessState;
  readonly probe: Observation<EndpointReading>;
  readonly route53: Observation<EndpointReading>;
}

export interface ObjectiveView {
  readonly scenario: Scenario;
  readonly rpoSeconds: Seconds;
  readonly rtoSeconds: Seconds;
  readonly rpo: RpoVerdict;
}

export interface RpoVerdict {
  readonly state: ComplianceState;
  /** The minute the verdict is for; `never` if nothing was ever measured. */
  readonly asOf: EpochMs | 'never';
  /** False when the objective is shorter than its evidence (objective < c + d): true for its date, not provable now. */
  readonly provableNow: boolean;
  /** e.g. `Met, 2 s of 1 m`, `Breached by 4 m 10 s`, `Met at 03:12, not provable now`. Rounded against us. */
  readonly sentence: string;
  /** Met because a write waits for its second region: no lag was measured, and none speaks for another store. */
  readonly byDesign?: true;
}

/** Potential data loss of a link or store: two figures, never one. */
export interface PotentialDataLoss {
  /** Lag with its date. */
  readonly measured:
    | { readonly state: 'known'; readonly seconds: Seconds; readonly measuredAt: EpochMs }
    | { readonly state: 'not-measured'; readonly reason: string };
  /**
   * Write horizon − recovery point. `growing`: still writing, or dark with writes not proven stopped (then
   * `ifStillWriting`); `fixed`: writes proven stopped; `unbounded`: no recovery point to count from.
   */
  readonly atMost:
    | { readonly state: 'growing'; readonly seconds: Seconds; readonly ifStillWriting: boolean }
    | { readonly state: 'fixed'; readonly seconds: Seconds }
    | { readonly state: 'unbounded'; readonly reason: string };
  /** Latency of arrived writes only (DynamoDB eventual): labelled, never called a bound. */
  readonly estimate: boolean;
  /** Latest time recoverable at the target; `void` while a copy rebuilds or waits for resync. */
  readonly recoveryPointAt: EpochMs | 'void';
}

export interface LinkView {
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly storeId: string;
  readonly storeKind: StoreKind;
  readonly resource: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly loss: PotentialDataLoss;
  readonly verdict: RpoVerdict;
  readonly copyState: LinkState | 'unknown';
  /** `replicating`, `idle` (no writes, proven), `stalled` (writes but nothing arrives), `rebuilding`, `unknown`. */
  readonly flow: 'replicating' | 'idle' | 'stalled' | 'rebuilding' | 'unknown';
  readonly freshness: FreshnessState;
  /** Lag as text for the arc, age included when not live: `1.2 s`, `1.2 s, 4 m ago`, `no data since 12:03`. */
  readonly label: string;
  /** Whether it decides anything for its workload, and if not why. */
  readonly standing: LinkStanding;
  /** What waits to be copied and what failed for good; absent where the kind of store does not tell. */
  readonly backlog?: LinkBacklog;
}

/** `rebuildable`: its store can be filled anew; `unlawful`: the data may not be served from its target. */
export type LinkStanding = 'counted' | 'rebuildable' | 'unlawful';

/** A backup vault in one region. */
export interface BackupView {
  readonly id: string;
  readonly storeId: string;
  readonly resource: string;
  readonly region: RegionCode;
  /** Newest complete recovery point known; `none` where none is. */
  readonly newest: NewestRecoveryPoint | 'none';
  readonly recoveryPointAgeSeconds: Seconds | 'none';
  readonly verdict: RpoVerdict;
  readonly freshness: FreshnessState;
}

/** A queue in one region. */
export interface QueueView {
  readonly id: string;
  readonly storeId: string;
  readonly resource: string;
  readonly region: RegionCode;
  readonly messages: Observation<number | 'absent'>;
  readonly oldestMessageAgeSeconds: Observation<Seconds>;
  /** What would be out of reach while the region is lost, e.g. `42 messages in us-east-1 would be stranded`. */
  readonly stranded: string;
}

export interface WorkloadView {
  readonly id: WorkloadId;
  readonly name: string;
  readonly tier: number;
  readonly strategy: Strategy;
  readonly owner: string;
  readonly accountId: AccountId;
  readonly cells: readonly CellView[];
  /** What users get. */
  readonly userHealth: HealthVerdict;
  /** False where it has no entry point: then there is nobody to judge it by, and `userHealth` only says so. */
  readonly hasUsers: boolean;
  /** Whether a loss of a region could be survived within objectives; apart from user health. */
  readonly protection: {
    readonly state: 'protected' | 'at-risk' | 'unprotected' | 'unknown';
    readonly sentence: string;
    readonly since: EpochMs | 'unknown';
    /**
     * False while the evidence takes longer to arrive than the objective allows: `protected` is then a claim about
     * `asOf`, not about now.
     */
    readonly provableNow: boolean;
    /** The minute the claim is for. */
    readonly asOf: EpochMs | 'never';
  };
  readonly objectives: readonly ObjectiveView[];
  /**
   * Oldest recovery point of its stores over the lawful targets: the figure of the workload. A store without lag by design
   * speaks for it only where no other one is left to.
   */
  readonly worstLink: LinkView | 'none';
  /** Its backup vaults by region, judged for data loss. */
  readonly backups: readonly BackupView[];
  /** Its queues by region: nothing copies them. */
  readonly queues: readonly QueueView[];
  readonly outage:
    | { readonly state: 'none' }
    | { readonly state: 'running'; readonly startedAt: EpochMs; readonly durationSeconds: Seconds }
    | { readonly state: 'ended'; readonly startedAt: EpochMs; readonly durationSeconds: Seconds };
  /** Where Route 53 sends users near the console. */
  readonly routing: readonly {
    readonly hostname: string;
    readonly sentence: string;
    readonly freshness: FreshnessState;
  }[];
}

export interface FindingView extends FindingEntity {
  readonly freshness: FreshnessState;
  /** `page`: seen by whoever looks, as that the engine stopped; it is on record nowhere and cannot be acknowledged. */
  readonly saidBy: 'engine' | 'page';
}

/** The month's costs of an account; `lastKnown` figures stay while Cost Explorer cannot be asked. */
export interface CostView {
  readonly accountId: AccountId;
  readonly month: MonthCosts;
  /** When the bill said so; it lags the days by about one. */
  readonly asOf: EpochMs;
  readonly freshness: FreshnessState;
}

/** The freshness bar. */
export interface FreshnessSummary {
  readonly sources: number;
  readonly late: number;
  readonly failed: number;
  readonly oldest: { readonly name: string; readonly answeredAt: EpochMs | 'never' } | 'none';
  readonly nextPollAt: EpochMs | 'unknown';
  readonly failing: readonly { readonly id: string; readonly sentence: string; readonly since: EpochMs }[];
}
