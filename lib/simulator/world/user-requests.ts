import { slownessOf } from './conditions';
import { defaultRegions, defaultWorkloads, type WorkloadDeclaration } from './default-fleet';
import { entryHostname, regionalHostname } from './default-zone';
import { canonicalName } from './dns';
import { fleetLoadBalancers } from './fleet-resources';
import { roundTripMs } from './geography';
import { answerRecoveryPoint, recoveryPointPath } from './recovery-point-url';
import { hashText, mix } from './seeded-random';
import type { Simulation } from './simulation';
import { errorShareOf, responseSecondsOf } from './traffic';
import type { EndpointAnswer, EndpointRequest, KeptItemWrite, SimulatedLoadBalancer } from './types';

/** What a connection to an address of the simulated internet gets at this moment; `keep` takes what is posted. */
export function answerRequest(
  simulation: Simulation,
  address: string,
  { hostname, path, posted }: EndpointRequest,
  clientRegion: string,
  keep: (write: KeptItemWrite) => void,
): EndpointAnswer {
  const balancer = fleetLoadBalancers.find((each) => each.addresses.includes(address));
  // Nobody stands behind other addresses: packets to them vanish, as they do towards a failed region.
  if (balancer === undefined || !simulation.isReachable(balancer.region)) return { outcome: 'black-hole' };
  const { region } = balancer;
  const workload = defaultWorkloads.find((each) => each.id === balancer.workload);
  const chance = (salt: number) => mix(mix(hashText(`${address}${path}`), simulation.state.second), salt) / 0x100000000;
  const travelMs = defaultRegions.some((each) => each.code === clientRegion) ? roundTripMs(clientRegion, region) : 120;
  if (workload === undefined || !servesHost(balancer, workload, hostname)) {
    return { outcome: 'answer', status: 404, latencyMs: travelMs + 1, body: 'no such host\n' };
  }
  const service = simulation
    .flowsAt(simulation.state.second)
    .services.get(workload.id)
    ?.regions.find((each) => each.region === region);
  const slowness = slownessOf(simulation.conditions(), workload.id, region);
  const workMs = responseSecondsOf(service?.utilisation ?? 0) * 1000 * slowness;
  const latencyMs = travelMs + workMs * (0.7 + 0.8 * chance(1));
  const answer = (status: number, body: string) => ({ outcome: 'answer' as const, status, latencyMs, body });
  const page = path.split('?')[0];
  // It needs no database that takes writes: a secondary tells what its own copy holds.
  if (page === recoveryPointPath && chance(2) >= errorShareOf(service?.utilisation ?? 0)) {
    const told = answerRecoveryPoint(simulation.state, workload, region, posted, keep);
    return { outcome: 'answer', latencyMs, ...told };
  }
  if (page === '/healthz' && posted === undefined) {
    return answer(200, JSON.stringify({ status: 'ok', workload: workload.id, region }));
  }
  if (page !== recoveryPointPath && posted !== undefined) return answer(405, 'nothing is posted here\n');
  const errorShare = service === undefined || service.requests === 0 ? 0 : service.errors / service.requests;
  if (page === recoveryPointPath || chance(2) < errorShare) return answer(503, 'temporarily unavailable\n');
  return answer(200, `${workload.id} served from ${region}\n`);
}

function servesHost(balancer: SimulatedLoadBalancer, workload: WorkloadDeclaration, hostname: string): boolean {
  const host = canonicalName(hostname.replace(/:\d+$/, ''));
  return (
    host === entryHostname(workload) ||
    host === regionalHostname(workload.id, balancer.region) ||
    host === balancer.dnsName
  );
}
