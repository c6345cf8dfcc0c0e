import type { AccountId, RegionCode } from '../../domain/fleet';
import type { EpochMs } from '../../domain/time';

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

/** An instance by its name. */
export interface NamedInstance {
  readonly identifier: string;
  readonly region: RegionCode;
}

/** An instance as its own region tells it. */
export interface DatabaseInstance extends NamedInstance {
  readonly engine: string;
  /** AWS's word, e.g. `available`, `modifying`, `backing-up`. */
  readonly status: string;
  /** The instance it is a read replica of. */
  readonly follows: NamedInstance | 'nobody';
  /** The cluster it is part of; absent for one outside clusters. */
  readonly cluster?: string;
  /** Its own read replicas. */
  readonly replicas: readonly NamedInstance[];
  /** What follows is absent where AWS does not say it. */
  readonly arn?: string;
  readonly instanceClass?: string;
  readonly isEncrypted?: boolean;
  readonly deletionProtection?: 'on' | 'off';
  /** Days for which automated backups are kept; 0 where there are none. */
  readonly backupDays?: number;
  /** What a replica says of its replication. */
  readonly replication?: ReplicaInstance['replication'];
}

/** A snapshot of one instance, as its region tells it. */
export interface InstanceSnapshotReading {
  readonly identifier: string;
  readonly instance: string;
  /** AWS's word, e.g. `creating`, `available`. */
  readonly status: string;
}

/** An Aurora cluster as its own region tells it. */
export interface DatabaseCluster {
  readonly identifier: string;
  readonly arn: string;
  readonly region: RegionCode;
  readonly engine: string;
  /** AWS's word, e.g. `available`, `promoting`. */
  readonly status: string;
  /** The global cluster that it says it is part of. */
  readonly globalCluster: string | 'none';
  /** ARN of the cluster that it is a copy of. */
  readonly follows: string | 'nobody';
  /** Its instances; without one nobody can connect to it. */
  readonly instances: readonly { readonly identifier: string; readonly isWriter: boolean }[];
}

/** One instance of a replica pair, as far as the asked region tells. */
export interface ReplicaInstance {
  readonly identifier: string;
  readonly region: RegionCode;
  /** AWS's word, e.g. `mysql`, `postgres`; `unknown` for an instance of another region, which is only named. */
  readonly engine: string;
  /** AWS's word, e.g. `available`; `unknown` for an instance of another region. */
  readonly status: string;
  /** What the replica says of its replication; the source says nothing. */
  readonly replication: 'replicating' | 'not-replicating' | 'unknown';
  /** AWS's own words about trouble; untrusted text, empty where there is none. */
  readonly message: string;
}

/** A source instance with its read replicas. */
export interface ReplicaSet {
  readonly source: ReplicaInstance;
  readonly replicas: readonly ReplicaInstance[];
}

/** A snapshot of what a cluster had not sent on when it was given up. */
export interface UnplannedSnapshotReading {
  readonly identifier: string;
  readonly cluster: string;
  readonly takenAt: EpochMs | 'unknown';
}
