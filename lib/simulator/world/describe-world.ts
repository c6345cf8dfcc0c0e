import { describeAccelerator } from './accelerators';
import { describeAccessPoint } from './access-points';
import { healthEventsOf } from './aws-health';
import { missingDaysOf } from './bills/billing';
import { openBills } from './bills/open-bills';
import { describeService } from './container-services';
import { describeFinalSnapshots, describeGlobal, describeReplica } from './describe-databases';
import { describeDatastore } from './describe-datastores';
import { describeBus, describeFunction, describePipeline } from './describe-levers';
import { answerOnce } from './dns';
import { checkIsHealthy, dnsViewOf } from './dns-targets';
import { brokenLinksOf, matchingFaults, toActiveFault } from './faults';
import { buildPipelines } from './fleet-pipelines';
import type { DatabaseInstanceDeclaration } from './fleet-resources';
import type { HealthCheckDeclaration } from './fleet-zone';
import { observe } from './health-checkers';
import { madeBucketsOf } from './made-buckets';
import type { MetricBook } from './metrics/metric-reader';
import { describeNodeGroup } from './node-groups';
import { provisionOf } from './provisioned-concurrency';
import { copyJobsOf, recoveryPointsOf } from './recovery-points';
import { restoreJobsOf } from './restore-jobs';
import { withPolicies } from './roles';
import { routingControlsOf } from './routing-controls';
import { describeGroup } from './scaling';
import type { FleetAccount, SimulatedFleet } from './simulated-fleet';
import type { Simulation } from './simulation';
import { topicIn } from './topics';
import type { SimulatedAlarm, SimulatedDatabaseInstance, SimulatedHealthCheck, World } from './types';
import type { WorldState } from './world-state';

type Description = Omit<
  World,
  | 'seed'
  | 'now'
  | 'advanceTo'
  | 'checkFault'
  | 'ignoringChanges'
  | 'injectFault'
  | 'runScenario'
  | 'scenario'
  | 'healFaults'
  | 'changeRecords'
  | 'changeEndpointGroup'
  | 'changeAccessPointRoutes'
  | 'changeDatabase'
  | 'turnLever'
  | 'publish'
  | 'changeGroup'
  | 'publishMetrics'
  | 'changeRoutingControls'
  | 'enforcePolicies'
  | 'startRestore'
  | 'changeContainerService'
  | 'changeNodeGroup'
  | 'changeProvision'
  | 'giveAnomalyFeedback'
  | 'putRolePolicy'
  | 'createBucket'
  | 'request'
  | 'keepItem'
  | 'keptItem'
  | 'truth'
  | 'checkpoint'
  | 'close'
>;

/** What can be read of a world; nothing here changes it. An account sees what is its own; others than the fleet's see nothing. */
export function describeWorld(simulation: Simulation, metrics: MetricBook): Description {
  const { fleet, state } = simulation;
  const billLines = [...fleet.accounts.values()].flatMap((account) => account.billLines);
  const owned = <T>(accountId: string, pick: (account: FleetAccount) => readonly T[]): readonly T[] => {
    const account = fleet.accounts.get(accountId);
    return account === undefined ? [] : pick(account);
  };
  const within = <T extends { readonly region: string }>(
    region: string,
    accountId: string,
    pick: (account: FleetAccount) => readonly T[],
  ) => owned(accountId, pick).filter((each) => each.region === region);
  return {
    fleetName: fleet.name,
    accountId: fleet.managementAccountId,
    accountIds: new Set(fleet.accounts.keys()),
    regions: fleet.regions,
    metrics,
    bills: openBills(state.seed, billLines, () => state.second * 1000, {
      payer: fleet.managementAccountId,
      unusual: () => state.unusualHours ?? {},
      missingDays: new Map([...fleet.accounts].map(([id, { billing }]) => [id, missingDaysOf(billing)])),
    }),
    billing: (accountId) => fleet.accounts.get(accountId)?.billing ?? {},
    anomalyFeedback: (id) => state.anomalyFeedback?.[id],
    regionAnswers: (region) => simulation.isReachable(region),
    alarms: (region, accountId) =>
      within(region, accountId, (own) => own.alarms).flatMap((alarm): SimulatedAlarm[] => {
        const standing = state.alarms[alarm.arn];
        return standing === undefined ? [] : [{ ...alarm, ...standing }];
      }),
    healthEvents: (accountId = fleet.managementAccountId) =>
      healthEventsOf(state.seed, accountId, state.faults, state.second * 1000),
    organization: (accountId) => (fleet.accounts.has(accountId) ? fleet.organization : undefined),
    quotas: (region, accountId) => within(region, accountId, (own) => own.quotas),
    functions: (region, accountId) =>
      within(region, accountId, (own) => own.functions).map((each) => describeFunction(state, each)),
    eventBuses: (region, accountId) =>
      within(region, accountId, (own) => own.eventBuses).map((each) => describeBus(state, each)),
    pipelines: (region, accountId) =>
      buildPipelines(within(region, accountId, (own) => own.queues)).map((each) => describePipeline(state, each)),
    topics: (region, accountId) =>
      fleet.accounts.has(accountId) && fleet.regions.some(({ code }) => code === region)
        ? [topicIn(region, accountId)]
        : [],
    published: (accountId) => (state.messages ?? []).filter(({ topicArn }) => topicArn.split(':')[4] === accountId),
    eventEndpoints: (region, accountId) =>
      owned(accountId, (own) => own.eventEndpoints).filter((each) => each.primaryRegion === region),
    roles: (accountId) =>
      withPolicies(
        owned(accountId, (own) => own.roles),
        state.rolePolicies,
      ),
    policiesEnforced: () => state.policiesEnforced ?? false,
    networks: (region, accountId) => within(region, accountId, (own) => own.networks),
    hasLoadBalancer: (dnsName) => fleet.loadBalancerByDnsName.has(dnsName),
    loadBalancers: (region, accountId) => within(region, accountId, (own) => own.loadBalancers),
    targetHealth: (targetGroupArn) => targetHealth(fleet, state, targetGroupArn),
    autoScalingGroups: (region, accountId) =>
      within(region, accountId, (own) => own.autoScalingGroups).map((each) => describeGroup(state, each)),
    auroraGlobals: (accountId) =>
      owned(accountId, (own) => own.auroraGlobals).map((each) => describeGlobal(state, each)),
    globalTables: (accountId) => owned(accountId, (own) => own.globalTables),
    secrets: (accountId) => owned(accountId, (own) => own.secrets),
    keys: (accountId) => owned(accountId, (own) => own.keys),
    backupVaults: (region, accountId) => within(region, accountId, (own) => own.vaults),
    recoveryPoints: (vaultArn) => recoveryPointsOf(fleet.backupPlans, state, vaultArn),
    copyJobs: (region, accountId) =>
      copyJobsOf(
        owned(accountId, (own) => own.backupPlans),
        state,
        region,
      ),
    containerServices: (region, accountId) =>
      within(region, accountId, (own) => own.containerServices).map((each) => describeService(state, each)),
    nodeGroups: (region, accountId) =>
      within(region, accountId, (own) => own.nodeGroups).map((each) => describeNodeGroup(state, each)),
    provisionedConcurrency: (arn) => provisionOf(state, arn),
    restoreJobs: (region, accountId) => restoreJobsOf(state, region, accountId),
    distributions: (accountId) => owned(accountId, (own) => own.distributions),
    queues: (region, accountId) =>
      within(region, accountId, (own) => own.queues).map(({ id: _, store: __, ...queue }) => queue),
    buckets: (accountId) => [...owned(accountId, (own) => own.buckets), ...madeBucketsOf(state, accountId)],
    globalDatastores: (accountId) =>
      owned(accountId, (own) => own.globalDatastores).map((each) => describeDatastore(state, each)),
    databaseInstances: (accountId) =>
      describeInstances(
        fleet,
        state,
        owned(accountId, (own) => own.databaseInstances),
      ),
    instanceSnapshots: (accountId) =>
      describeFinalSnapshots(
        state,
        owned(accountId, (own) => own.databaseInstances),
      ),
    hostedZones: (accountId) =>
      accountId === fleet.managementAccountId ? [{ ...fleet.hostedZone, records: state.records }] : [],
    healthChecks: (accountId) =>
      owned(accountId, (own) => own.healthChecks).map((check) => describeCheck(state, check)),
    accelerators: (accountId) =>
      owned(accountId, (own) => own.accelerators).map((each) =>
        describeAccelerator(state, each, (region) => simulation.isReachable(region)),
      ),
    accessPoints: (accountId) =>
      owned(accountId, (own) => own.accessPoints).map((each) => describeAccessPoint(state, each)),
    routingControls: (accountId) =>
      routingControlsOf(
        owned(accountId, (own) => own.routingControls),
        state,
      ),
    safetyRules: (accountId) => owned(accountId, (own) => own.safetyRules),
    changeStatus(changeId) {
      const change = state.recordChanges.find((each) => each.id === changeId.replace('/change/', ''));
      if (change === undefined) return undefined;
      return change.insyncAt < state.second ? 'INSYNC' : 'PENDING';
    },
    changeSubmittedAt: (changeId) =>
      state.recordChanges.find((each) => each.id === changeId.replace('/change/', ''))?.submittedAt,
    resolve: (name, type, resolverRegion) =>
      answerOnce(dnsViewOf(fleet, state), name, type, resolverRegion, state.second),
    activeFaults: () => matchingFaults(state, {}).map(toActiveFault),
  };
}

/** How long a MySQL replica believes in a source that it no longer hears. */
const replicaPatienceMs = 60_000;

function describeInstances(
  fleet: SimulatedFleet,
  state: WorldState,
  instances: readonly DatabaseInstanceDeclaration[],
): SimulatedDatabaseInstance[] {
  const broken = brokenLinksOf(fleet, state, state.second * 1000 - replicaPatienceMs);
  return instances.flatMap((instance) => describeReplica(state, instance, instances, broken) ?? []);
}

/** Instances in service are registered and pass; an instance that never came up is not registered. */
function targetHealth(
  fleet: SimulatedFleet,
  state: WorldState,
  targetGroupArn: string,
): ReturnType<World['targetHealth']> {
  const balancer = fleet.loadBalancerByTargetGroup.get(targetGroupArn);
  const group = fleet.autoScalingGroups.find(
    (each) => each.workload === balancer?.workload && each.region === balancer.region,
  );
  const instances = group === undefined ? [] : describeGroup(state, group).instances;
  return instances
    .filter((instance) => instance.state === 'InService')
    .map((instance) => ({ instanceId: instance.id, state: 'healthy' }));
}

function describeCheck(state: WorldState, check: HealthCheckDeclaration): SimulatedHealthCheck {
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
      : {
          routingControlArn: check.routingControlArn,
          ...(check.alarm !== undefined && { alarm: check.alarm, insufficientData: check.insufficientData }),
        }),
    healthy: checkIsHealthy(state, check.id),
    observations: opinions === undefined ? [] : observe(check.id, opinions, state.second),
  };
}
