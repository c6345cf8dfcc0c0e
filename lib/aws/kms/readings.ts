import type { RegionCode } from '../../domain/fleet';

/** A key as one region describes it. */
export interface KeyReading {
  readonly keyId: string;
  /** AWS's word, e.g. `Enabled`, `Disabled`, `PendingDeletion`. */
  readonly state: string;
  /** `none`: the key lives in its own region only. */
  readonly multiRegion: 'none' | { readonly primary: RegionCode; readonly replicas: readonly RegionCode[] };
}
