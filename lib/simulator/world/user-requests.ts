import { defaultRegions, defaultWorkloads, type WorkloadDeclaration } from './default-fleet';
import { entryHostname, regionalHostname } from './default-zone';
import { canonicalName } from './dns';
import { fleetLoadBalancers } from './fleet-resources';
import { roundTripMs } from './geography';
import { hashText, mix } from './seeded-random';
import type { Simulation } from './simulation';
import { responseSecondsOf } from './traffic';
import type { EndpointAnswer, SimulatedLoadBalancer } from './types';

/** What a connection to an address of the simulated internet gets at this moment. */
export function answerRequest(
  simulation: Simulation,
  address: string,
  hostname: string,
  path: string,
  clientRegion: string,
): EndpointAnswer {
  const balancer = fleetLoadBalancers.find((each) => each.addresses.includes(address));
  // Nobody stands behind other addresses: packets to them vanish, as they do towards a failed region.
  if (balancer === undefined || simulation.failedRegions().has(balancer.region)) return { outcome: 'black-hole' };
  const workload = defaultWorkloads.find((each) => each.id === balancer.workload);
  const chance = (salt: number) => mix(mix(hashText(`${address}${path}`), simulation.state.second), salt) / 0x100000000;
  const travelMs = defaultRegions.some((each) => each.code === clientRegion)
    ? roundTripMs(clientRegion, balancer.region)
    : 120;
  if (workload === undefined || !servesHost(balancer, workload, hostname)) {
    return { outcome: 'answer', status: 404, latencyMs: travelMs + 1, body: 'no such host\n' };
  }
  const service = simulation
    .flowsAt(simulation.state.second)
    .services.get(workload.id)
    ?.regions.find((each) => each.region === balancer.region);
  const latencyMs = travelMs + responseSecondsOf(service?.utilisation ?? 0) * 1000 * (0.7 + 0.8 * chance(1));
  if (path.split('?')[0] === '/healthz') {
    const body = JSON.stringify({ status: 'ok', workload: workload.id, region: balancer.region });
    return { outcome: 'answer', status: 200, latencyMs, body };
  }
  const errorShare = service === undefined || service.requests === 0 ? 0 : service.errors / service.requests;
  if (chance(2) < errorShare) return { outcome: 'answer', status: 503, latencyMs, body: 'temporarily unavailable\n' };
  return { outcome: 'answer', status: 200, latencyMs, body: `${workload.id} served from ${balancer.region}\n` };
}

function servesHost(balancer: SimulatedLoadBalancer, workload: WorkloadDeclaration, hostname: string): boolean {
  const host = canonicalName(hostname.replace(/:\d+$/, ''));
  return (
    host === entryHostname(workload) ||
    host === regionalHostname(workload.id, balancer.region) ||
    host === balancer.dnsName
  );
}
