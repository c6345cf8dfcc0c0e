import type { EngineConfig } from '@/lib/config/engine-config';
import type { FleetClockAnchor } from '@/lib/domain/time';

/** What the collector's thread is started with. */
export interface CollectorWorkerData {
  readonly config: EngineConfig;
  /** The clock of the store, which is fixed for its life. */
  readonly clock: FleetClockAnchor;
}

/** What the thread says to the engine. Silence for too long means that it hangs. */
export type FromCollector = { readonly type: 'collecting' } | { readonly type: 'alive' } | { readonly type: 'stopped' };

/** What the engine says to the thread. */
export type ToCollector = { readonly type: 'stop' };
