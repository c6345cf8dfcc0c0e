import { lookUpRegion } from './aws-regions';
import { slownessOf } from './conditions';
import { canonicalName } from './dns';
import type { WorkloadDeclaration } from './fleet-declaration';
import { entryHostname, regionalHostname } from './fleet-zone';
import { roundTripMs } from './geography';
import { answerRecoveryPoint, recoveryPointPath } from './recovery-point-url';
import { hashText, mix } from './seeded-random';
import type { Simulation } from './simulation';
import { errorShareOf, responseSecondsOf } from './traffic';
import { answerTransaction, isTransactionPage } from './transaction-url';
import type { EndpointAnswer, EndpointRequest, KeptItemWrite, SimulatedLoadBalancer } from './types';

/** What a connection to an address of the simulated internet gets at this moment; `keep` takes what is posted. */
export function answerRequest(
  simulation: Simulation,
  address: string,
  { hostname, path, posted }: EndpointRequest,
  clientRegion: string,
  keep: (write: KeptItemWrite) => void,
): EndpointAnswer {
  const { fleet } = simulation;
  const balancer = fleet.loadBalancerByAddress.get(address);
  // Nobody stands behind other addresses: packets to them vanish, as they do towards a failed region.
  if (balancer === undefined || !simulation.isReachable(balancer.region)) return { outcome: 'black-hole' };
  const { region } = balancer;
  const workload = fleet.workloadById.get(balancer.workload);
  const chance = (salt: number) => mix(mix(hashText(`${address}${path}`), simulation.state.second), salt) / 0x100000000;
  const travelMs = lookUpRegion(clientRegion) !== undefined ? roundTripMs(clientRegion, region) : 120;
  if (workload === undefined || !servesHost(balancer, workload, hostname, fleet.hostedZone.name)) {
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
  const page = path.split('?')[0] ?? '';
  // The load balancer answers for targets that are not there, its own health check included.
  if (simulation.conditions().capacities?.[`${workload.id}/${region}`]?.inService === 0)
    return answer(503, 'no healthy targets\n');
  // It needs no database that takes writes: a secondary tells what its own copy holds.
  if (page === recoveryPointPath && chance(2) >= errorShareOf(service?.utilisation ?? 0)) {
    const told = answerRecoveryPoint(fleet, simulation.state, workload, region, posted, keep);
    return { outcome: 'answer', latencyMs, ...told };
  }
  if (isTransactionPage(page) && chance(2) >= errorShareOf(service?.utilisation ?? 0)) {
    const place = { fleet, state: simulation.state, workload, region, ...simulation.troubles() };
    return { outcome: 'answer', latencyMs, ...answerTransaction(place, page, posted, keep) };
  }
  if (page === '/healthz' && posted === undefined) {
    return answer(200, JSON.stringify({ status: 'ok', workload: workload.id, region }));
  }
  const keeps = page === recoveryPointPath || isTransactionPage(page);
  if (!keeps && posted !== undefined) return answer(405, 'nothing is posted here\n');
  const errorShare = service === undefined || service.requests === 0 ? 0 : service.errors / service.requests;
  if (keeps || chance(2) < errorShare) return answer(503, 'temporarily unavailable\n');
  return answer(200, `${workload.id} served from ${region}\n`);
}

function servesHost(
  balancer: SimulatedLoadBalancer,
  workload: WorkloadDeclaration,
  hostname: string,
  zoneName: string,
): boolean {
  const host = canonicalName(hostname.replace(/:\d+$/, ''));
  return (
    host === entryHostname(workload, zoneName) ||
    host === regionalHostname(workload.id, balancer.region, zoneName) ||
    host === balancer.dnsName
  );
}
