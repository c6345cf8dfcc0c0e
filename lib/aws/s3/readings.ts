import type { AccountId, RegionCode } from '../../domain/fleet';

/** One rule of a bucket's replication configuration. */
export interface ReplicationRule {
  /** Also the `RuleId` under which the rule's metrics are published. */
  readonly id: string;
  readonly enabled: boolean;
  readonly destinationBucket: string;
  /** `unknown` where AWS does not tell where the destination is. */
  readonly destinationRegion: RegionCode | 'unknown';
  readonly destinationAccountId: AccountId | 'same';
  /** Without them nothing says how far the destination is behind. */
  readonly metricsEnabled: boolean;
  /** Replication time control: new objects within 15 minutes, with a service level. */
  readonly timeControl: boolean;
}

/** A bucket as its own region describes it. */
export interface BucketReplication {
  readonly bucket: string;
  readonly region: RegionCode;
  /** Empty where nothing replicates. */
  readonly rules: readonly ReplicationRule[];
}
