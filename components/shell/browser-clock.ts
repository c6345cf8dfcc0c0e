import { type EpochMs, type FleetClockAnchor, toFleetTime } from '@/lib/domain/time';

/** The clock as the server hands it out. */
export interface ClockReading {
  readonly anchor: FleetClockAnchor;
  readonly serverWallMs: EpochMs;
}

/** A difference beyond this is a clock that was set, not a slow network; milliseconds. */
const jumpMs = 2000;

/**
 * Tells fleet time in a browser whose own clock may be wrong. Each reading from the server arrives late by the network's
 * delay, so the reading that puts the server furthest ahead is the truest.
 */
export class BrowserClock {
  #anchor: FleetClockAnchor;
  #aheadMs: number;

  constructor(reading: ClockReading, browserMs: EpochMs) {
    this.#anchor = reading.anchor;
    this.#aheadMs = reading.serverWallMs - browserMs;
  }

  /** Takes a reading that arrived at `browserMs` by the browser's clock. */
  observe(reading: ClockReading, browserMs: EpochMs): void {
    this.#anchor = reading.anchor;
    const aheadMs = reading.serverWallMs - browserMs;
    const jumped = Math.abs(aheadMs - this.#aheadMs) > jumpMs;
    this.#aheadMs = jumped ? aheadMs : Math.max(this.#aheadMs, aheadMs);
  }

  /** Fleet time when the browser's clock shows `browserMs`. */
  fleetTime(browserMs: EpochMs): EpochMs {
    return toFleetTime(this.#anchor, browserMs + this.#aheadMs);
  }
}
