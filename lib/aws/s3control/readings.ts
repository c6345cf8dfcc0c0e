import type { RegionCode } from '../../domain/fleet';

/** One bucket behind a Multi-Region Access Point. */
export interface AccessPointRoute {
  readonly bucket: string;
  readonly region: RegionCode;
  /** Active routes get requests, passive ones none; `unknown` where AWS gives no share that is either. */
  readonly state: 'active' | 'passive' | 'unknown';
}
