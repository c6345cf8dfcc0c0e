import type { Entity } from '@/lib/domain/entities';
import type { Fleet } from '@/lib/domain/fleet';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import type { TruthBook } from './truth-book';

/** One moment of a run: what the console says, what it says so from, and what is true. */
export interface Frame {
  readonly now: EpochMs;
  readonly fleet: Fleet;
  readonly overview: FleetOverview;
  readonly entities: readonly Entity[];
  /** What is true now and what was before; for tests only, the console never sees it. */
  readonly truth: TruthBook;
}

/** Seconds of fleet time from one frame to the next: the rhythm of the console's probes. */
export const frameSeconds = 2;
