import type { BudgetEntity } from './costs/budgets/budget';
import type { FindingCode } from './findings/finding-order';
import type { AccountId, MarkerDeclaration, RegionCode, RegionRole, StoreKind, Workload, WorkloadId } from './fleet';
import type { MissingReason, Observation } from './observation';
import type { PollingEntity } from './polling/polling-entity';
import type { Execution } from './recovery/execution';
import type { RecoveryPlan } from './recovery/plan';
import type { ResidueOwnerEntity, ResidueReadingEntity } from './recovery/residue/entities';
import type { GroupSize } from './recovery/touched';
import type { EpochMs, Seconds } from './time';
import type { Severity } from './vocabulary';
import type { WallDeclaration } from './wall/types';

/**
 * What the engine writes and every screen reads. Entities hold evidence, never verdicts that age: health, freshness,
 * potential data loss and compliance are computed from them with `now` as an argument (see overview/), so that a page
 * turns unknown by itself when the engine stops writing.
 */
export const entityKinds = [
  'engine',
  'region',
  'source',
  'workload',
  'endpoint',
  'routing',
  'link',
  'queue',
  'backup',
  'secret',
  'key',
  'distribution',
  'health-check',
  'cost',
  'polling',
  'budget',
  'alarm',
  'health-event',
  'quota',
  'finding',
  'pending-finding',
  'plan',
  'execution',
  'residue-reading',
  'residue-owner',
  'wall',
] as const;
export type EntityKind = (typeof entityKinds)[number];

/** How often a source is asked and how late its values may honestly arrive; the basis of freshness. */
export interface Cadence {
  /** c: seconds between two values of the source (the longer of its period and our poll). */
  readonly cadenceSeconds: Seconds;
  /**
   * d: learned delay in seconds from measured-at until a value can be received at all. It includes the period of a
   * CloudWatch minute (measured-at is its start), its publication and, for what we measure ourselves, the attempt's own
   * limit in fleet time; 0 only where answer and measurement are the same moment.
   */
  readonly publishDelaySeconds: Seconds;
}

/** The collector's own heartbeat. One entity per deployment: the leading engine writes it. */
export interface EngineEntity {
  readonly kind: 'engine';
  readonly id: 'engine';
  readonly engineId: string;
  readonly startedAt: EpochMs;
  /** Fleet time of the newest completed collector tick. */
  readonly tickedAt: EpochMs;
  /** Seconds of fleet time between two heartbeats; screens raise the band after three are missed. */
  readonly heartbeatSeconds: Seconds;
  /** Whether the fleet behind the console is the simulator. */
  readonly simulated: boolean;
  readonly nextPollAt: EpochMs;
  /** The declaration of the fleet in use; absent until the engine has told. */
  readonly fleetFile?: FleetFileInUse;
}

/** Which declaration of the fleet is in use, and whether a newer one was refused. */
export interface FleetFileInUse {
  /** Absolute path on the engine's machine, `built-in`, or `kept-copy` of the last good file while it is broken. */
  readonly from: string;
  /** Another fleet has another hash. */
  readonly hash: string;
  /** Since when what the file says now is refused; the finding `fleet-file-refused` says why. */
  readonly refusedSince: EpochMs | 'not-refused';
}

export interface RegionEntity {
  readonly kind: 'region';
  readonly id: RegionCode;
  readonly code: RegionCode;
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
  /** What else the fleet says of it; absent where it does not. */
  readonly role?: RegionRole;
  readonly vpcRange?: string;
  readonly databaseClass?: string;
  readonly gdpr?: boolean;
  /** Names of the jurisdictions it is in. */
  readonly jurisdictions?: readonly string[];
}

export const sourceStates = [
  'answered',
  'unreachable',
  'timed-out',
  'denied',
  'throttled',
  'failed',
  'credentials-expired',
  'clock-skewed',
  'region-not-enabled',
  'no-support-plan',
] as const;
export type SourceState = (typeof sourceStates)[number];

/** Something AWS refused the engine, as precisely as a person needs it to allow it. */
export interface SourceRefusal {
  /**
   * `action`: no policy allows it, or one forbids it. `role`: the engine was not given the role of the account.
   * `credentials`: AWS does not accept who the engine says it is.
   */
  readonly what: 'action' | 'role' | 'credentials';
  /** The IAM action, e.g. `rds:DescribeGlobalClusters`; for a role `sts:AssumeRole`. */
  readonly action: string;
  /** ARN of the role that lacks it, or that was not given; `own` for the engine's own credentials. */
  readonly roleArn: string;
}

/**
 * One API (or vantage) in one account and region: how the last attempt ended, failures included. Every source asked
 * has one, always.
 */
export interface SourceEntity {
  readonly kind: 'source';
  /** `${accountId}/${region}/${api}` */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  /** What was called: `ce`, `ce-bill`, `cloudwatch`, `cloudwatch-alarms`, `rds`, `dynamodb`, `elbv2`, `autoscaling`, `route53`, `health`, `sts`, `probe`, `dns`, `marker-write`, `marker-read`. */
  readonly api: string;
  /** The operation a person can look up, e.g. `cloudwatch:GetMetricData`. */
  readonly call: string;
  readonly cadence: Cadence;
  readonly state: SourceState | 'not-asked-yet';
  /** What happened, for a person. While `answered` it is empty, or says what was odd about the answer. */
  readonly message: string;
  readonly lastAttemptAt: EpochMs | 'never';
  readonly lastAnswerAt: EpochMs | 'never';
  /** Since when the source has been in `state`. */
  readonly stateSince: EpochMs;
  readonly nextAttemptAt: EpochMs;
  /** What was refused in the last attempt; absent where nothing was, or where the source does not tell. */
  readonly refused?: readonly SourceRefusal[];
  /** Name of the account in the fleet file; on one source of each region only. */
  readonly accountName?: string;
}

/**
 * The outage clock of a workload: from the first failure of the user path that persists until users are served again.
 * Outage duration is a clock of its own and is never data loss.
 */
export type Outage = { readonly watch?: OutageWatch } & (
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly startedAt: EpochMs; readonly entryPointId: string }
  | { readonly state: 'ended'; readonly startedAt: EpochMs; readonly endedAt: EpochMs; readonly entryPointId: string }
);

/** The run of equal outcomes that may start or end an outage, kept with the clock so that a restart forgets nothing. */
export interface OutageWatch {
  readonly entryPointId: string;
  readonly outcome: 'pass' | 'fail';
  /** Measured-at of the first and of the newest probe of the run. */
  readonly firstAt: EpochMs;
  readonly newestAt: EpochMs;
}

/** A workload as declared, with the outage clock the engine keeps for it. */
export interface WorkloadEntity {
  readonly kind: 'workload';
  readonly id: WorkloadId;
  readonly workload: Workload;
  readonly outage: Outage;
}

/** What a vantage saw at a regional endpoint: served, or why not. */
export type EndpointReading =
  | { readonly outcome: 'pass'; readonly latencyMs: number }
  | { readonly outcome: 'fail'; readonly detail: string };

export interface CapacityReading {
  readonly inService: number;
  readonly desired: number;
  /** The group as it is set; absent in counts that were read before it was kept. */
  readonly group?: GroupSize;
}

/** One regional endpoint of an entry point with everything known about how it serves. */
export interface EndpointEntity {
  readonly kind: 'endpoint';
  /** `${workloadId}/${entryPointId}/${region}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly role: RegionRole;
  readonly hostname: string;
  /** The console's own HTTP probe of the regional name. */
  readonly probe: Observation<EndpointReading>;
  readonly probeCadence: Cadence;
  /** Consecutive equal outcomes of the probe, newest included; one lone failure is not yet a verdict. */
  readonly probeStreak: number;
  /** Measured-at of the first probe of that run; absent where it was not kept. */
  readonly probeStreakStartedAt?: EpochMs;
  /** Route 53's checkers as the status record answers them over DNS. */
  readonly route53: Observation<EndpointReading>;
  readonly route53Cadence: Cadence;
  /** Golden signals of the load balancer, per minute. */
  readonly requestsPerSecond: Observation<number>;
  readonly errorPercent: Observation<number>;
  readonly latencyP95Ms: Observation<number>;
  readonly healthyHosts: Observation<number>;
  readonly signalCadence: Cadence;
  /** Capacity in the region: instances in service and wanted. */
  readonly capacity: Observation<CapacityReading>;
  readonly capacityCadence: Cadence;
}

/** How Route 53 chooses between records of one name. */
export type RoutingPolicy =
  | { readonly kind: 'simple' }
  | { readonly kind: 'failover'; readonly role: 'primary' | 'secondary' }
  | { readonly kind: 'latency'; readonly region: RegionCode }
  | { readonly kind: 'weighted'; readonly weight: number }
  /** `*` is the default location. */
  | {
      readonly kind: 'geolocation';
      readonly continentCode: string | 'none';
      readonly countryCode: string | 'none';
      readonly subdivisionCode: string | 'none';
    }
  | { readonly kind: 'geoproximity' }
  | { readonly kind: 'multivalue' }
  | { readonly kind: 'cidr' };

/** A record of an entry point's name, or of a name it points to in the same zone, as Route 53's API lists it. */
/** The alarm that a health check of a metric follows. */
export interface FollowedAlarm {
  readonly alarm: string;
  readonly region: RegionCode;
  /** What the check is while the alarm has no data; `unknown` where AWS's word is none of these. */
  readonly withoutData: 'healthy' | 'unhealthy' | 'last-known' | 'unknown';
}

export interface RoutingRecord {
  readonly name: string;
  readonly type: string;
  readonly setIdentifier: string | 'none';
  /** How it is chosen, in words: `failover, primary`, `latency, eu-central-1`, `geolocation, default`. */
  readonly policy: string;
  /** The same, to reckon with; absent in records read before it was kept. */
  readonly choice?: RoutingPolicy;
  /** Names or addresses it leads to. */
  readonly targets: readonly string[];
  /** The region it leads to; `none` where it leads to further records or to nothing of ours. */
  readonly region: RegionCode | 'none';
  /** `from-target` for alias records, which take their target's. */
  readonly ttlSeconds: Seconds | 'from-target';
  /** What decides whether it may be answered. */
  readonly healthCheck:
    | {
        readonly id: string;
        readonly by: 'routing-control' | 'endpoint' | 'other';
        /** Of a check of a metric: the alarm that decides. */
        readonly follows?: FollowedAlarm;
      }
    | 'none';
  /** An alias that is answered only while its target is well. */
  readonly evaluatesTargetHealth: boolean;
}

/** What the entry point itself answers to users near the console: which region, by DNS. */
export interface RoutingEntity {
  readonly kind: 'routing';
  /** `${workloadId}/${entryPointId}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly hostname: string;
  readonly policy: string;
  /** The region whose address Route 53 answers, seen over DNS. */
  readonly answer: Observation<{
    readonly region: RegionCode | 'unrecognised';
    readonly addresses: readonly string[];
    readonly ttlSeconds: Seconds;
  }>;
  readonly answerCadence: Cadence;
  /** End-to-end probe through the entry point's own name. */
  readonly probe: Observation<EndpointReading>;
  readonly probeCadence: Cadence;
  /** Routing controls of the records, by region; empty where the policy has none. */
  readonly controls: readonly {
    readonly region: RegionCode;
    readonly healthCheckId: string;
    readonly state: Observation<'on' | 'off'>;
  }[];
  /** Its records in the order they are followed; absent until they were read once. */
  readonly records?: readonly RoutingRecord[];
  /** Where the records are kept and when they were read last; absent until they were. */
  readonly zone?: { readonly accountId: AccountId; readonly id: string; readonly readAt: EpochMs };
  /** The newest change of its records that was read; absent while none was. */
  readonly recordsChange?: RecordsChange;
}

/** What differs between two readings of the records of an entry point, in words. */
export interface RecordsChange {
  /** When the newer one was read. */
  readonly at: EpochMs;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What one of Route 53's checkers said last of what it asks. */
export interface CheckerReport {
  /** The region it asks from. */
  readonly region: RegionCode;
  readonly checkedAt: EpochMs;
  /** `unrecognised`: words of AWS that are neither. */
  readonly outcome: 'pass' | 'fail' | 'unrecognised';
  /** AWS's own words: untrusted, shown as text only. */
  readonly detail: string;
}

/**
 * A Route 53 health check of an endpoint that decides records of the fleet, with what each of its checkers says. A
 * diagnosis, read slowly: AWS offers it for no more. Whether the check passes is told by the status record over DNS.
 */
export interface HealthCheckEntity {
  readonly kind: 'health-check';
  /** `${accountId}/${checkId}` */
  readonly id: string;
  readonly accountId: AccountId;
  readonly checkId: string;
  /** The workload it decides for; of several the first. */
  readonly workloadId: WorkloadId;
  /** The name it asks, e.g. a regional endpoint's. */
  readonly hostname: string;
  readonly path: string | 'none';
  readonly intervalSeconds: Seconds | 'none';
  readonly failureThreshold: number | 'none';
  /** A disabled or inverted check says something else than what its checkers see. */
  readonly disabled: boolean;
  readonly inverted: boolean;
  readonly checkers: Observation<readonly CheckerReport[]>;
  readonly cadence: Cadence;
}

export const linkStates = ['replicating', 'rebuilding', 'pending-resync', 'not-replicating'] as const;
export type LinkState = (typeof linkStates)[number];

/** One direction of replication of a store, with the evidence for its lag. */
export interface LinkEntity {
  readonly kind: 'link';
  /** `${workloadId}/${storeId}/${source}>${target}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly storeId: string;
  readonly storeKind: StoreKind;
  readonly resource: string;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly consistency: 'eventual' | 'strong';
  /** What AWS says the copy is doing. */
  readonly copyState: Observation<LinkState>;
  readonly copyStateCadence: Cadence;
  /** Lag in seconds, as the source of evidence gives it. */
  readonly lag: Observation<Seconds>;
  readonly lagCadence: Cadence;
  readonly lagEvidence: {
    /** e.g. `AuroraGlobalDBRPOLag Maximum` */
    readonly metric: string;
    readonly publishedIn: RegionCode;
    /** `bound`: true loss cannot exceed it; `estimate`: latency of what arrived only, and labelled so. */
    readonly quality: 'bound' | 'estimate';
    /** The metric counts the time since the last change: on an idle source it grows, which is no loss. */
    readonly growsWhenIdle?: true;
    /** The metric itself, to be looked up; absent where the lag comes from none. */
    readonly source?: LagSource;
  };
  /** Client writes per second at the source: tells a stalled link from an idle one. */
  readonly writesPerSecond: Observation<number>;
  readonly writesCadence: Cadence;
  /**
   * Start of the unbroken run of minutes with writes that ends at `writesPerSecond`; absent where it is not known. It
   * keeps the first write after a quiet night from reading as a stall of that whole night.
   */
  readonly writingSince?: EpochMs;
  /** Newest minute in which clients are known to have written; absent where none is. What came before a stall stays lost. */
  readonly lastWriteAt?: EpochMs;
  /** The moment writes at the source were proven stopped, or `unproven`. Unreachable proves nothing. */
  readonly writesStoppedAt: EpochMs | 'unproven';
  /** What waits to be copied and what never will be; absent where the kind of store does not tell. */
  readonly backlog?: LinkBacklog;
  /** What the console's own marker tells; absent where the store has none. */
  readonly marker?: LinkMarker;
  /** The lag at which it runs while nothing is wrong, as of the newest lag reckoned with; absent until one was seen. */
  readonly usualLag?: LagPoint;
  /** That it fell behind or has to be made anew, and how it comes back; absent while nothing of the kind is known. */
  readonly resync?: LinkResync;
  /**
   * Since when AWS keeps one end of it out of the store, for its region is disabled or its key cannot be used; absent where
   * it does not say so.
   */
  readonly keptOutSince?: EpochMs;
}

/** A CloudWatch metric by which a lag is told, in the region that publishes it. */
export interface LagSource {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: Seconds;
}

export const resyncPhases = [
  'waits-for-resync',
  'rebuilding',
  'stalled',
  'falling-behind',
  'draining',
  'caught-up',
] as const;
export type ResyncPhase = (typeof resyncPhases)[number];

/** How a link that fell behind comes back, from the newest moment at which it was well. Kept on the link, so that a restart forgets nothing. */
export interface LinkResync {
  readonly phase: ResyncPhase;
  /** Newest moment at which it was as usual, as far as the evidence tells. */
  readonly since: EpochMs;
  /** Start of the present phase. */
  readonly phaseSince: EpochMs;
  /** Largest lag since `since`; `none` where none was measured. */
  readonly worst: LagPoint | 'none';
  /** Lags of the present phase, oldest first, a dozen at most. */
  readonly points: readonly LagPoint[];
}

export interface LagPoint {
  readonly at: EpochMs;
  readonly lagSeconds: Seconds;
}

/** The recovery-point marker of a link: what was written at its source, and what has arrived at its target. */
export interface LinkMarker {
  readonly by: MarkerDeclaration['by'];
  /** What the copy that is read is called at the target, e.g. its bucket. */
  readonly targetResource: string;
  /** The newest marker its source took; measured when it was written. */
  readonly written: Observation<EpochMs>;
  /** The newest marker its target holds; measured when it was read. */
  readonly seen: Observation<MarkerSeen>;
  /** How often markers are written and read, and how late a reading may honestly arrive. */
  readonly cadence: Cadence;
}

export interface MarkerSeen {
  /** When the marker was written, by the writer's clock. */
  readonly writtenAt: EpochMs;
  /** The newest marker known to be written when the target was asked: a newer one than seen has not arrived. */
  readonly newestWrittenAt: EpochMs | 'none';
}

/** What a link still has to do, and what it has given up. */
export interface LinkBacklog {
  /** Changes that wait to be copied. */
  readonly pendingOperations: Observation<number>;
  readonly pendingCadence: Cadence;
  /** Changes that will never arrive, lost with their source whatever the lag; `none` while none was seen. */
  readonly failed: FailedOperations | 'none';
}

export interface FailedOperations {
  readonly operations: number;
  /** Start of the first and of the newest period in which some failed. */
  readonly firstAt: EpochMs;
  readonly newestAt: EpochMs;
}

/** A queue in one region. Nothing copies it: what waits in it is stranded while the region is lost. */
export interface QueueEntity {
  readonly kind: 'queue';
  /** `${workloadId}/${storeId}/${region}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly storeId: string;
  readonly resource: string;
  readonly region: RegionCode;
  /** Messages in it, those being worked on and those delayed included; `absent` where the region has no such queue. */
  readonly messages: Observation<number | 'absent'>;
  readonly messagesCadence: Cadence;
  /** How long the oldest of them has waited. */
  readonly oldestMessageAgeSeconds: Observation<Seconds>;
  readonly ageCadence: Cadence;
}

/** What a vault can bring back: the newest complete point, of several resources the one furthest back. */
export interface NewestRecoveryPoint {
  readonly arn: string;
  readonly resourceArn: string;
  /** The moment whose data it holds. */
  readonly createdAt: EpochMs;
  readonly completedAt: EpochMs | 'unknown';
}

/** A backup vault of a store in one region. */
export interface BackupEntity {
  readonly kind: 'backup';
  /** `${workloadId}/${storeId}/${region}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly storeId: string;
  /** The vault's name in this region. */
  readonly resource: string;
  readonly region: RegionCode;
  /** `none`: nothing in it is complete; `absent`: the region has no such vault. */
  readonly newest: Observation<NewestRecoveryPoint | 'none' | 'absent'>;
  readonly cadence: Cadence;
}

/** How a secret's copy in a region fares, as the region of its primary tells. */
export interface SecretReplica {
  readonly region: RegionCode;
  readonly status: 'in-sync' | 'in-progress' | 'failed' | 'unknown';
  /** AWS's words about trouble: untrusted, shown as text only; empty where there is none. */
  readonly message: string;
}

/** A secret as one region describes it, without its value, which is never read. */
export interface SecretDescription {
  /** The region whose value the others are copies of; its own where it is not replicated. */
  readonly primaryRegion: RegionCode;
  /** Only the primary knows of its copies; elsewhere empty. */
  readonly replicas: readonly SecretReplica[];
}

/** A secret of a workload in one of its regions, as that region itself sees it. */
export interface SecretEntity {
  readonly kind: 'secret';
  /** `${workloadId}/${name}/${region}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly region: RegionCode;
  /** `absent`: the region has no secret of this name. */
  readonly described: Observation<SecretDescription | 'absent'>;
  readonly cadence: Cadence;
}

/** A KMS key as one region describes it. */
export interface KeyDescription {
  readonly keyId: string;
  /** AWS's word, e.g. `Enabled`, `Disabled`, `PendingDeletion`; `unknown` where it gives none. */
  readonly state: string;
  /** `none`: the key lives in its own region only. */
  readonly multiRegion: 'none' | { readonly primary: RegionCode; readonly replicas: readonly RegionCode[] };
}

/** A key of a workload in one of its regions, as that region itself sees it. */
export interface KeyEntity {
  readonly kind: 'key';
  /** `${workloadId}/${alias}/${region}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly alias: string;
  readonly region: RegionCode;
  /** `absent`: the region has no key of this alias. */
  readonly described: Observation<KeyDescription | 'absent'>;
  readonly cadence: Cadence;
}

export interface DistributionDescription {
  /** AWS's word: `Deployed`, or `InProgress` while a change travels to the edges. */
  readonly status: string;
  readonly enabled: boolean;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Names requests are sent on to. */
  readonly origins: readonly string[];
  /** Whether the edge itself tries a second origin. */
  readonly originFailover: boolean;
}

/** A CloudFront distribution of a workload. It serves from every edge, whatever its control plane does. */
export interface DistributionEntity {
  readonly kind: 'distribution';
  /** `${workloadId}/${distributionId}` */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly distributionId: string;
  /** The region of the control plane that describes it. */
  readonly askedIn: RegionCode;
  /** `absent`: the account has no such distribution. */
  readonly described: Observation<DistributionDescription | 'absent'>;
  readonly cadence: Cadence;
}

/** What an account's month has cost so far, as its bills told last. */
export interface CostEntity {
  readonly kind: 'cost';
  /** The account. */
  readonly id: AccountId;
  readonly accountId: AccountId;
  readonly monthToDate: Observation<MonthCosts>;
  readonly cadence: Cadence;
  /** When something new of the account's costs was written to where their lines are kept; absent until then. */
  readonly readingsAt?: EpochMs;
  /** When it was read today, in vain too, since each read may be billed; absent until it is read first. */
  readonly readToday?: readonly EpochMs[];
}

export interface MonthCosts {
  /** First day counted, `YYYY-MM-DD`, and the day after the last; bills lag the days by about one. */
  readonly fromDay: string;
  readonly untilDay: string;
  readonly totalUsd: number;
  /** Both add up to the total. `region` may be AWS's word for costs that belong to none. */
  readonly byRegion: readonly { readonly region: string; readonly costUsd: number }[];
  readonly byService: readonly { readonly service: string; readonly costUsd: number }[];
  /** AWS corrects the figures of a month until it is closed. */
  readonly estimated: boolean;
}

export interface AlarmEntity {
  readonly kind: 'alarm';
  /** ARN */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly name: string;
  readonly state: Observation<'ok' | 'alarm' | 'insufficient-data'>;
  readonly cadence: Cadence;
  readonly reason: string;
  readonly changedAt: EpochMs;
  readonly workloadId: WorkloadId | 'none';
  /** The one metric it watches; absent for metric math, composite and log alarms. */
  readonly metric?: AlarmMetric;
}

/** A metric as an alarm names it. */
export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface HealthEventEntity {
  readonly kind: 'health-event';
  /** ARN */
  readonly id: string;
  readonly region: RegionCode | 'global';
  readonly service: string;
  readonly typeCode: string;
  readonly category: 'issue' | 'accountNotification' | 'scheduledChange' | 'investigation';
  readonly status: 'open' | 'closed' | 'upcoming';
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | 'none';
  readonly updatedAt: EpochMs;
  /** Free text from AWS: untrusted, shown as text only. */
  readonly description: string;
}

/** Code + sentence + evidence, with since-when and how to clear it. */
export interface FindingEntity {
  readonly kind: 'finding';
  /** `${code}:${subject}` */
  readonly id: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly sentence: string;
  readonly evidence: readonly string[];
  readonly clear: string;
  readonly since: EpochMs;
  /** When the rule last held, by fleet time: an engine that stops leaves a finding with an age, not a truth. */
  readonly seenAt: EpochMs;
  /** First evaluation in which the rule did not hold any more, while it is too early to call it cleared. */
  readonly clearingSince?: EpochMs;
  /** When it was raised, which is later than `since`; absent before it has a history. */
  readonly openedAt?: EpochMs;
  /** The worst it has been since it was raised. */
  readonly worstSeverity?: Severity;
  /** Since when its evidence is missing: it is neither confirmed nor cleared. Absent while it is confirmed. */
  readonly unconfirmedSince?: EpochMs;
  /** The time it is about, where that is not its own: planned work has a beginning and an end. */
  readonly span?: { readonly startAt: EpochMs; readonly endAt: EpochMs | 'none' };
  readonly accountId: AccountId | 'none';
  readonly region: RegionCode | 'none';
  readonly workloadId: WorkloadId | 'none';
}

/** A finding whose rule holds and which is not raised yet, because it may be passing. It is shown to nobody. */
export interface PendingFindingEntity {
  readonly kind: 'pending-finding';
  /** As the finding's. */
  readonly id: string;
  readonly finding: FindingEntity;
  /** The first evaluation in which its rule held, with no clear one since. */
  readonly heldSince: EpochMs;
}

/** A quota of an account in a region, as Service Quotas tells it. */
export interface QuotaEntity {
  readonly kind: 'quota';
  /** `${accountId}/${region}/${serviceCode}/${quotaCode}` */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly serviceCode: string;
  readonly quotaCode: string;
  /** AWS's name of it; its code until it is read. */
  readonly name: string;
  /** The value in force; `absent` where the region has no such quota. */
  readonly value: Observation<number | 'absent'>;
  readonly cadence: Cadence;
}

/** A recovery plan in its present version, bound to its regions and described step by step. */
export interface PlanEntity {
  readonly kind: 'plan';
  /** The plan's own id. */
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly plan: RecoveryPlan;
}

/** A run as its driver last wrote it down. */
export interface ExecutionEntity {
  readonly kind: 'execution';
  readonly id: string;
  readonly workloadId: WorkloadId;
  readonly accountId: AccountId;
  readonly execution: Execution;
}

/** A wall as the fleet declares it; none while it declares none. */
export interface WallEntity {
  readonly kind: 'wall';
  readonly id: string;
  readonly wall: WallDeclaration;
}

export type Entity =
  | EngineEntity
  | RegionEntity
  | SourceEntity
  | WorkloadEntity
  | EndpointEntity
  | RoutingEntity
  | LinkEntity
  | QueueEntity
  | BackupEntity
  | SecretEntity
  | KeyEntity
  | DistributionEntity
  | HealthCheckEntity
  | CostEntity
  | PollingEntity
  | BudgetEntity
  | AlarmEntity
  | HealthEventEntity
  | QuotaEntity
  | FindingEntity
  | PendingFindingEntity
  | PlanEntity
  | ExecutionEntity
  | ResidueReadingEntity
  | ResidueOwnerEntity
  | WallEntity;

export type EntityOf<K extends EntityKind> = Extract<Entity, { kind: K }>;

/** In place of an account: it is shown to those who see the whole fleet, and to nobody else. */
export const wholeFleetOnly = 'whole-fleet';

/** Labels by which a connection is filtered to what its actor may see. */
export interface EntityLabels {
  /** An account; `none` for what is common to all, `wholeFleetOnly` for what is of the fleet as a whole. */
  readonly accountId: AccountId | 'none';
  readonly region: RegionCode | 'none';
  readonly workloadId: WorkloadId | 'none';
}

/** Why a source gave no value, in the terms of an observation. */
export function toMissingReason(state: Exclude<SourceState, 'answered'>): MissingReason {
  return state;
}
