import type { AccountId, RegionCode } from '../../domain/fleet';

export interface GlobalClusterMember {
  readonly clusterArn: string;
  readonly clusterIdentifier: string;
  readonly region: RegionCode;
  readonly accountId: AccountId;
  readonly isWriter: boolean;
  /** `unknown` where AWS does not say (it often does not for the writer). */
  readonly synchronization: 'connected' | 'pending-resync' | 'unknown';
}

export interface GlobalCluster {
  readonly identifier: string;
  readonly arn: string;
  /** AWS's word: `available`, `switching-over`, `failing-over`, … */
  readonly status: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly members: readonly GlobalClusterMember[];
  /** A switchover or failover under way. */
  readonly failover:
    | 'none'
    | {
        readonly status: 'pending' | 'failing-over' | 'cancelling' | 'unknown';
        readonly fromClusterArn: string;
        readonly toClusterArn: string;
        readonly allowsDataLoss: boolean;
      };
}
