/**
 * The simulator's clock: fleet time = anchor + (wall − anchor's wall) × speed, in epoch milliseconds. The same three
 * numbers are given to every program of a deployment, so that all of them read the same fleet time.
 */
export interface FleetClock {
  readonly anchorFleetMs: number;
  readonly anchorWallMs: number;
  /** Fleet seconds per wall second; 1 outside tests. */
  readonly speed: number;
}

/** Fleet time is wall time. */
export const identityClock: FleetClock = { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 };

/** Fleet time at a moment of wall time. */
export function fleetTimeAt(clock: FleetClock, wallMs: number): number {
  return clock.anchorFleetMs + (wallMs - clock.anchorWallMs) * clock.speed;
}

/** Reads `anchorFleetMs,anchorWallMs,speed`; undefined for anything else. */
export function parseFleetClock(text: string): FleetClock | undefined {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [anchorFleetMs, anchorWallMs, speed] = parts;
  if (parts.length !== 3 || anchorFleetMs === undefined || anchorWallMs === undefined || speed === undefined) {
    return undefined;
  }
  return parts.every(Number.isFinite) && speed > 0 ? { anchorFleetMs, anchorWallMs, speed } : undefined;
}
