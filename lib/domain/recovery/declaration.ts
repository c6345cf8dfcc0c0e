import type { AccountId, RegionCode } from '../fleet';
import type { Seconds } from '../time';
import type { PlanAction, PlanMode, PlanStep } from './plan';
import type {
  CleanUp,
  EventRuleName,
  FlipMetric,
  FunctionCall,
  InstanceCount,
  PipelineStageName,
  RoutingCluster,
} from './step';

/**
 * What a workload's recovery needs to know beforehand, because it could not be asked for while a region is down. It is
 * written in the fleet file.
 */
export interface RecoveryDeclaration {
  /** ARC routing controls that its entry points hang on; absent where health checks alone decide where users go. */
  readonly routing?: {
    readonly cluster: RoutingCluster;
    readonly controls: readonly { readonly region: RegionCode; readonly controlArn: string }[];
  };
  /** S3 Multi-Region Access Points by which objects are asked for, with the regions that have a bucket behind them. */
  readonly accessPoints?: readonly AccessPointDeclaration[];
  /** Event-source mappings of Lambda by which it takes messages, as UUIDs. */
  readonly consumers?: readonly { readonly region: RegionCode; readonly mappings: readonly string[] }[];
  /** Rules of EventBridge that set it to work. */
  readonly schedules?: readonly { readonly region: RegionCode; readonly rules: readonly EventRuleName[] }[];
  /** Stages of CodePipeline through which changes of it come into a region. */
  readonly deployments?: readonly { readonly region: RegionCode; readonly stages: readonly PipelineStageName[] }[];
  /** ARNs of SNS topics by which people are told; of the first that is neither where a run leaves nor in us-east-1. */
  readonly announce?: readonly string[];
  /** Health checks that follow an alarm in a standby region, by which a region is given up. */
  readonly flips?: readonly FlipDeclaration[];
  /** Records of Route 53 that plans may change. */
  readonly records?: readonly RecordsDeclaration[];
  /** Global Accelerators whose dials plans turn. */
  readonly accelerators?: readonly AcceleratorDeclaration[];
  /** Where the application takes a transaction and reads it back, asked at its regional endpoints. */
  readonly transaction?: { readonly entryPointId: string; readonly path: string };
  /** How long after a run that moved it a second one needs a person's word; `usualAntiFlapSeconds` where absent. */
  readonly antiFlapSeconds?: Seconds;
  /** Plans written as code; a generated one of the same action gives way to them. */
  readonly plans?: readonly PlanDeclaration[];
}

export interface AccessPointDeclaration {
  /** What plans call it. */
  readonly id: string;
  readonly arn: string;
  readonly regions: readonly RegionCode[];
}

/** A health check of Route 53 whose alarm stands in another region than the one it sends users away from. */
export interface FlipDeclaration {
  /** What plans call it. */
  readonly id: string;
  readonly healthCheck: string;
  readonly region: RegionCode;
  readonly standby: RegionCode;
  readonly alarm: string;
  readonly metric: FlipMetric;
  readonly entryPointId: string;
}

/** The records of an entry point's name, in a hosted zone. */
export interface RecordsDeclaration {
  /** What plans call them. */
  readonly id: string;
  readonly zoneId: string;
  /** Whose the zone is; the workload's own account where absent. */
  readonly accountId?: AccountId;
  readonly entryPointId: string;
  /** Another name than the entry point's, that its records lead to. */
  readonly name?: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly policy: 'weighted' | 'failover' | 'simple';
  /** Set identifiers by region; none of a simple one. */
  readonly sets: readonly { readonly region: RegionCode; readonly setIdentifier: string }[];
}

/** A Global Accelerator in front of the workload, with the endpoint group of each region. */
export interface AcceleratorDeclaration {
  /** What plans call it. */
  readonly id: string;
  readonly endpointGroups: readonly { readonly region: RegionCode; readonly arn: string }[];
}

/** Shares in percent that a shift goes through, how long each is held in seconds, and failed requests that halt it. */
export const usualShift = { stages: [1, 10, 50, 100], holdSeconds: 300, mostErrorPercent: 1 } as const;

/** A second move within an hour of the last one is more often a flap than a second disaster. */
export const usualAntiFlapSeconds: Seconds = 3600;

/** Where applications take transactions of the console's own unless the fleet says otherwise. */
export const usualTransactionPath = '/transactions';

/** A region by its code, or by its part in the run. */
export type RegionWord = RegionCode | 'source' | 'target';

/** A step before it is bound to regions: things are named as the workload names them. */
export type StepTemplate =
  | { readonly kind: 'precheck' }
  | { readonly kind: 'approval'; readonly validSeconds: Seconds }
  /** `{source}` and `{target}` in the instruction become region codes. */
  | { readonly kind: 'manual-task'; readonly instruction: string }
  | { readonly kind: 'wait'; readonly seconds: Seconds }
  | { readonly kind: 'link-lag-below'; readonly storeId: string; readonly seconds: Seconds }
  | { readonly kind: 'capacity-in-service'; readonly region: RegionWord; readonly instances: InstanceCount }
  /**
   * `controls: off` also turns the routing control of the region off. A safety rule that wants one control on refuses
   * that while no other is; `hand-over` turns the one of the target on in the same batch.
   */
  | { readonly kind: 'fence-writer'; readonly controls?: 'off' | 'hand-over' }
  | { readonly kind: 'scale-capacity'; readonly region: RegionWord; readonly instances: InstanceCount }
  | { readonly kind: 'aurora-switchover' | 'aurora-failover'; readonly storeId: string }
  | { readonly kind: 'rds-promote' | 'elasticache-failover'; readonly storeId: string }
  | { readonly kind: 'routing-controls'; readonly on: readonly RegionWord[]; readonly off: readonly RegionWord[] }
  /** Routes of an access point that become active (`on`) and passive (`off`) in one call. */
  | {
      readonly kind: 's3-routes';
      readonly accessPointId: string;
      readonly on: readonly RegionWord[];
      readonly off: readonly RegionWord[];
    }
  | {
      readonly kind: 'http-probe';
      readonly region: RegionWord;
      readonly entryPointId: string;
      readonly passes: number;
    }
  | { readonly kind: 'transaction-proof'; readonly region: RegionWord }
  | {
      readonly kind: 'dns-answer';
      readonly entryPointId: string;
      readonly expects: { readonly region: RegionWord } | { readonly notRegion: RegionWord };
    }
  | { readonly kind: 'alarms-green'; readonly region: RegionWord }
  /** All that are declared in the region. */
  | {
      readonly kind: 'consumers' | 'schedules' | 'freeze-deployments';
      readonly region: RegionWord;
      readonly turn: 'on' | 'off';
    }
  /** `{source}` and `{target}` in the payload become region codes; a function has one name, or one by region. */
  | ({
      readonly kind: 'invoke-function';
      readonly region: RegionWord;
      readonly functionName: string | Readonly<Record<RegionCode, string>>;
    } & Pick<FunctionCall, 'payload' | 'invocation' | 'tellsRepetition' | 'expects'>)
  /** `{workload}`, `{source}`, `{target}` and `{run}` are filled in; no topics are those that the workload declares. */
  | {
      readonly kind: 'announce';
      readonly topics: readonly string[];
      readonly subject: string;
      readonly message: string;
    }
  /** Without `to` it follows the route: away where the flip's region is left, back where it is come home to. */
  | { readonly kind: 'health-check-flip'; readonly flipId: string; readonly to?: 'away' | 'back' }
  /** From the region being left to the one that takes over. */
  | {
      readonly kind: 'weighted-shift';
      readonly recordsId: string;
      readonly stages: readonly number[];
      readonly holdSeconds: Seconds;
      readonly onHalt: 'stay' | 'back';
      readonly mostErrorPercent: number;
    }
  | { readonly kind: 'record-change'; readonly recordsId: string }
  | {
      readonly kind: 'accelerator-dial';
      readonly acceleratorId: string;
      readonly region: RegionWord;
      readonly dialPercent: number;
    }
  | { readonly kind: 'dynamodb-evacuation'; readonly storeId: string }
  | { readonly kind: 'aurora-detach'; readonly storeId: string; readonly clusters: readonly NamedCluster[] }
  | {
      readonly kind: 'aurora-instance';
      readonly storeId: string;
      readonly clusters: readonly NamedCluster[];
      readonly instanceClass: string;
    }
  | { readonly kind: 'restore-backup'; readonly storeId: string }
  | {
      readonly kind: 'scale-service';
      readonly region: RegionWord;
      readonly cluster: string;
      readonly service: string;
      readonly tasks: number;
    }
  /** Built in `region`, of the instance in the other region of the run. */
  | {
      readonly kind: 'rds-create-replica';
      readonly storeId: string;
      readonly region: RegionWord;
      readonly instanceClass?: string;
      readonly parameterGroup?: string;
      /** Keys by region; `usualReplicaKey` where a region has none. */
      readonly kmsKeys: readonly { readonly region: RegionCode; readonly key: string }[];
    }
  /** What stands in `region` and is not needed, since the other region of the run is written. */
  | {
      readonly kind: 'clean-up';
      readonly storeId: string;
      readonly region: RegionWord;
      readonly removes: CleanUp['removes'];
      /** Of an Aurora global database. */
      readonly clusters: readonly NamedCluster[];
    }
  /** A function has one name, or one by region. */
  | {
      readonly kind: 'scale-function';
      readonly region: RegionWord;
      readonly functionName: string | Readonly<Record<RegionCode, string>>;
      readonly qualifier: string;
      readonly executions: number;
    }
  | {
      readonly kind: 'scale-node-group';
      readonly region: RegionWord;
      readonly cluster: string;
      readonly nodeGroup: string;
      readonly nodes: number;
    };

/** The key that AWS makes for RDS in every region by itself. */
export const usualReplicaKey = 'alias/aws/rds';

/** What the cluster of an Aurora global database in a region is called. */
export interface NamedCluster {
  readonly region: RegionCode;
  readonly cluster: string;
}

export const templateKinds = [
  'precheck',
  'approval',
  'manual-task',
  'wait',
  'link-lag-below',
  'capacity-in-service',
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
] as const satisfies readonly StepTemplate['kind'][];

export interface StepDeclaration
  extends Pick<PlanStep, 'id' | 'title' | 'timeoutSeconds' | 'modes' | 'after' | 'phase' | 'waiver'> {
  readonly template: StepTemplate;
}

export interface WorkflowDeclaration {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly StepDeclaration[];
}

/** A plan before it is bound: the same for every pair of regions. */
export interface PlanDeclaration {
  /** Unique within the workload; for a generated one its action. */
  readonly id: string;
  readonly name: string;
  readonly action: PlanAction;
  /** Modes that can be started; steps belong to one of them or to both. */
  readonly modes: readonly PlanMode[];
  readonly workflows: readonly WorkflowDeclaration[];
}
