import type { AwsEdgeConfig, AwsEdgeOptions } from '@/lib/aws';
import type { EngineConfig } from '@/lib/config/engine-config';
import { defaultAccountId } from '@/lib/fleet/default-fleet';
import type { ProberConfig } from '@/lib/probes';
import type { FleetClock } from './fleet-clock';

/** What stands behind the AWS edge: the simulator's endpoint and nothing else, or AWS and nothing else. */
export function toAwsEdgeConfig({ simulator }: Pick<EngineConfig, 'simulator'>): AwsEdgeConfig {
  return simulator === 'off'
    ? { mode: 'aws' }
    : {
        mode: 'simulator',
        endpoint: simulator.awsUrl,
        dns: simulator.dnsAddress,
        homeAccountId: defaultAccountId,
      };
}

/** An endpoint that is left alone is tried again after so much fleet time, at first and at most. */
const firstPauseFleetMs = 5_000;
const longestPauseFleetMs = 25_000;

/** The edge waits in wall time and speaks in fleet time; a return is seen within half a minute of fleet time. */
export function toEdgeOptions(clock: FleetClock) {
  return {
    clock: {
      nowMs: () => performance.now(),
      fleetTimeIn: (wallMs) => Math.ceil(clock.now() + wallMs / clock.toWallMs(1)),
    },
    breaker: {
      opensAfter: 5,
      firstPauseMs: clock.toWallMs(firstPauseFleetMs),
      longestPauseMs: clock.toWallMs(longestPauseFleetMs),
    },
  } as const satisfies AwsEdgeOptions;
}

/** Through which internet the console probes: the simulator's doors, or the one we are in. */
export function toProberConfig({
  simulator,
  markerToken,
}: Pick<EngineConfig, 'simulator' | 'markerToken'>): ProberConfig {
  return simulator === 'off'
    ? { mode: 'direct', ...(markerToken === undefined ? {} : { markerToken }) }
    : { mode: 'simulator', dns: simulator.dnsAddress, httpProxy: simulator.httpUrl };
}
