/**
 * Time in the domain is always an argument: no rule reads a clock.
 *
 * Fleet time is what observations, freshness, schedules, history and screens use; wall time is for signatures,
 * credentials, network deadlines, leases and sessions. Both are plain epoch milliseconds.
 */
export type EpochMs = number;

/** A length of time in seconds. Fractions are allowed; never negative unless a rule says so. */
export type Seconds = number;

/** Fleet time = anchor + (wall − anchor's wall) × speed. Fixed for the life of a store. */
export interface FleetClockAnchor {
  readonly anchorFleetMs: EpochMs;
  readonly anchorWallMs: EpochMs;
  /** Fleet seconds per wall second; 1 outside tests. */
  readonly speed: number;
}

export const identityClock: FleetClockAnchor = { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 };

/** Fleet time at a moment of wall time. */
export function toFleetTime(clock: FleetClockAnchor, wallMs: EpochMs): EpochMs {
  return clock.anchorFleetMs + (wallMs - clock.anchorWallMs) * clock.speed;
}

/** Wall milliseconds that pass while `fleetMs` milliseconds of fleet time pass. */
export function toWallDuration(clock: FleetClockAnchor, fleetMs: number): number {
  return fleetMs / clock.speed;
}
