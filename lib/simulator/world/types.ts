import type { FamilyFault } from '../faults/families';
import type { EndpointGroupSettings, SimulatedAccelerator } from './accelerators';
import type { RouteChange, SimulatedAccessPoint } from './access-points';
import type { AnomalyFeedback, GivenAnomalyFeedback } from './anomaly-feedback';
import type { BillingDeclaration } from './bills/billing';
import type { BillReader } from './bills/open-bills';
import type { DatabaseChange } from './database-changes';
import type { SimulatedEventBus, SimulatedEventEndpoint } from './fleet-events';
import type { SimulatedFunction } from './fleet-functions';
import type { SimulatedPipeline } from './fleet-pipelines';
import type { LeverChange } from './levers';
import type { MadeBucket } from './made-buckets';
import type { SimulatedNetwork } from './networks';
import type { NodeGroupChange, SimulatedNodeGroup } from './node-groups';
import type { SimulatedOrganization } from './organization';
import type { PolicyStatement } from './policies';
import type { ProvisionChange, SimulatedProvision } from './provisioned-concurrency';
import type { Publication } from './published-metrics';
import type { SimulatedQuota } from './quotas';
import type { RestoreRequest } from './restore-jobs';
import type { SimulatedRole } from './roles';
import type { RoutingControlChange, SimulatedRoutingControl, SimulatedSafetyRule } from './routing-controls';
import type { GroupChange } from './scaling';
import type { SimulatedFleet } from './simulated-fleet';
import type { PublishedMessage, PublishedText, SimulatedTopic } from './topics';

/**
 * The simulated fleet as its services and doors see it. Nothing here knows HTTP or the AWS wire; times are fleet time
 * in epoch milliseconds. The world is deterministic: the same seed, journal and moments of time give the same answers.
 */
export type EpochMs = number;

// ---- fleet -----------------------------------------------------------------------------------------------------

export interface SimulatedRegion {
  readonly code: string;
  /** Short code in names: `use1`, `usw2`, `euc1`, `apse1`, `euw1`. */
  readonly short: string;
  readonly longitude: number;
  readonly latitude: number;
}

export interface SimulatedLoadBalancer {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly arn: string;
  /** `app/name/id`, the CloudWatch dimension. */
  readonly dimension: string;
  readonly dnsName: string;
  readonly canonicalHostedZoneId: string;
  /** Documentation-range IPv4 addresses (RFC 5737); the HTTP door maps them to the region. */
  readonly addresses: readonly string[];
  readonly targetGroup: { readonly name: string; readonly arn: string; readonly dimension: string };
}

export interface SimulatedAutoScalingGroup {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly arn: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly instances: readonly {
    readonly id: string;
    readonly availabilityZone: string;
    readonly state: 'InService' | 'Pending' | 'Terminating';
    readonly healthy: boolean;
  }[];
  /** Newest first. */
  readonly activities: readonly SimulatedScalingActivity[];
}

/** An attempt of a group to get or to give back an instance. */
export interface SimulatedScalingActivity {
  readonly id: string;
  readonly instanceId: string;
  readonly description: string;
  readonly status: 'InProgress' | 'Successful' | 'Failed';
  readonly message: string | undefined;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | null;
}

export interface SimulatedAuroraCluster {
  readonly region: string;
  readonly identifier: string;
  readonly arn: string;
  readonly isWriter: boolean;
  readonly synchronization: 'connected' | 'pending-resync';
  readonly status: string;
  readonly endpoint: string;
  readonly readerEndpoint: string;
  readonly instances: readonly {
    readonly identifier: string;
    readonly instanceClass: string;
    readonly availabilityZone: string;
    /** `available` where absent. */
    readonly status?: 'creating' | 'available';
  }[];
  /** What was saved of writes that it alone had when it was given up. */
  readonly snapshots: readonly SimulatedClusterSnapshot[];
}

export interface SimulatedClusterSnapshot {
  readonly identifier: string;
  readonly status: 'creating' | 'available';
  readonly takenAt: EpochMs;
}

/** A change of writers under way. */
export interface SimulatedFailoverState {
  readonly status: 'pending' | 'failing-over' | 'cancelling';
  readonly fromArn: string;
  readonly toArn: string;
  readonly dataLossAllowed: boolean;
}

export interface SimulatedAuroraGlobal {
  readonly workload: string;
  readonly identifier: string;
  readonly arn: string;
  readonly status: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly failover?: SimulatedFailoverState;
  readonly members: readonly SimulatedAuroraCluster[];
  /** Clusters that were members and left to be writers of their own. */
  readonly detached: readonly SimulatedAuroraCluster[];
}

export interface SimulatedTableReplica {
  readonly region: string;
  readonly status: 'ACTIVE' | 'CREATING' | 'REGION_DISABLED';
  readonly arn: string;
}

export interface SimulatedGlobalTable {
  readonly workload: string;
  readonly name: string;
  readonly consistency: 'EVENTUAL' | 'STRONG';
  readonly replicas: readonly SimulatedTableReplica[];
  /** Keeps a copy for the quorum of a strongly consistent table; it is no replica. */
  readonly witness?: { readonly region: string; readonly status: 'ACTIVE' };
  readonly itemCount: number;
  readonly sizeBytes: number;
}

export interface SimulatedQueue {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly arn: string;
}

export interface SimulatedSecret {
  readonly workload: string;
  readonly name: string;
  /** The last part of its ARN in every region. */
  readonly arnName: string;
  readonly description: string;
  readonly primaryRegion: string;
  /** A replica that failed does not exist in its region. */
  readonly replicas: readonly {
    readonly region: string;
    readonly status: 'InSync' | 'Failed' | 'InProgress';
    readonly statusMessage: string | null;
  }[];
}

/** A multi-region key: the same id and the same alias in all of its regions. */
export interface SimulatedKey {
  readonly workload: string;
  readonly alias: string;
  readonly id: string;
  readonly description: string;
  readonly primaryRegion: string;
  readonly replicaRegions: readonly string[];
}

export interface SimulatedBackupVault {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly arn: string;
  readonly encryptionKeyArn: string;
}

interface BackedUpResource {
  readonly resourceArn: string;
  readonly resourceType: string;
  readonly resourceName: string;
}

export interface SimulatedRecoveryPoint extends BackedUpResource {
  readonly arn: string;
  readonly vault: SimulatedBackupVault;
  /** Where a copy was copied from; null for a backup. */
  readonly sourceVaultArn: string | null;
  /** The moment whose data it holds. */
  readonly createdAt: EpochMs;
  readonly initiatedAt: EpochMs;
  /** Null while it is created, and for ever when it is partial. */
  readonly completedAt: EpochMs | null;
  readonly status: 'CREATING' | 'COMPLETED' | 'PARTIAL';
  readonly statusMessage: string | null;
  readonly sizeBytes: number;
  /** When its lifecycle ends. */
  readonly deletedAt: EpochMs;
}

export interface SimulatedCopyJob extends BackedUpResource {
  readonly id: string;
  readonly sourceVaultArn: string;
  readonly sourcePointArn: string;
  readonly destinationVaultArn: string;
  /** Null unless the copy is complete. */
  readonly destinationPointArn: string | null;
  readonly state: 'RUNNING' | 'COMPLETED' | 'FAILED';
  readonly statusMessage: string | null;
  readonly createdAt: EpochMs;
  readonly completedAt: EpochMs | null;
  readonly sizeBytes: number;
}

/** A service of ECS. */
export interface SimulatedContainerService {
  readonly region: string;
  readonly workload: string;
  readonly cluster: string;
  readonly clusterArn: string;
  readonly name: string;
  readonly arn: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** Newest first. */
  readonly events: readonly { readonly at: EpochMs; readonly message: string }[];
}

export interface SimulatedRestoreJob {
  readonly id: string;
  readonly status: 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED';
  readonly pointArn: string;
  readonly vaultArn: string;
  readonly resourceArn: string;
  readonly resourceType: string;
  readonly roleArn: string;
  readonly pointCreatedAt: EpochMs;
  readonly sizeBytes: number;
  readonly createdAt: EpochMs;
  readonly completedAt: EpochMs | null;
  readonly percentDone: number;
  readonly statusMessage: string | null;
  /** What was made; null unless the job is complete. */
  readonly createdResourceArn: string | null;
  readonly expectedMinutes: number;
}

export interface SimulatedDistribution {
  readonly workload: string;
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** In the order in which they are tried. */
  readonly origins: readonly { readonly id: string; readonly region: string; readonly domainName: string }[];
}

export interface SimulatedBucket {
  readonly region: string;
  readonly workload: string;
  readonly name: string;
  readonly versioning: 'Enabled' | 'off';
  /** Somebody made it: the fleet was not born with it. It holds whole documents. */
  readonly isMade?: true;
  /** Where its new objects are copied to. */
  readonly replication?: {
    readonly ruleId: string;
    readonly targetBucket: string;
    readonly targetRegion: string;
    readonly timeControl: boolean;
    readonly metrics: boolean;
  };
}

/** An RDS instance outside clusters, alone or at one end of a cross-region replication. */
export interface SimulatedDatabaseInstance {
  readonly region: string;
  readonly workload: string;
  readonly identifier: string;
  readonly arn: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly instanceClass: string;
  readonly availabilityZone: string;
  readonly status: string;
  readonly replicaArns: readonly string[];
  /** Of a replica: what it reads from, and whether it says that this works. */
  readonly replication?: { readonly sourceArn: string; readonly state: 'replicating' | 'error' | 'creating' };
  /** It is deleted by nobody. */
  readonly deletionProtection?: true;
}

/** A snapshot that was taken of an instance before it was deleted. */
export interface SimulatedInstanceSnapshot {
  readonly region: string;
  readonly identifier: string;
  readonly instance: string;
  readonly arn: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly status: 'creating' | 'available';
  readonly takenAt: EpochMs;
}

export interface SimulatedReplicationGroup {
  readonly region: string;
  readonly identifier: string;
  readonly arn: string;
  readonly role: 'PRIMARY' | 'SECONDARY';
  readonly status: string;
  /** A secondary that its primary fills anew and that is not whole yet. */
  readonly filling?: true;
  readonly endpoint: string;
  readonly nodes: readonly {
    readonly cacheClusterId: string;
    readonly availabilityZone: string;
    readonly role: 'primary' | 'replica';
  }[];
}

export interface SimulatedGlobalDatastore {
  readonly workload: string;
  readonly identifier: string;
  readonly arn: string;
  readonly status: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly nodeType: string;
  /** Region of the member that a failover under way makes the primary; absent while none is. */
  readonly promotes?: string;
  readonly members: readonly SimulatedReplicationGroup[];
}

// ---- metrics ----------------------------------------------------------------------------------------------------

export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export type MetricStatistic = 'Average' | 'Sum' | 'Minimum' | 'Maximum' | 'SampleCount' | `p${number}`;

export interface MetricPoint {
  /** Start of the period. */
  readonly at: EpochMs;
  readonly value: number;
}

export interface MetricQuery extends MetricIdentity {
  readonly region: string;
  readonly accountId: string;
  readonly statistic: MetricStatistic;
  readonly periodSeconds: number;
  /** Inclusive. */
  readonly startAt: EpochMs;
  /** Exclusive. */
  readonly endAt: EpochMs;
}

export interface MetricReader {
  /** Published points in ascending order: publication delay, region of publication and lost minutes already applied. */
  query(query: MetricQuery): readonly MetricPoint[];
  /** Every metric that published in the region within the last two weeks. */
  list(region: string, accountId: string): readonly MetricIdentity[];
}

// ---- alarms, AWS Health ------------------------------------------------------------------------------------------

export interface SimulatedAlarm {
  readonly region: string;
  readonly accountId: string;
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly metric: MetricIdentity;
  readonly statistic: MetricStatistic;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparison:
    | 'GreaterThanThreshold'
    | 'GreaterThanOrEqualToThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  readonly treatMissingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly stateReason: string;
  readonly transitionedAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface SimulatedHealthEvent {
  readonly arn: string;
  readonly service: string;
  readonly typeCode: string;
  readonly category: 'issue' | 'accountNotification' | 'scheduledChange';
  readonly region: string;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly updatedAt: EpochMs;
  readonly status: 'open' | 'closed' | 'upcoming';
  readonly description: string;
  readonly affected: readonly string[];
}

// ---- DNS --------------------------------------------------------------------------------------------------------

export type RecordType = 'A' | 'TXT' | 'CNAME';

/** A Route 53 record set. `alias` names another record of the zone or a load balancer's DNS name. */
export interface RecordSet {
  readonly name: string;
  readonly type: RecordType;
  readonly setIdentifier?: string;
  readonly ttlSeconds?: number;
  readonly values?: readonly string[];
  readonly alias?: { readonly hostedZoneId: string; readonly dnsName: string; readonly evaluateTargetHealth: boolean };
  readonly failover?: 'PRIMARY' | 'SECONDARY';
  readonly latencyRegion?: string;
  readonly geo?: { readonly continentCode?: string; readonly countryCode?: string };
  readonly weight?: number;
  readonly healthCheckId?: string;
}

export interface HostedZone {
  readonly id: string;
  readonly name: string;
  readonly records: readonly RecordSet[];
}

export interface SimulatedHealthCheck {
  readonly id: string;
  readonly type: 'HTTPS' | 'RECOVERY_CONTROL' | 'CLOUDWATCH_METRIC';
  readonly hostname?: string;
  readonly path?: string;
  readonly intervalSeconds?: number;
  readonly failureThreshold?: number;
  readonly routingControlArn?: string;
  readonly alarm?: { readonly region: string; readonly name: string };
  readonly insufficientData?: 'Healthy' | 'Unhealthy' | 'LastKnownStatus';
  readonly healthy: boolean;
  /** Per checker region; empty for checks that ask no endpoint. */
  readonly observations: readonly {
    readonly region: string;
    readonly ipAddress: string;
    readonly status: string;
    readonly checkedAt: EpochMs;
  }[];
}

export interface DnsAnswer {
  readonly outcome: 'answer' | 'no-such-name' | 'no-data';
  readonly records: readonly {
    readonly name: string;
    readonly type: RecordType;
    readonly ttlSeconds: number;
    readonly value: string;
  }[];
}

export interface RecordChange {
  readonly action: 'CREATE' | 'DELETE' | 'UPSERT';
  readonly record: RecordSet;
}

// ---- users ------------------------------------------------------------------------------------------------------

export type EndpointAnswer =
  | {
      readonly outcome: 'answer';
      readonly status: number;
      readonly latencyMs: number;
      readonly body: string;
      /** Plain text where absent. */
      readonly contentType?: string;
    }
  /** The connection is never answered: the caller's own limit ends it. */
  | { readonly outcome: 'black-hole' }
  | { readonly outcome: 'refused' };

/** What a client sends to an entry point. */
export interface EndpointRequest {
  /** `Host`, with or without a port. */
  readonly hostname: string;
  /** With the query string. */
  readonly path: string;
  /** Present for a POST. */
  readonly posted?: string;
}

// ---- items ------------------------------------------------------------------------------------------------------

/** A small item written to the copy of a store in one region; a value of null deletes it. */
export interface KeptItemWrite {
  /** The store's resource: table, source bucket, global cluster or source instance. */
  readonly resource: string;
  readonly region: string;
  readonly key: string;
  readonly value: string | null;
  /** The write never leaves its region. */
  readonly stays?: true;
}

export interface KeptItem {
  readonly value: string;
  /** Region whose copy took the write. */
  readonly source: string;
  readonly writtenAt: EpochMs;
  /** Counts up with every write to the world. */
  readonly sequence: number;
  /** Whether every copy that replicates from the source has it; `failed` for what never leaves the source. */
  readonly replication: 'pending' | 'done' | 'failed';
}

// ---- faults and truth -------------------------------------------------------------------------------------------

/** A fault is data; its family says what it does. */
export type Fault = Readonly<FamilyFault>;

/** A fault as somebody tells it, unchecked; what its family leaves open may be left out. */
export interface GivenFault {
  readonly kind: string;
  readonly [member: string]: unknown;
}

/** Faults that have every member named here. */
export interface FaultMatch {
  readonly kind?: Fault['kind'] | undefined;
  readonly [member: string]: string | number | undefined;
}

export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  readonly startedAt: EpochMs;
}

/** Faults by a timetable; times are whole seconds after its start. */
export interface Scenario {
  readonly name: string;
  readonly phases: readonly {
    readonly at: number;
    readonly fault: Fault;
    /** Absent for a fault that stays until it is healed. */
    readonly until?: number;
  }[];
}

export interface RunningScenario {
  readonly name: string;
  readonly startedAt: EpochMs;
  /** In the order in which they come. */
  readonly next: readonly { readonly at: EpochMs; readonly does: 'begin' | 'end'; readonly fault: Fault }[];
}

/** What really happened to a store's writes; for tests only. */
export interface LinkTruth {
  readonly workload: string;
  readonly store: string;
  readonly source: string;
  readonly target: string;
  /** Writes committed at the source so far. */
  readonly committed: number;
  /** Of those, applied at the target. */
  readonly replicated: number;
  /** Of those, given up: they never come to the target, and are lost with the source whatever the lag. */
  readonly failed: number;
  /** Commit time of the newest write applied at the target. */
  readonly recoverableUntil: EpochMs;
  /** True age of what is still under way and would be lost if the source vanished now, in seconds. */
  readonly lossSeconds: number;
}

/** What became of the writes that a region's copy of a store took. */
export interface StoreTruth {
  readonly workload: string;
  readonly store: string;
  readonly region: string;
  /** Writes taken so far. */
  readonly committed: number;
  /** Of those, applied at every other copy that takes writes from here. */
  readonly replicated: number;
  /** Of those, given up: they never leave the region. */
  readonly lost: number;
  /** Of those, come so late to another copy that newer writes of the same items had won there. */
  readonly lostByConflict: number;
  /** Of those, at no other copy, and out of reach until the region comes back; 0 while it is there. */
  readonly stranded: number;
}

export interface Truth {
  readonly now: EpochMs;
  readonly faults: readonly (ActiveFault & { readonly endedAt: EpochMs | null })[];
  readonly links: readonly LinkTruth[];
  readonly stores: readonly StoreTruth[];
  /** Share of each workload's users served in the last second, 0…1, over the last minute, and where. */
  readonly users: readonly {
    readonly workload: string;
    readonly servedShare: number;
    readonly servedShareOfLastMinute: number;
    readonly byRegion: Readonly<Record<string, number>>;
  }[];
}

// ---- the world --------------------------------------------------------------------------------------------------

export interface World {
  readonly seed: number;
  /** Runs something whose changes are checked, and accepted or refused, and then never made. */
  ignoringChanges<T>(run: () => T): T;
  /** The fleet it was made of. */
  readonly fleetName: string;
  /** The management account; that of the default fleet has no other. */
  readonly accountId: string;
  /** Every account of the fleet. */
  readonly accountIds: ReadonlySet<string>;
  readonly regions: readonly SimulatedRegion[];
  /** Fleet time of the newest completed step. */
  readonly now: EpochMs;
  /** Brings the world forward to `at`; earlier moments change nothing. Cheap when calm, bounded when not. */
  advanceTo(at: EpochMs): void;

  /** Whether the region's AWS endpoints answer. */
  regionAnswers(region: string): boolean;

  readonly metrics: MetricReader;
  readonly bills: BillReader;
  /** How an account is billed. */
  billing(accountId: string): BillingDeclaration;
  /** What somebody said of a cost anomaly; undefined while nobody did. */
  anomalyFeedback(id: string): AnomalyFeedback | undefined;
  /** Journalled before it takes effect. */
  giveAnomalyFeedback(given: GivenAnomalyFeedback): void;
  alarms(region: string, accountId: string): readonly SimulatedAlarm[];
  /** As an account sees them; the management account where none is named. */
  healthEvents(accountId?: string): readonly SimulatedHealthEvent[];

  /** The organization that an account belongs to, if any. */
  organization(accountId: string): SimulatedOrganization | undefined;
  quotas(region: string, accountId: string): readonly SimulatedQuota[];
  functions(region: string, accountId: string): readonly SimulatedFunction[];
  eventBuses(region: string, accountId: string): readonly SimulatedEventBus[];
  /** Global endpoints whose home is the region. */
  eventEndpoints(region: string, accountId: string): readonly SimulatedEventEndpoint[];
  roles(accountId: string): readonly SimulatedRole[];
  /** Whether callers may do only what their policies allow. */
  policiesEnforced(): boolean;
  /** Journalled before it takes effect. */
  enforcePolicies(on: boolean): void;
  /** Gives a role of the fleet these statements in place of its own; journalled before it takes effect. @throws Error for an unknown role */
  putRolePolicy(roleArn: string, statements: readonly PolicyStatement[]): void;

  networks(region: string, accountId: string): readonly SimulatedNetwork[];
  /** Whether a load balancer of any account has that name. */
  hasLoadBalancer(dnsName: string): boolean;
  loadBalancers(region: string, accountId: string): readonly SimulatedLoadBalancer[];
  targetHealth(targetGroupArn: string): readonly {
    readonly instanceId: string;
    readonly state: 'healthy' | 'unhealthy' | 'initial';
    readonly reason?: string;
  }[];
  autoScalingGroups(region: string, accountId: string): readonly SimulatedAutoScalingGroup[];
  auroraGlobals(accountId: string): readonly SimulatedAuroraGlobal[];
  globalTables(accountId: string): readonly SimulatedGlobalTable[];
  queues(region: string, accountId: string): readonly SimulatedQueue[];
  secrets(accountId: string): readonly SimulatedSecret[];
  keys(accountId: string): readonly SimulatedKey[];
  distributions(accountId: string): readonly SimulatedDistribution[];
  backupVaults(region: string, accountId: string): readonly SimulatedBackupVault[];
  /** Newest first. */
  recoveryPoints(vaultArn: string): readonly SimulatedRecoveryPoint[];
  /** Copy jobs out of the region's vaults, newest first. */
  copyJobs(region: string, accountId: string): readonly SimulatedCopyJob[];
  containerServices(region: string, accountId: string): readonly SimulatedContainerService[];
  /** Has a service of ECS have so many tasks. Journalled before it takes effect. */
  changeContainerService(change: { readonly arn: string; readonly desired: number }): void;
  nodeGroups(region: string, accountId: string): readonly SimulatedNodeGroup[];
  /** Has a managed node group of EKS want so many nodes. Journalled before it takes effect. */
  changeNodeGroup(change: NodeGroupChange): void;
  /** Of an alias of a function, by its ARN; undefined where there never was any. */
  provisionedConcurrency(aliasArn: string): SimulatedProvision | undefined;
  /** Asks for environments of a function that are kept ready. Journalled before it takes effect. */
  changeProvision(change: ProvisionChange): void;
  /** Restores that were asked for in the region, newest first. */
  restoreJobs(region: string, accountId: string): readonly SimulatedRestoreJob[];
  /**
   * Begins a restore, once for each token, and says its id; `undefined` where changes are ignored. Journalled before it
   * takes effect.
   */
  startRestore(request: RestoreRequest): string | undefined;
  buckets(accountId: string): readonly SimulatedBucket[];
  /** Makes a bucket; throws `BucketError`. Journalled before it takes effect. */
  createBucket(bucket: MadeBucket): void;
  databaseInstances(accountId: string): readonly SimulatedDatabaseInstance[];
  instanceSnapshots(accountId: string): readonly SimulatedInstanceSnapshot[];
  globalDatastores(accountId: string): readonly SimulatedGlobalDatastore[];

  hostedZones(accountId: string): readonly HostedZone[];
  healthChecks(accountId: string): readonly SimulatedHealthCheck[];
  /** Applies an atomic batch; throws an error with `code` `InvalidChangeBatch` and one message per refused change. */
  changeRecords(
    zoneId: string,
    changes: readonly RecordChange[],
  ): { readonly changeId: string; readonly submittedAt: EpochMs };
  changeStatus(changeId: string): 'PENDING' | 'INSYNC' | undefined;
  /** When a batch was accepted; undefined for changes that are unknown or long ago. */
  changeSubmittedAt(changeId: string): EpochMs | undefined;
  routingControls(accountId: string): readonly SimulatedRoutingControl[];
  safetyRules(accountId: string): readonly SimulatedSafetyRule[];
  /** All changes or none; throws `RoutingControlError`. Journalled before they take effect. */
  changeRoutingControls(changes: readonly RoutingControlChange[], overriddenRules: readonly string[]): void;
  accelerators(accountId: string): readonly SimulatedAccelerator[];
  /** Multi-Region Access Points of S3. */
  accessPoints(accountId: string): readonly SimulatedAccessPoint[];
  /** All changes or none; throws `AccessPointError`. Journalled before they take effect. */
  changeAccessPointRoutes(arn: string, changes: readonly RouteChange[]): void;
  pipelines(region: string, accountId: string): readonly SimulatedPipeline[];
  /** Turns an event-source mapping, a rule or a transition into a stage off or on; throws `LeverError`. Journalled before it takes effect. */
  turnLever(change: LeverChange): void;
  topics(region: string, accountId: string): readonly SimulatedTopic[];
  /** Gives a topic a message and returns its id. Journalled before it takes effect. */
  publish(text: PublishedText): string;
  /** What topics of an account took, oldest first; the newest ones of all. */
  published(accountId: string): readonly PublishedMessage[];
  /** Replaces all settings of an endpoint group; throws `EndpointGroupError`. Journalled before it takes effect. */
  changeEndpointGroup(arn: string, settings: EndpointGroupSettings): void;
  /** Changes bounds and size of an Auto Scaling group; throws `GroupChangeError`. Journalled before it takes effect. */
  changeGroup(change: GroupChange): void;
  /** Takes values of somebody's own metrics into the minute that is lived through; journalled before it takes effect. */
  publishMetrics(publication: Publication): void;
  /** Begins a change of who writes in a database, or of what its clusters have; throws `DatabaseChangeError`. Journalled before it takes effect. */
  changeDatabase(change: DatabaseChange): void;
  /** What Route 53 answers a resolver near `resolverRegion`; the data plane survives any region. */
  resolve(name: string, type: RecordType, resolverRegion: string): DnsAnswer;
  /** What a connection to `address` gets, from a client near `clientRegion`. What is posted may be kept. */
  request(address: string, request: EndpointRequest, clientRegion: string): EndpointAnswer;

  /**
   * Keeps a small item in the copy of a store in a region, from where it replicates as the store's other writes do.
   * Journalled before it takes effect. Throws `KeptItemError` where the store keeps no more.
   */
  keepItem(write: KeptItemWrite): { readonly sequence: number; readonly writtenAt: EpochMs };
  /** The newest write of the item that has come to the copy of the store in the region. */
  keptItem(resource: string, region: string, key: string): KeptItem | undefined;

  /** The fault as it would be journalled. Throws `FaultError` for one that cannot be. */
  checkFault(fault: GivenFault): Fault;
  /** Journalled before they take effect. Throws `FaultError` for a fault that cannot be. */
  injectFault(fault: GivenFault): ActiveFault;
  healFaults(matching: FaultMatch): readonly ActiveFault[];
  activeFaults(): readonly ActiveFault[];
  /**
   * Begins and ends faults by a timetable; journalled, so that a world opened again goes on with it. Healing every fault
   * ends it too. Throws `FaultError` for a fault that cannot be, and while another scenario runs.
   */
  runScenario(scenario: Scenario): RunningScenario;
  /** The scenario that has steps to come, if one has. */
  scenario(): RunningScenario | undefined;

  /** Tests only. */
  truth(): Truth;
  /** Writes a checkpoint now (atomic replace) and truncates the journal. */
  checkpoint(): void;
  close(): void;
}

export interface WorldOptions {
  readonly seed: number;
  /** The default fleet where absent. */
  readonly fleet?: SimulatedFleet;
  /** Folder of journal and checkpoint; in memory only when absent. */
  readonly folder?: string;
  /** Fleet time at opening; a new world is born here with 15 days behind it. */
  readonly now: EpochMs;
  /** 1 outside tests; only for stating durations in the log. */
  readonly speed?: number;
}
