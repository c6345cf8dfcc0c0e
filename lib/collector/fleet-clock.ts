import { type EpochMs, type FleetClockAnchor, toFleetTime, toWallDuration } from '@/lib/domain/time';

/** Fleet time as it passes. */
export interface FleetClock {
  now(): EpochMs;
  /** Wall milliseconds that `fleetMs` of fleet time take. */
  toWallMs(fleetMs: number): number;
}

/** The clock of a deployment, driven by the machine's own. */
export function createFleetClock(anchor: FleetClockAnchor): FleetClock {
  return {
    now: () => Math.round(toFleetTime(anchor, Date.now())),
    toWallMs: (fleetMs) => toWallDuration(anchor, fleetMs),
  };
}
