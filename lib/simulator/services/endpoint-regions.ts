import type { ServiceId } from '../wire';
import { clusterEndpointRegions } from '../world/routing-controls';

/** Services that have endpoints in certain regions only, whether or not these belong to the fleet. */
const regionsByService: Partial<Record<ServiceId, readonly string[]>> = {
  'Global Accelerator': ['us-west-2'],
  'Route53 Recovery Cluster': clusterEndpointRegions,
};

/** Where a service has endpoints; undefined for one that is in every region of the fleet. */
export function endpointRegionsOf(service: ServiceId | undefined): readonly string[] | undefined {
  return service === undefined ? undefined : regionsByService[service];
}
