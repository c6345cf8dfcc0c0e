import type { ServiceId } from '../wire';
import { routeEndpointRegions } from '../world/access-points';
import { clusterEndpointRegions } from '../world/routing-controls';

/** Services that have endpoints in certain regions, whether or not these belong to the fleet. */
const regionsByService: Partial<Record<ServiceId, (fleetRegions: readonly string[]) => readonly string[]>> = {
  'Global Accelerator': () => ['us-west-2'],
  'Route53 Recovery Cluster': () => clusterEndpointRegions,
  'S3 Control': (fleetRegions) => [...fleetRegions, ...routeEndpointRegions],
};

/** Where a service has endpoints; undefined for one that is in every region of the fleet and in no other. */
export function endpointRegionsOf(
  service: ServiceId | undefined,
  fleetRegions: readonly string[],
): readonly string[] | undefined {
  return service === undefined ? undefined : regionsByService[service]?.(fleetRegions);
}
