import type { RegionCode } from '../../domain/fleet';
import type { EpochMs } from '../../domain/time';

export const replicaStatuses = [
  'active',
  'creating',
  'creation-failed',
  'updating',
  'deleting',
  'region-disabled',
  'inaccessible-encryption-credentials',
  'replication-not-authorized',
  'archiving',
  'archived',
  'unknown',
] as const;
export type ReplicaStatus = (typeof replicaStatuses)[number];

export interface GlobalTableReplica {
  readonly region: RegionCode;
  readonly status: ReplicaStatus;
  /**
   * Since when its region is disabled or its key cannot be used; absent where AWS does not say. About 20 h after that AWS
   * takes the replica out of the table: it keeps its data, and nothing is replicated to it or from it any more.
   */
  readonly inaccessibleSince?: EpochMs;
}

/** A region that takes part in every write of a strongly consistent table and serves no reads. */
export interface TableWitness {
  readonly region: RegionCode;
  readonly status: 'active' | 'creating' | 'deleting' | 'unknown';
}

/** A table as one of its regions describes it. */
export interface GlobalTable {
  readonly name: string;
  readonly arn: string;
  /** `strong`: a write is acknowledged only after a second region holds it, and no replication latency is published. */
  readonly consistency: 'eventual' | 'strong';
  /** The region that was asked is always among them, whether AWS lists it as a replica or not. */
  readonly replicas: readonly GlobalTableReplica[];
  readonly witnesses: readonly TableWitness[];
  /** Updated by AWS about every six hours. */
  readonly itemCount: number | 'unknown';
  readonly sizeBytes: number | 'unknown';
}
