import type { FleetClockAnchor } from '../domain/time';

/** Reads `anchorFleetMs,anchorWallMs,speed`; undefined for anything else. */
export function parseClock(text: string): FleetClockAnchor | undefined {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [anchorFleetMs, anchorWallMs, speed] = parts;
  if (parts.length !== 3 || anchorFleetMs === undefined || anchorWallMs === undefined || speed === undefined) {
    return undefined;
  }
  if (!parts.every(Number.isFinite) || speed <= 0) return undefined;
  return { anchorFleetMs, anchorWallMs, speed };
}

/** Writes what `parseClock` reads. */
export function formatClock(clock: FleetClockAnchor): string {
  return `${clock.anchorFleetMs},${clock.anchorWallMs},${clock.speed}`;
}
