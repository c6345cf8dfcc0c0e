import type { EpochMs } from '../domain/time';

/** The clocks of the edge: pauses, paces and budgets run on wall time; people read fleet time. */
export interface EdgeClock {
  /** Wall milliseconds since any fixed moment; never goes back. */
  nowMs(): number;
  /** Fleet time `wallMs` milliseconds from now. */
  fleetTimeIn(wallMs: number): EpochMs;
}

/** For a fleet whose time is the machine's own. */
export const machineClock: EdgeClock = {
  nowMs: () => performance.now(),
  fleetTimeIn: (wallMs) => Math.round(Date.now() + wallMs),
};
