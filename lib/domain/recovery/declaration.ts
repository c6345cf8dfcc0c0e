import type { RegionCode } from '../fleet';
import type { Seconds } from '../time';
import type { PlanAction, PlanMode, PlanStep } from './plan';
import type { InstanceCount, RoutingCluster } from './step';

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
    };

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
  'dynamodb-evacuation',
  'aurora-detach',
  'aurora-instance',
  'restore-backup',
  'scale-service',
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
