import type { RegionCode } from '../../domain/fleet';

export interface SecretReplica {
  readonly region: RegionCode;
  readonly status: 'in-sync' | 'in-progress' | 'failed' | 'unknown';
  /** AWS's own words about trouble; untrusted text, empty where there is none. */
  readonly message: string;
}

/** A secret without its value: where it lives and how its copies are. */
export interface SecretReading {
  readonly name: string;
  readonly primaryRegion: RegionCode;
  readonly replicas: readonly SecretReplica[];
}
