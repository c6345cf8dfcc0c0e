import type { AccountId, RegionCode } from '../fleet';
import type { Seconds } from '../time';
import type {
  BackupRestore,
  CleanUp,
  ClusterDetachment,
  FunctionScale,
  NodeGroupScale,
  ReplicaBuild,
  ServiceScale,
  TableEvacuation,
} from './data-steps';

export type {
  BackupRestore,
  CleanUp,
  ClusterDetachment,
  FunctionScale,
  NodeGroupScale,
  ReplicaBuild,
  ServiceScale,
  TableEvacuation,
} from './data-steps';

/**
 * What a step of a plan does, with every name it needs: a plan that was bound to its regions leaves nothing to be
 * looked up while a region is down. One kind of step is one file in lib/recovery/steps.
 */
export type StepSpec =
  /** Asks every gate once more, with fresh readings, before anything is changed. */
  | { readonly kind: 'precheck' }
  /** Waits for a second person. */
  | { readonly kind: 'approval'; readonly validSeconds: Seconds }
  /** Waits until a person says that something outside AWS is done. */
  | { readonly kind: 'manual-task'; readonly instruction: string }
  | { readonly kind: 'wait'; readonly seconds: Seconds }
  /** Waits until something read at the target holds. */
  | { readonly kind: 'condition'; readonly condition: ConditionSpec }
  /** Keeps the writers of the region being left from writing on; ends proven, routing-only or unproven. */
  | {
      readonly kind: 'fence-writer';
      readonly accountId: AccountId;
      readonly region: RegionCode;
      readonly controls: readonly RoutingControlTurn[];
      readonly cluster: RoutingCluster | 'none';
      readonly groups: readonly string[];
      readonly globalClusters: readonly string[];
      /** Global datastores that hold more than can be made again; absent where there are none. */
      readonly datastores?: readonly string[];
    }
  | {
      readonly kind: 'scale-capacity';
      readonly accountId: AccountId;
      readonly region: RegionCode;
      readonly group: string;
      readonly instances: InstanceCount;
    }
  | (AuroraMove & { readonly kind: 'aurora-switchover' })
  | (AuroraMove & { readonly kind: 'aurora-failover' })
  | (ReplicaPromotion & { readonly kind: 'rds-promote' })
  | (DatastoreMove & { readonly kind: 'elasticache-failover' })
  | {
      readonly kind: 'routing-controls';
      readonly accountId: AccountId;
      readonly cluster: RoutingCluster;
      readonly turns: readonly RoutingControlTurn[];
    }
  | (RouteSwitch & { readonly kind: 's3-routes' })
  | {
      readonly kind: 'http-probe';
      readonly region: RegionCode;
      readonly hostname: string;
      readonly path: string;
      readonly passes: number;
    }
  /** Writes a transaction through the target and reads it back there. */
  | {
      readonly kind: 'transaction-proof';
      readonly region: RegionCode;
      readonly hostname: string;
      readonly path: string;
    }
  /** Asks DNS until the entry point answers with a region, or with any but a region. */
  | {
      readonly kind: 'dns-answer';
      readonly entryPointId: string;
      readonly hostname: string;
      readonly expects: { readonly region: RegionCode } | { readonly notRegion: RegionCode };
    }
  | { readonly kind: 'alarms-green'; readonly accountId: AccountId; readonly region: RegionCode }
  /** What works by itself in a region, turned off or on; ends in the region being left without proof where that is dark. */
  | (ConsumerTurn & { readonly kind: 'consumers' })
  | (ScheduleTurn & { readonly kind: 'schedules' })
  | (FunctionCall & { readonly kind: 'invoke-function' })
  /** Tells people outside. */
  | (TopicMessage & { readonly kind: 'announce' })
  | (DeploymentTurn & { readonly kind: 'freeze-deployments' })
  | (HealthCheckFlip & { readonly kind: 'health-check-flip' })
  | (WeightedShift & { readonly kind: 'weighted-shift' })
  | (RecordChange & { readonly kind: 'record-change' })
  | (AcceleratorDial & { readonly kind: 'accelerator-dial' })
  /** Waits until what was written in the region being left has arrived, or says what may not have. */
  | (TableEvacuation & { readonly kind: 'dynamodb-evacuation' })
  /** A last resort: the copy leaves its global database to take writes, and that is broken by it. */
  | (ClusterDetachment & { readonly kind: 'aurora-detach' })
  /** An instance for a copy that has none: promoted without one, it is a writer that nobody can reach. */
  | {
      readonly kind: 'aurora-instance';
      readonly accountId: AccountId;
      readonly region: RegionCode;
      readonly cluster: string;
      /** Its name, which makes a second call harmless. */
      readonly instance: string;
      readonly instanceClass: string;
    }
  | (BackupRestore & { readonly kind: 'restore-backup' })
  | (ServiceScale & { readonly kind: 'scale-service' })
  | (ReplicaBuild & { readonly kind: 'rds-create-replica' })
  /** Deletes something for good, once a person has agreed to that in the run. */
  | (CleanUp & { readonly kind: 'clean-up' })
  | (FunctionScale & { readonly kind: 'scale-function' })
  | (NodeGroupScale & { readonly kind: 'scale-node-group' });

/** A change of who writes an Aurora global database. */
export interface AuroraMove {
  readonly accountId: AccountId;
  readonly globalCluster: string;
  /** The region that writes now. */
  readonly from: RegionCode;
  readonly to: RegionCode;
}

/** A change of who takes the writes of an ElastiCache global datastore. */
export interface DatastoreMove {
  readonly accountId: AccountId;
  /** Its name, with or without the prefix that AWS puts before it. */
  readonly datastore: string;
  /** The region of the plan that is left; it need not be the primary. */
  readonly from: RegionCode;
  readonly to: RegionCode;
}

/** The end of a read replica: its instance takes writes of its own, and follows nobody any more. */
export interface ReplicaPromotion {
  readonly accountId: AccountId;
  /** Identifier of the instance that is promoted. */
  readonly instance: string;
  /** Identifier of the instance that it follows. */
  readonly follows: string;
  /**
   * What the fleet file declares the instance as. One that is declared as the source and is no replica may be what an
   * earlier move left behind, with data that is behind the writer's.
   */
  readonly declaredAs: 'replica' | 'source';
  /** The region that writes now. */
  readonly from: RegionCode;
  readonly to: RegionCode;
}

/**
 * A health check of Route 53 that follows an alarm in the standby region, turned by the value of the metric that the alarm
 * watches: no control plane is asked for anything.
 */
export interface HealthCheckFlip {
  /** Whose health check, alarm and metric these are: AWS knows no check of another account's alarm. */
  readonly accountId: AccountId;
  /** Id of the health check that the record of `region` hangs on. */
  readonly healthCheck: string;
  /** The region that users are sent away from, and back to. */
  readonly region: RegionCode;
  /** Where alarm and metric are, and where users are sent meanwhile. */
  readonly standby: RegionCode;
  readonly alarm: string;
  readonly metric: FlipMetric;
  readonly to: 'away' | 'back';
  /** The entry point whose answers show it, and the status record of the endpoint that users are sent to. */
  readonly entryPointId: string;
  readonly hostname: string;
  readonly statusHostname: string;
}

/** A metric of the fleet's own, with the values that send users away and back. */
export interface FlipMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly away: number;
  readonly back: number;
}

/** Records of one name in a hosted zone, which only the control plane of Route 53 in us-east-1 changes. */
export interface ChangedRecords {
  /** Whose the hosted zone is. */
  readonly accountId: AccountId;
  readonly zoneId: string;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly from: RegionCode;
  readonly to: RegionCode;
}

/** Users moved share by share from one of two weighted records to the other. */
export interface WeightedShift extends ChangedRecords {
  /** Set identifiers of the two records. */
  readonly fromSet: string;
  readonly toSet: string;
  /** Percent of the answers that the target gets, rising. */
  readonly stages: readonly number[];
  /** How long every proof must hold at a stage. */
  readonly holdSeconds: Seconds;
  /** Where a shift that halts leaves users: at the share it halted at, or at the last one that held. */
  readonly onHalt: 'stay' | 'back';
  /** Percent of failed requests in the target that halts it. */
  readonly mostErrorPercent: number;
  /** Where the target is probed. */
  readonly hostname: string;
  readonly path: string;
}

/** A record turned to another region, as the last resort. */
export interface RecordChange extends ChangedRecords {
  readonly turn: /** The target's record of a failover pair becomes the primary one, the other the secondary. */
    | { readonly by: 'failover'; readonly fromSet: string; readonly toSet: string }
    /** The only record leads to the regional name of the target, which is in the same zone. */
    | { readonly by: 'name'; readonly hostname: string };
}

/** The traffic dial of a region behind a Global Accelerator, which is turned by a control plane in us-west-2. */
export interface AcceleratorDial {
  /** Whose the accelerator is. */
  readonly accountId: AccountId;
  readonly region: RegionCode;
  /** ARN of the endpoint group of that region, which holds the accelerator's own. */
  readonly endpointGroup: string;
  /** Percent of the traffic meant for the region that it gets, 0…100. */
  readonly dialPercent: number;
}

export const stepKinds = [
  'precheck',
  'approval',
  'manual-task',
  'wait',
  'condition',
  'fence-writer',
  'scale-capacity',
  'aurora-switchover',
  'aurora-failover',
  'rds-promote',
  'elasticache-failover',
  'routing-controls',
  's3-routes',
  'http-probe',
  'transaction-proof',
  'dns-answer',
  'alarms-green',
  'consumers',
  'schedules',
  'invoke-function',
  'announce',
  'freeze-deployments',
  'health-check-flip',
  'weighted-shift',
  'record-change',
  'accelerator-dial',
  'dynamodb-evacuation',
  'aurora-detach',
  'aurora-instance',
  'restore-backup',
  'scale-service',
  'rds-create-replica',
  'clean-up',
  'scale-function',
  'scale-node-group',
] as const satisfies readonly StepSpec['kind'][];
export type StepKind = (typeof stepKinds)[number];

/** The spec of one kind. */
export type StepOf<K extends StepKind> = Extract<StepSpec, { readonly kind: K }>;

export type ConditionSpec =
  | { readonly holds: 'link-lag-below'; readonly linkId: string; readonly seconds: Seconds }
  | { readonly holds: 'capacity-in-service'; readonly region: RegionCode; readonly instances: InstanceCount };

/**
 * Instances that must be in service: a number, what the region being left last had, or that beside what the region had
 * itself, where it goes on serving its own users.
 */
export type InstanceCount = number | 'as-source' | 'source-and-own';

/** A routing control and what it is to be turned to. */
export interface RoutingControlTurn {
  readonly controlArn: string;
  readonly region: RegionCode;
  readonly to: 'on' | 'off';
}

/** Routes of an S3 Multi-Region Access Point that are switched in one call. */
export interface RouteSwitch {
  /** Whose the access point is. */
  readonly accountId: AccountId;
  /** Its ARN, which ends in its alias. */
  readonly accessPoint: string;
  readonly turns: readonly { readonly region: RegionCode; readonly to: 'active' | 'passive' }[];
}

/** Event-source mappings of Lambda that are turned: the functions behind them take messages, or no longer do. */
export interface ConsumerTurn {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  /** UUIDs, which could not be asked for while the region is silent. */
  readonly mappings: readonly string[];
  readonly to: 'on' | 'off';
}

/** Rules of EventBridge that are turned. */
export interface ScheduleTurn {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly rules: readonly EventRuleName[];
  readonly to: 'on' | 'off';
}

/** A call of a Lambda function, which does what it does. */
export interface FunctionCall {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly functionName: string;
  /** A JSON object. */
  readonly payload: string;
  /** `event` is handed over; nobody hears what the function makes of it. */
  readonly invocation: 'request-response' | 'event';
  /** Whether the plan declares that the function tells a repetition by the token it is given. */
  readonly tellsRepetition: boolean;
  /** Members that its answer must have, with these values; empty where any answer will do. */
  readonly expects: Readonly<Record<string, string | number | boolean>>;
}

/** Stages of pipelines that changes are kept out of (`off`), or let into again. */
export interface DeploymentTurn {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly stages: readonly PipelineStageName[];
  readonly to: 'on' | 'off';
}

/** A stage by its pipeline in CodePipeline. */
export interface PipelineStageName {
  readonly pipeline: string;
  readonly stage: string;
}

/** A message to everybody who follows an SNS topic. */
export interface TopicMessage {
  readonly accountId: AccountId;
  /** Of the topic, which is told in its own region. */
  readonly region: RegionCode;
  readonly topicArn: string;
  /** Printable ASCII, at most 100 characters. */
  readonly subject: string;
  /** `{run}` in it becomes the id of the run. */
  readonly message: string;
}

/** A rule by its bus and name; `default` is the bus that every account has. */
export interface EventRuleName {
  readonly bus: string;
  readonly rule: string;
}

/** The five endpoints of an ARC cluster, written down beforehand: asking for them needs a control plane. */
export interface RoutingCluster {
  readonly arn: string;
  readonly endpoints: readonly { readonly region: RegionCode; readonly url: string }[];
}

export const planes = ['data', 'control', 'none'] as const;
/** Which kind of AWS API a step depends on; `none` for those that call nothing of AWS. */
export type Plane = (typeof planes)[number];

export const idempotencyClasses = ['idempotent', 'conditional', 'manual-after-doubt'] as const;
/**
 * What may be done after an outcome that is not known. `idempotent`: the same call again; `conditional`: again once a
 * read-back says that it did not happen; `manual-after-doubt`: a person decides.
 */
export type IdempotencyClass = (typeof idempotencyClasses)[number];

/** How long something is expected to take, rounded up, and how that is known. */
export interface ExpectedSeconds {
  readonly p50: Seconds;
  readonly p90: Seconds;
  readonly source: 'measured' | 'aws-documents' | 'declared' | 'undecided';
  /** e.g. `4 runs, newest 12 d ago`, or the page of the documentation. */
  readonly because: string;
}

/** One call that a step will make. */
export interface PlannedCall {
  /** As a policy names it, e.g. `rds:FailoverGlobalCluster`. */
  readonly action: string;
  /** Whose endpoint is called. */
  readonly endpointRegion: RegionCode;
  /** Parameters as a person reads them; no secrets. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly changesSomething: boolean;
}

/** Everything about a step that is known before it runs. */
export interface StepFacts {
  readonly plane: Plane;
  /** Regions whose endpoints must answer; empty where none must. */
  readonly regionsNeeded: readonly RegionCode[];
  /** Where some of several endpoints are enough, e.g. one of the five of a routing cluster. */
  readonly anyOf?: readonly RegionCode[];
  readonly permissions: readonly string[];
  readonly idempotency: IdempotencyClass;
  readonly expected: ExpectedSeconds;
  readonly calls: readonly PlannedCall[];
  /** One sentence: what will be otherwise afterwards; `nothing` for those that only look. */
  readonly changes: string | 'nothing';
  /** How to undo it, one sentence; `none-needed` for those that change nothing. */
  readonly wayBack: string | 'none-needed';
}
