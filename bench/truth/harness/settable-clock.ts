import type { FleetClock } from '@/lib/collector/fleet-clock';
import type { EpochMs } from '@/lib/domain/time';

/** Fleet time that stands still until it is moved. */
export interface SettableClock extends FleetClock {
  set(now: EpochMs): void;
}

/** A clock that stands at `start`. A second of the fleet counts as one of ours, though none of ours passes. */
export function createSettableClock(start: EpochMs): SettableClock {
  let current = start;
  return {
    now: () => current,
    toWallMs: (fleetMs) => fleetMs,
    set: (now) => {
      current = now;
    },
  };
}
