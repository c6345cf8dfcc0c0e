import type { AccountId, RegionCode } from '../fleet';
import type { Seconds } from '../time';
import type { BackupRestore, ClusterDetachment, ServiceScale, TableEvacuation } from './data-steps';

export type { BackupRestore, ClusterDetachment, ServiceScale, TableEvacuation } from './data-steps';

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
  | (ServiceScale & { readonly kind: 'scale-service' });

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
  'dynamodb-evacuation',
  'aurora-detach',
  'aurora-instance',
  'restore-backup',
  'scale-service',
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
