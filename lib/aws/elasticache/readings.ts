import type { RegionCode } from '../../domain/fleet';

export interface GlobalReplicationGroupMember {
  readonly replicationGroupId: string;
  readonly region: RegionCode;
  /** `unknown` where AWS does not say. */
  readonly role: 'primary' | 'secondary' | 'unknown';
  /** AWS's word: `associated`, `associating`, `disassociating`, … */
  readonly status: string;
}

/** An ElastiCache global datastore: one primary takes writes, its secondaries follow. */
export interface GlobalReplicationGroup {
  /** AWS puts a prefix of its own before the name it was given. */
  readonly identifier: string;
  /** AWS's word: `available`, `modifying`, `primary-only`, … */
  readonly status: string;
  readonly members: readonly GlobalReplicationGroupMember[];
}
