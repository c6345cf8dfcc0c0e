import { answerShares, type DnsView } from './dns';
import type { WorkloadDeclaration } from './fleet-declaration';
import { entryHostname } from './fleet-zone';
import { isPassing } from './health-checkers';
import { metricCheckIsHealthy } from './metric-checks';
import type { SimulatedFleet } from './simulated-fleet';
import type { Shares } from './traffic';
import type { DnsAnswer } from './types';
import { placeUsers, type UserPlaces, usualResolvers } from './user-populations';
import type { WorldState } from './world-state';

export interface UserTarget {
  readonly shares: Shares;
  /** The population once everybody has followed. */
  readonly arrived: UserPlaces;
  readonly ttlSeconds: number;
}

/** Where DNS sends everybody, as long as neither records nor health checks change. */
export interface DnsTargets {
  /** By workload, in the order of its populations; undefined where DNS gives no address of the fleet. */
  readonly users: ReadonlyMap<string, readonly (UserTarget | undefined)[]>;
  /** Region each endpoint health check connects to; undefined where its name leads nowhere. */
  readonly checks: ReadonlyMap<string, string | undefined>;
}

/** Whether Route 53 holds a health check for healthy now. */
export function checkIsHealthy(state: WorldState, healthCheckId: string): boolean {
  const opinions = state.opinions[healthCheckId];
  if (opinions !== undefined) return isPassing(opinions);
  // A check nobody runs counts as healthy, as it does for Route 53.
  return state.routingControls[healthCheckId] ?? metricCheckIsHealthy(state, healthCheckId);
}

/** What the name servers answer from at this moment. */
export function dnsViewOf(fleet: SimulatedFleet, state: WorldState): DnsView {
  return {
    zoneName: fleet.hostedZone.name,
    loadBalancers: fleet.loadBalancerByDnsName,
    records: state.answered,
    isHealthy: (healthCheckId) => checkIsHealthy(state, healthCheckId),
  };
}

/** Asks DNS once for every population and every health check. */
export function findDnsTargets(fleet: SimulatedFleet, state: WorldState): DnsTargets {
  const view = dnsViewOf(fleet, state);
  const ask = (hostname: string, resolverRegion: string) => targetOf(fleet, view, hostname, resolverRegion);
  const users = new Map(
    fleet.workloads.map((workload) => [workload.id, targetsOf(ask, workload, fleet.hostedZone.name)]),
  );
  const checks = new Map<string, string | undefined>();
  for (const check of fleet.healthChecks) {
    if (check.hostname === undefined) continue;
    const target = ask(check.hostname, 'eu-west-1');
    checks.set(check.id, target === undefined ? undefined : Object.keys(target.shares)[0]);
  }
  return { users, checks };
}

function targetsOf(
  ask: (hostname: string, resolverRegion: string) => UserTarget | undefined,
  workload: WorkloadDeclaration,
  zoneName: string,
): (UserTarget | undefined)[] {
  const hostname = entryHostname(workload, zoneName);
  if (hostname === undefined) return [];
  return workload.populations.map((population) => ask(hostname, population.resolverRegion));
}

function targetOf(
  fleet: SimulatedFleet,
  view: DnsView,
  hostname: string,
  resolverRegion: string,
): UserTarget | undefined {
  const shares: Shares = {};
  let ttlSeconds = 0;
  let reached = 0;
  for (const { share, answer } of answerShares(view, hostname, 'A', resolverRegion)) {
    const regions = regionsOf(fleet, answer);
    for (const region of regions) shares[region] = (shares[region] ?? 0) + share / regions.length;
    if (regions.length > 0) reached += share;
    for (const record of answer.records) ttlSeconds = Math.max(ttlSeconds, record.ttlSeconds);
  }
  if (reached === 0) return undefined;
  for (const region of Object.keys(shares)) {
    // One region alone is exactly everybody, whatever rounding the sum went through.
    shares[region] = Object.keys(shares).length === 1 ? 1 : (shares[region] ?? 0) / reached;
  }
  return { shares, arrived: placeUsers(shares, fleet.declaration.resolvers ?? usualResolvers), ttlSeconds };
}

function regionsOf({ loadBalancerByAddress }: SimulatedFleet, answer: DnsAnswer): string[] {
  return answer.records.flatMap((record) =>
    record.type === 'A' ? (loadBalancerByAddress.get(record.value)?.region ?? []) : [],
  );
}
