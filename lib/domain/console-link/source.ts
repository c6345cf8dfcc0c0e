import type { AccountId, RegionCode } from '../fleet';
import type { EpochMs, Seconds } from '../time';

/** A CloudWatch metric as a figure was read from it. */
export interface MetricSource {
  readonly kind: 'cloudwatch-metric';
  /** The region that publishes it, which need not be the one it speaks of. */
  readonly region: RegionCode;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: Seconds;
  /** The stretch of time that is shown; absent for the last three hours. */
  readonly startAt?: EpochMs;
  readonly endAt?: EpochMs;
}

/** Something of one region that has a page of its own in the AWS console, by the name AWS knows it by. */
interface Named<K extends string> {
  readonly kind: K;
  readonly region: RegionCode;
  readonly name: string;
}

/** Where a figure comes from, as precisely as its page in the AWS console needs it. */
export type ConsoleSource =
  | MetricSource
  | Named<'cloudwatch-alarm'>
  | Named<'rds-cluster'>
  | Named<'rds-instance'>
  /** Listed from any region that has a member. */
  | Named<'rds-global-cluster'>
  | Named<'dynamodb-table'>
  | Named<'s3-bucket'>
  | Named<'backup-vault'>
  | Named<'elasticache-global'>
  | Named<'secret'>
  /** `name` is an alias or a key id. */
  | Named<'kms-key'>
  | Named<'auto-scaling-group'>
  | Named<'load-balancer'>
  /** A queue is addressed by its URL, which names its account. */
  | { readonly kind: 'sqs-queue'; readonly region: RegionCode; readonly accountId: AccountId; readonly name: string }
  /** Global services: their page is in one region of the partition, which is told from the region given. */
  | { readonly kind: 'hosted-zone'; readonly region: RegionCode; readonly id: string }
  | { readonly kind: 'health-check'; readonly region: RegionCode; readonly id: string }
  | { readonly kind: 'distribution'; readonly region: RegionCode; readonly id: string }
  | { readonly kind: 'health-events'; readonly region: RegionCode }
  | { readonly kind: 'costs'; readonly region: RegionCode }
  | { readonly kind: 'iam-role'; readonly region: RegionCode; readonly id: string }
  /** Which regions an account may use. */
  | { readonly kind: 'account-regions'; readonly region: RegionCode }
  | { readonly kind: 'support-plans'; readonly region: RegionCode };

export type ConsoleSourceKind = ConsoleSource['kind'];
