import 'server-only';
import { type EpochMs, type FleetClockAnchor, toFleetTime } from '@/lib/domain/time';
import { webConfig } from './web-environment';

/** What a browser needs to tell fleet time: the deployment's anchor and the server's wall clock as it answered. */
export interface ClockReading {
  readonly anchor: FleetClockAnchor;
  readonly serverWallMs: EpochMs;
}

/** Fleet time of this moment. */
export function fleetNow(): EpochMs {
  return toFleetTime(webConfig().clock, Date.now());
}

/** The clock as a page or a stream hands it to a browser. */
export function readClock(): ClockReading {
  return { anchor: webConfig().clock, serverWallMs: Date.now() };
}
