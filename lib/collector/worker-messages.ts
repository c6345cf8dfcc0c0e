import type { EngineConfig } from '@/lib/config/engine-config';
import type { Fleet } from '@/lib/domain/fleet';
import type { FleetClockAnchor } from '@/lib/domain/time';
import type { FleetRefusal } from './fleet-refusal';

/** What the collector's thread is started with. */
export interface CollectorWorkerData {
  /** Without what the collector has no use for: it sends no mail. */
  readonly config: Omit<EngineConfig, 'mail'>;
  /** The clock of the store, which is fixed for its life. */
  readonly clock: FleetClockAnchor;
  readonly fleet: FleetInUse;
}

/** The fleet to collect from, and why a newer declaration of it was not taken up. */
export interface FleetInUse {
  readonly fleet: Fleet;
  /** The file it was read from, `built-in`, or `kept-copy`. */
  readonly from: string;
  /** Another fleet has another hash. */
  readonly hash: string;
  readonly refusal: FleetRefusal | 'none';
}

/** What the thread says to the engine. Silence for too long means that it hangs. */
export type FromCollector =
  | { readonly type: 'collecting' }
  | { readonly type: 'alive' }
  | { readonly type: 'stopped' }
  /** For whoever started the engine, on its standard output. */
  | { readonly type: 'says'; readonly line: string };

/** What the engine says to the thread. */
export type ToCollector = { readonly type: 'stop' } | { readonly type: 'fleet'; readonly fleet: FleetInUse };
