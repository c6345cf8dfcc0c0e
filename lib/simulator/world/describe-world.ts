import { acceleratorsOf } from './accelerators';
import { healthEventsOf } from './aws-health';
import { fleetBillLines } from './bills/fleet-lines';
import { openBills } from './bills/open-bills';
import { fleetAlarms } from './default-alarms';
import { defaultAccountId, defaultRegions, hostedZoneId, hostedZoneName } from './default-fleet';
import { fleetHealthChecks } from './default-zone';
import { answerOnce } from './dns';
import { checkIsHealthy, dnsViewOf } from './dns-targets';
import { brokenLinksOf, matchingFaults, toActiveFault } from './faults';
import { fleetDistributions } from './fleet-distributions';
import { fleetEventBuses, fleetEventEndpoints } from './fleet-events';
import { fleetFunctions } from './fleet-functions';
import { fleetQueues } from './fleet-queues';
import {
  fleetAuroraGlobals,
  fleetAutoScalingGroups,
  fleetBuckets,
  fleetDatabaseInstances,
  fleetGlobalDatastores,
  fleetGlobalTables,
  fleetLoadBalancers,
} from './fleet-resources';
import { fleetKeys, fleetSecrets } from './fleet-secrets';
import { observe } from './health-checkers';
import type { MetricBook } from './metrics/metric-reader';
import { networksOf } from './networks';
import { fleetOrganization } from './organization';
import { fleetQuotas } from './quotas';
import { copyJobsOf, fleetVaults, recoveryPointsOf } from './recovery-points';
import { rolesOf } from './roles';
import { fleetSafetyRules, routingControlsOf } from './routing-controls';
import type { Simulation } from './simulation';
import type { SimulatedAlarm, SimulatedDatabaseInstance, SimulatedHealthCheck, World } from './types';
import type { WorldState } from './world-state';

type Description = Omit<
  World,
  | 'seed'
  | 'now'
  | 'advanceTo'
  | 'checkFault'
  | 'injectFault'
  | 'runScenario'
  | 'scenario'
  | 'healFaults'
  | 'changeRecords'
  | 'changeEndpointGroup'
  | 'changeRoutingControls'
  | 'enforcePolicies'
  | 'request'
  | 'keepItem'
  | 'keptItem'
  | 'truth'
  | 'checkpoint'
  | 'close'
>;

/** What can be read of a world; nothing here changes it. Other accounts than the fleet's own see nothing. */
export function describeWorld(simulation: Simulation, metrics: MetricBook): Description {
  const { state } = simulation;
  const owned = <T>(accountId: string, list: readonly T[]): readonly T[] =>
    accountId === defaultAccountId ? list : [];
  const within = <T extends { readonly region: string }>(region: string, accountId: string, list: readonly T[]) =>
    owned(accountId, list).filter((each) => each.region === region);
  return {
    accountId: defaultAccountId,
    regions: defaultRegions,
    metrics,
    bills: openBills(state.seed, fleetBillLines, () => state.second * 1000),
    regionAnswers: (region) => simulation.isReachable(region),
    alarms: (region, accountId) =>
      within(region, accountId, fleetAlarms).flatMap((alarm): SimulatedAlarm[] => {
        const standing = state.alarms[alarm.arn];
        return standing === undefined ? [] : [{ ...alarm, ...standing }];
      }),
    healthEvents: () => healthEventsOf(state.seed, defaultAccountId, state.faults, state.second * 1000),
    organization: (accountId) => (accountId === defaultAccountId ? fleetOrganization : undefined),
    quotas: (region, accountId) => within(region, accountId, fleetQuotas),
    functions: (region, accountId) => within(region, accountId, fleetFunctions),
    eventBuses: (region, accountId) => within(region, accountId, fleetEventBuses),
    eventEndpoints: (region, accountId) =>
      owned(accountId, fleetEventEndpoints).filter((each) => each.primaryRegion === region),
    roles: (accountId) => owned(accountId, rolesOf(accountId, defaultAccountId)),
    policiesEnforced: () => state.policiesEnforced ?? false,
    networks: (region, accountId) => within(region, accountId, networksOf(accountId)),
    loadBalancers: (region, accountId) => within(region, accountId, fleetLoadBalancers),
    targetHealth,
    autoScalingGroups: (region, accountId) => within(region, accountId, fleetAutoScalingGroups),
    auroraGlobals: (accountId) => owned(accountId, fleetAuroraGlobals),
    globalTables: (accountId) => owned(accountId, fleetGlobalTables),
    secrets: (accountId) => owned(accountId, fleetSecrets),
    keys: (accountId) => owned(accountId, fleetKeys),
    backupVaults: (region, accountId) => within(region, accountId, fleetVaults),
    recoveryPoints: (vaultArn) => recoveryPointsOf(state, vaultArn),
    copyJobs: (region, accountId) => owned(accountId, copyJobsOf(state, region)),
    distributions: (accountId) => owned(accountId, fleetDistributions),
    queues: (region, accountId) => within(region, accountId, fleetQueues),
    buckets: (accountId) => owned(accountId, fleetBuckets),
    globalDatastores: (accountId) => owned(accountId, fleetGlobalDatastores),
    databaseInstances: (accountId) => owned(accountId, describeInstances(state)),
    hostedZones: (accountId) => owned(accountId, [{ id: hostedZoneId, name: hostedZoneName, records: state.records }]),
    healthChecks: (accountId) => owned(accountId, describeChecks(state)),
    accelerators: (accountId) => owned(accountId, acceleratorsOf(state)),
    routingControls: (accountId) => owned(accountId, routingControlsOf(state)),
    safetyRules: (accountId) => owned(accountId, fleetSafetyRules),
    changeStatus(changeId) {
      const change = state.recordChanges.find((each) => each.id === changeId.replace('/change/', ''));
      if (change === undefined) return undefined;
      return change.insyncAt < state.second ? 'INSYNC' : 'PENDING';
    },
    changeSubmittedAt: (changeId) =>
      state.recordChanges.find((each) => each.id === changeId.replace('/change/', ''))?.submittedAt,
    resolve: (name, type, resolverRegion) => answerOnce(dnsViewOf(state), name, type, resolverRegion, state.second),
    activeFaults: () => matchingFaults(state, {}).map(toActiveFault),
  };
}

/** How long a MySQL replica believes in a source that it no longer hears. */
const replicaPatienceMs = 60_000;

function describeInstances(state: WorldState): SimulatedDatabaseInstance[] {
  const broken = brokenLinksOf(state, state.second * 1000 - replicaPatienceMs);
  return fleetDatabaseInstances.map(({ sourceArn, link, ...instance }) => ({
    ...instance,
    ...(sourceArn !== undefined &&
      link !== undefined && {
        replication: { sourceArn, state: broken.has(link) ? ('error' as const) : ('replicating' as const) },
      }),
  }));
}

/** Instances in service are registered and pass; an instance that never came up is not registered. */
function targetHealth(targetGroupArn: string): ReturnType<World['targetHealth']> {
  const balancer = fleetLoadBalancers.find((each) => each.targetGroup.arn === targetGroupArn);
  const group = fleetAutoScalingGroups.find(
    (each) => each.workload === balancer?.workload && each.region === balancer.region,
  );
  return (group?.instances ?? [])
    .filter((instance) => instance.state === 'InService')
    .map((instance) => ({ instanceId: instance.id, state: 'healthy' }));
}

function describeChecks(state: WorldState): SimulatedHealthCheck[] {
  return fleetHealthChecks.map((check) => {
    const opinions = state.opinions[check.id];
    return {
      id: check.id,
      type: check.type,
      ...(check.type === 'HTTPS'
        ? {
            hostname: check.hostname,
            path: check.path,
            intervalSeconds: check.intervalSeconds,
            failureThreshold: check.failureThreshold,
          }
        : { routingControlArn: check.routingControlArn }),
      healthy: checkIsHealthy(state, check.id),
      observations: opinions === undefined ? [] : observe(check.id, opinions, state.second),
    };
  });
}
