import type { RegionCode } from '../../domain/fleet';
import type { EpochMs } from '../../domain/time';

/** A service of ECS as its own region tells it. */
export interface ContainerService {
  readonly cluster: string;
  readonly name: string;
  readonly region: RegionCode;
  /** AWS's word: `ACTIVE`, `DRAINING` or `INACTIVE`. */
  readonly status: string;
  /** Tasks that are wanted, that run, and that are on their way; `unknown` where AWS does not say. */
  readonly desired: number | 'unknown';
  readonly running: number | 'unknown';
  readonly pending: number | 'unknown';
  /** What ECS says happened, newest first: untrusted text. */
  readonly events: readonly { readonly at: EpochMs; readonly message: string }[];
}
