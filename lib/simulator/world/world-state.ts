import type { EndpointGroupSettings } from './accelerators';
import type { AnomalyFeedback } from './anomaly-feedback';
import type { UnusualHour } from './bills/unusual-hour';
import type { CommitLog } from './commit-log';
import type { Conditions } from './conditions';
import type { ServiceState } from './container-services';
import type { DatabaseState } from './database-roles';
import type { CheckerOpinions } from './health-checkers';
import type { LeverState } from './levers';
import type { MadeBucket } from './made-buckets';
import type { NodeGroupState } from './node-groups';
import type { PolicyStatement } from './policies';
import type { ProvisionState } from './provisioned-concurrency';
import type { PublishedMinute } from './published-metrics';
import type { RestoreRecord } from './restore-jobs';
import type { GroupState, PlaceCapacity } from './scaling';
import type { PublishedMessage } from './topics';
import type { Shares } from './traffic';
import type { EpochMs, Fault, RecordSet, SimulatedAlarm } from './types';
import type { UserPlaces } from './user-populations';

/** A fault with its whole life; `endedAt` is null while it is in force. */
export interface FaultRecord {
  readonly id: string;
  readonly fault: Fault;
  readonly startedAt: EpochMs;
  endedAt: EpochMs | null;
}

/** What happened in one minute, in numbers from which every metric of that minute follows. */
export interface MinuteFacts {
  /** Requests that reached targets, and server errors among them, by `${workload}/${region}`. */
  requests: Record<string, number>;
  errors: Record<string, number>;
  /** Regions that failed for any part of the minute: they publish nothing for it. */
  lost: string[];
  /** By commit log. */
  commits: Record<string, number>;
  /** By link: writes that arrived, and their ages in seconds. */
  arrivals: Record<string, { count: number; latencySum: number; latencyMax: number }>;
  /** By link, sampled every second in which both its ends were up, in seconds; it grows while the link is stalled. */
  lag: Record<string, { samples: number; sum: number; min: number; max: number }>;
  /** By link of a database replica: seconds up to now in which it heard nothing of its source. */
  deaf: Record<string, number>;
  /** By health check: share of passing checkers and status, sampled every second. */
  health: Record<string, { samples: number; sum: number; min: number; minStatus: 0 | 1 }>;
  /** By `${workload}/${region}`: how many times as long answers took at their slowest, where they were slow. */
  slow?: Record<string, number>;
  /** By `${workload}/${region}`: capacity at the minute's end, where somebody changed it. */
  capacities?: Readonly<Record<string, PlaceCapacity>>;
}

/** A way the world goes on when nothing changes; metrics of its minutes are computed, not recorded. */
export interface Regime {
  /** First minute (since 1970) it holds for; it holds until the next regime, disturbed minutes excepted. */
  readonly fromMinute: number;
  readonly failed: readonly string[];
  /** By link that carries nothing by a fault of its own: commit time up to which everything is applied at the target. */
  readonly stalled: Readonly<Record<string, number>>;
  /** What faults do beside that; absent where nothing. */
  readonly conditions?: Conditions;
  /** Where each population's users are, by workload and in the order of its populations. */
  readonly users: Readonly<Record<string, readonly Shares[]>>;
  /** By health check: share of passing checkers. */
  readonly passing: Readonly<Record<string, number>>;
}

export interface AlarmStanding {
  readonly state: SimulatedAlarm['state'];
  readonly stateReason: string;
  readonly transitionedAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** One write of a small item; a value of null deletes it. */
export interface KeptVersion {
  /** Region whose copy took the write. */
  readonly source: string;
  /** Second in which it was written. */
  readonly at: number;
  /** Journal entry that wrote it: later writes win. */
  readonly sequence: number;
  readonly value: string | null;
  /** It never leaves its region. */
  readonly stays?: true;
}

/** Messages of a queue that wait for longer than its consumers usually take. */
export interface QueueBacklog {
  readonly log: CommitLog;
  /** Time of sending up to which every message is worked off or thrown away. */
  position: number;
  /** In the minute being lived through, since the backlog began. */
  sent: number;
  workedOff: number;
}

export interface QueuedFacts {
  /** Messages in the backlog at the minute's end. */
  readonly visible: number;
  readonly ageSeconds: number;
  /** Messages of the minute that were sent and not worked off; negative while a backlog shrinks. */
  readonly left: number;
  /** Whether the consumers stood still at the minute's end. */
  readonly idle: boolean;
}

/** Records on their way to Route 53's name servers. */
export interface PendingRecords {
  readonly insyncAt: number;
  readonly records: readonly RecordSet[];
}

/** Seconds in which users were served alike; rates per minute. */
export interface ServedSpan {
  from: number;
  to: number;
  readonly demanded: number;
  readonly served: number;
}

/** A scenario under way. */
export interface ScenarioState {
  readonly name: string;
  /** Second. */
  readonly startedAt: number;
  /** What is still to come, in order. */
  readonly due: ScenarioStep[];
  /** By phase: the id of the fault it began. */
  readonly begun: Record<string, string>;
}

export interface ScenarioStep {
  /** Second. */
  readonly at: number;
  readonly phase: number;
  readonly does: 'begin' | 'end';
  readonly fault: Fault;
}

/** Everything the world must remember, as plain data; times are seconds since 1970 unless typed otherwise. */
export interface WorldState {
  readonly seed: number;
  readonly bornAt: number;
  /** End of the newest completed step. */
  second: number;
  faults: FaultRecord[];
  /** Records as the control plane lists them, and as the name servers answer them. */
  records: readonly RecordSet[];
  answered: readonly RecordSet[];
  pendingRecords: PendingRecords[];
  recordChanges: { readonly id: string; readonly submittedAt: EpochMs; readonly insyncAt: number }[];
  routingControls: Record<string, boolean>;
  /** By health check of a metric: whether it is healthy, where its alarm has had data. */
  metricChecks?: Record<string, boolean>;
  /** By account, region and metric: what somebody published of it, by minute since 1970. Absent while nobody did. */
  published?: Record<string, Record<string, PublishedMinute>>;
  /** Settings of Global Accelerator's endpoint groups that were changed, by ARN. */
  endpointGroups?: Record<string, EndpointGroupSettings>;
  /** Routes of Multi-Region Access Points that were changed, by ARN: by bucket whether it is active. */
  accessPointRoutes?: Record<string, Readonly<Record<string, boolean>>>;
  /** By ARN: event-source mappings, rules and transitions of pipelines that somebody turned. Absent while there are none. */
  levers?: Record<string, LeverState>;
  /** What topics took, oldest first; the newest ones. Absent while there is nothing. */
  messages?: readonly PublishedMessage[];
  /** By workload, of the last minute; absent until one second is lived through. */
  served?: Record<string, ServedSpan[]>;
  /** Absent while none has steps to come. */
  scenario?: ScenarioState;
  /** By ARN: services of ECS that somebody changed. Absent while there are none. */
  services?: Record<string, ServiceState>;
  /** By ARN: node groups of EKS that somebody changed. Absent while there are none. */
  nodeGroups?: Record<string, NodeGroupState>;
  /** By ARN: aliases of functions that somebody gave provisioned concurrency. Absent while there are none. */
  provisions?: Record<string, ProvisionState>;
  /** Restores of recovery points that somebody asked for, oldest first. Absent while there are none. */
  restores?: readonly RestoreRecord[];
  /** By the store's resource: databases whose roles somebody changed. Absent while there are none. */
  databases?: Record<string, DatabaseState>;
  /** By ARN: Auto Scaling groups that somebody changed. Absent while there are none. */
  groups?: Record<string, GroupState>;
  /** By link: writes that came so late that newer ones of the same items had won. Absent while there are none. */
  overwritten?: Record<string, number>;
  /** Absent until somebody decides it: callers may do everything then. */
  policiesEnforced?: boolean;
  /** Policies of roles that are others than they were born with, by the role's ARN. */
  rolePolicies?: Record<string, readonly PolicyStatement[]>;
  /** By hours since 1970: what bills follow beside the seed, of hours that were not as ever. Absent while there are none. */
  unusualHours?: Record<string, UnusualHour>;
  /** Buckets that somebody made. Absent while there are none. */
  madeBuckets?: readonly MadeBucket[];
  /** What somebody said of a cost anomaly, by its id. Absent while nobody did. */
  anomalyFeedback?: Readonly<Record<string, AnomalyFeedback>>;
  /** By workload, in the order of its populations. */
  users: Record<string, UserPlaces[]>;
  opinions: Record<string, CheckerOpinions>;
  logs: Record<string, CommitLog>;
  /** By link: commit time up to which everything is applied at the target. */
  positions: Record<string, number>;
  /** The minute being lived through, and whether anything was unsettled in it. */
  minute: MinuteFacts;
  minuteDisturbed: boolean;
  /** Disturbed minutes by minute since 1970. */
  disturbed: Record<string, MinuteFacts>;
  regimes: Regime[];
  /** Objects waiting for replication at the end of a minute, by minute since 1970 and link, where they are not as ever. */
  waiting: Record<string, Record<string, number>>;
  /** By link: objects that were tried while some failed, those that failed, and how many of them a minute has told of. */
  objectFailures: Record<string, { tried: number; failed: number; told: number }>;
  /** Objects that failed for good, by minute since 1970 and link, where any did. */
  failures: Record<string, Record<string, number>>;
  /** By region of a queue: what is piled up there, while there is anything. */
  queues: Record<string, QueueBacklog>;
  /** How a queue with a backlog stood at the end of a minute, by minute since 1970 and region. */
  queued: Record<string, Record<string, QueuedFacts>>;
  /** Set by a disturbed minute: the next calm one notes its regime. */
  courseUnknown: boolean;
  alarms: Record<string, AlarmStanding>;
  /** Small items by the store's resource and `/${key}`: the versions that copies of the store still differ in, oldest first. */
  kept: Record<string, Record<string, KeptVersion[]>>;
  /** Something changed since the last step: the coming second counts as disturbed. */
  touched: boolean;
  /** Newest journal entry taken in. */
  sequence: number;
}
