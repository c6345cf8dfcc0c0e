import type { EndpointEntity } from '../entities';
import type { RegionRole } from '../fleet';
import { judgeEndpoint } from '../judge-endpoint';
import type { EpochMs } from '../time';
import { signalView } from './signal-view';
import type { RegionSignalsView } from './types';

/** The golden signals of a regional endpoint, each with its own age, and what its users get. */
export function viewSignals(
  endpoint: EndpointEntity,
  role: RegionRole,
  regionIsDark: boolean,
  now: EpochMs,
): RegionSignalsView {
  const { health, unreachableFromHere } = judgeEndpoint(endpoint, now);
  const dark = regionIsDark || unreachableFromHere;
  const { id, hostname, region, signalCadence } = endpoint;
  return {
    endpointId: id,
    hostname,
    region,
    role,
    health,
    requestsPerSecond: signalView(endpoint.requestsPerSecond, signalCadence, dark, now),
    errorPercent: signalView(endpoint.errorPercent, signalCadence, dark, now),
    latencyP95Ms: signalView(endpoint.latencyP95Ms, signalCadence, dark, now),
    healthyHosts: signalView(endpoint.healthyHosts, signalCadence, dark, now),
    capacity: signalView(endpoint.capacity, endpoint.capacityCadence, dark, now),
  };
}
