import type { Budget } from './costs/budgets/budget';
import type { RecoveryDeclaration } from './recovery/declaration';
import type { DeliveryDeclaration } from './reports/delivery';
import type { EpochMs, Seconds } from './time';
import type { WallDeclaration } from './wall/types';

export type RegionCode = string;
export type AccountId = string;
export type WorkloadId = string;

export const strategies = ['backup-restore', 'pilot-light', 'warm-standby', 'active-active'] as const;
export type Strategy = (typeof strategies)[number];

export const regionRoles = ['primary', 'standby', 'active'] as const;
export type RegionRole = (typeof regionRoles)[number];

export interface FleetRegion {
  readonly code: RegionCode;
  /** Place name shown beside the code. */
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
  /** What the region is to the fleet as a whole; its role in a workload is the workload's. */
  readonly role?: RegionRole;
  /** IPv4 range of the fleet's VPC there, e.g. `10.20.0.0/16`. */
  readonly vpcRange?: string;
  /** Instance class databases have there, e.g. `db.r6g.xlarge`. */
  readonly databaseClass?: string;
  /** Whether personal data under the GDPR may be kept there. */
  readonly gdpr?: boolean;
}

/** Regions under one law. */
export interface Jurisdiction {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly RegionCode[];
}

/**
 * What the engine assumes in an account that is reached from another one. AWS asks for the external id beside the role,
 * so that nobody else who may use the engine's account gets in.
 */
export interface AssumedRoles {
  /** ARN of the role that reads everything the console shows, and can change nothing. */
  readonly readerRoleArn: string;
  /** ARN of the role that writes recovery-point markers, and nothing else. */
  readonly writerRoleArn: string;
  /** ARN of the role that the steps of a run are done with, and nothing outside a run. */
  readonly failoverRoleArn: string;
  /** No secret, and shown to nobody all the same. */
  readonly externalId: string;
}

export interface FleetAccount {
  readonly id: AccountId;
  readonly name: string;
  /** Absent for the account whose own credentials the engine has: there is one such account at most. */
  readonly assume?: AssumedRoles;
  /** What the console's polling may cost in a calendar month, in US dollars; absent where nobody set a limit. */
  readonly pollingBudgetUsd?: number;
}

export const scenarios = ['region-loss', 'data-loss'] as const;
export type Scenario = (typeof scenarios)[number];

/** Target of a workload for a scenario, in seconds. */
export interface Objective {
  readonly scenario: Scenario;
  readonly rtoSeconds: Seconds;
  readonly rpoSeconds: Seconds;
  /** The share of minutes that should be inside the recovery-point objective, in percent; absent: the usual one. */
  readonly targetPercent?: number;
  /** With an RTO of 0: the longest time users of the lost region may take to be served elsewhere. */
  readonly shiftSeconds?: Seconds;
}

export const storeKinds = [
  'aurora-global',
  'dynamodb-global-table',
  's3-replication',
  'rds-replica',
  'elasticache-global',
  'sqs-queue',
  'backup',
] as const;
export type StoreKind = (typeof storeKinds)[number];

/** A replicated data store as the fleet declares it. What replicates where is discovered, never declared. */
export interface StoreDeclaration {
  readonly id: string;
  readonly kind: StoreKind;
  /** Global cluster identifier, table name, source bucket, source instance, global datastore, queue, or backup vault. */
  readonly resource: string;
  /**
   * Backup: name of the vault that copies go to in the other regions, where it differs. RDS replica: identifier of the
   * replica in the other regions, which a promotion names.
   */
  readonly copyResource?: string;
  /** Backup: how it is restored from its vault; absent where no plan may. */
  readonly restore?: RestoreDeclaration;
  /** Can be filled anew from elsewhere, e.g. a cache: its replication is shown and decides nothing. */
  readonly rebuildable?: true;
  /**
   * No plan moves it: it has no lawful copy, or is meant to stay where it is. Who needs it is without it until its region
   * is back, which a person has to answer for before the rest of the workload is moved.
   */
  readonly stays?: true;
  /** A recovery-point marker that the console writes into it and reads in its copies; absent where it may not. */
  readonly marker?: MarkerDeclaration;
}

/** What AWS Backup must be told to restore something, written down beforehand. */
export interface RestoreDeclaration {
  /** The role that AWS Backup restores as. */
  readonly roleArn: string;
  /** What the kind of resource asks for, in AWS's words, e.g. `newFileSystem: "true"` for EFS. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** A Secrets Manager secret the application needs in each of its regions, by the same name. Its value is never read. */
export interface SecretDeclaration {
  /** e.g. `checkout/database`. */
  readonly name: string;
}

/** A multi-region KMS key its data is encrypted with, by the same alias in each of its regions. */
export interface KeyDeclaration {
  /** e.g. `alias/checkout`. */
  readonly alias: string;
}

/** A Lambda function that works for it in a region. */
export interface FunctionDeclaration {
  readonly region: RegionCode;
  readonly name: string;
}

/** An API of API Gateway that leads to it in a region: REST APIs publish their figures by name and stage. */
export interface ApiDeclaration {
  readonly region: RegionCode;
  readonly name: string;
  readonly stage: string;
}

/** A CloudFront distribution that serves for it. */
export interface DistributionDeclaration {
  /** e.g. `E1STOREFRONT01`. */
  readonly id: string;
}

/**
 * How a recovery-point marker gets into a store: by the store's own API, or by a path of the application that keeps it,
 * asked at the regional endpoints of one of the workload's entry points.
 */
export type MarkerDeclaration =
  | { readonly by: 'store' }
  | { readonly by: 'entry-point'; readonly entryPointId: string; readonly path: string };

/** Kinds that the console can write a marker into by itself. */
export const storeMarkerKinds: readonly StoreKind[] = ['dynamodb-global-table', 's3-replication'];

/**
 * Kinds that an application can keep a marker in: those with one source at a time. Where every region writes, a region
 * could not tell whose marker it shows.
 */
export const entryPointMarkerKinds: readonly StoreKind[] = ['aurora-global', 'rds-replica', 's3-replication'];

/** Where applications keep their marker unless the fleet says otherwise. */
export const usualMarkerPath = '/recovery-point';

/** A name users reach the workload by. */
export interface EntryPoint {
  readonly id: string;
  /** What users type, e.g. `checkout.acme.example`. */
  readonly hostname: string;
  readonly path: string;
  /** The regional names behind it; the console probes each of them. */
  readonly endpoints: readonly RegionalEndpoint[];
}

export interface RegionalEndpoint {
  readonly region: RegionCode;
  readonly hostname: string;
  /** TXT record that follows the endpoint's Route 53 health check: `healthy` or `unhealthy`. */
  readonly statusHostname: string;
}

export interface CapacityDeclaration {
  readonly region: RegionCode;
  readonly loadBalancerName: string;
  readonly autoScalingGroupName: string;
}

export interface Workload {
  readonly id: WorkloadId;
  readonly name: string;
  /** 0 is the most important. Tiers 0 and 1 are protected. */
  readonly tier: 0 | 1 | 2 | 3;
  readonly strategy: Strategy;
  readonly owner: string;
  readonly accountId: AccountId;
  readonly regions: readonly { readonly region: RegionCode; readonly role: RegionRole }[];
  readonly objectives: readonly Objective[];
  readonly stores: readonly StoreDeclaration[];
  readonly entryPoints: readonly EntryPoint[];
  readonly capacity: readonly CapacityDeclaration[];
  /** What it needs beside its stores: without them a region with all the data cannot serve. */
  readonly secrets?: readonly SecretDeclaration[];
  readonly keys?: readonly KeyDeclaration[];
  readonly distributions?: readonly DistributionDeclaration[];
  readonly functions?: readonly FunctionDeclaration[];
  readonly apis?: readonly ApiDeclaration[];
  /** Work on it that is known beforehand. What it costs counts like anything else, and is marked. */
  readonly plannedWork?: readonly PlannedWork[];
  /** It keeps personal data under the GDPR. */
  readonly gdpr?: true;
  /** Regions its data may lawfully be in, its own included; absent where the law does not care. */
  readonly lawfulRegions?: readonly RegionCode[];
  /** What a recovery needs to know beforehand; absent where nothing was written down. */
  readonly recovery?: RecoveryDeclaration;
}

/** Whether a workload is of a protected tier, 0 or 1. */
export function isProtectedTier({ tier }: Pick<Workload, 'tier'>): boolean {
  return tier <= 1;
}

/** A time of work that is known beforehand, in fleet time; the end is not part of it. */
export interface PlannedWork {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly reason: string;
}

/** Whether a workload's data may lawfully be served from a region. */
export function isLawful({ lawfulRegions }: Pick<Workload, 'lawfulRegions'>, region: RegionCode): boolean {
  return lawfulRegions === undefined || lawfulRegions.includes(region);
}

export interface Fleet {
  readonly name: string;
  readonly accounts: readonly FleetAccount[];
  readonly regions: readonly FleetRegion[];
  readonly jurisdictions?: readonly Jurisdiction[];
  readonly hostedZoneName: string;
  /** What calendar months may cost; absent where nobody set a budget. */
  readonly budgets?: readonly Budget[];
  readonly workloads: readonly Workload[];
  /** Absent where the file says nothing of walls: then there is the usual one. */
  readonly walls?: readonly WallDeclaration[];
  /** Where reports are delivered to. Absent where the file says nothing of it: they are kept in the store alone. */
  readonly reports?: readonly DeliveryDeclaration[];
}
