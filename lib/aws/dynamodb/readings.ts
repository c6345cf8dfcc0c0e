import type { RegionCode } from '../../domain/fleet';

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
