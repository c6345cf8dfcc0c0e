import { buildAccelerators } from './accelerators';
import { buildAccessPoints } from './access-points';
import { findRegion } from './aws-regions';
import { buildBillLines } from './bills/account-lines';
import { buildContainerServices } from './container-services';
import { defaultFleet } from './default-fleet';
import { buildAlarms } from './fleet-alarms';
import { buildApis } from './fleet-apis';
import type { FleetDeclaration, WorkloadDeclaration } from './fleet-declaration';
import { buildDistributions } from './fleet-distributions';
import { buildEventBuses, buildEventEndpoints } from './fleet-events';
import { buildFunctions } from './fleet-functions';
import { buildQueues } from './fleet-queues';
import { buildResources, placesOf } from './fleet-resources';
import { buildKeys, buildSecrets } from './fleet-secrets';
import { buildHealthChecks, buildRecords } from './fleet-zone';
import { buildMetrics } from './metrics/account-metrics';
import { buildNetworks } from './networks';
import { buildNodeGroups } from './node-groups';
import { buildOrganization } from './organization';
import { buildQuotas } from './quotas';
import { planBackup } from './recovery-points';
import { buildLinks, buildLogs } from './replication-links';
import { rolesOf } from './roles';
import { buildRoutingControls, buildSafetyRules } from './routing-controls';
import type { FleetAccount, FleetResources, SimulatedFleet } from './simulated-fleet';

/**
 * The fleet that follows from a declaration.
 * @throws Error for a declaration that names what it does not declare
 */
export function buildFleet(declaration: FleetDeclaration): SimulatedFleet {
  const [management] = declaration.accounts;
  if (management === undefined) throw new Error('A fleet has at least one account.');
  const regions = declaration.regions.map((code) => {
    const { short, longitude, latitude } = findRegion(code);
    return { code, short, longitude, latitude };
  });
  const places = placesOf(declaration.workloads);
  const queues = buildQueues(declaration.workloads);
  const healthChecks = buildHealthChecks(declaration, management.id);
  const accounts = declaration.accounts.map(({ id, name, billing = {} }): FleetAccount => {
    const workloads = declaration.workloads.filter((workload) => workload.accountId === id);
    const ownsZone = id === management.id;
    const checks = ownsZone ? healthChecks : [];
    const own = { id, name, ownsZone, billing };
    const resources = buildAccountResources(workloads, { id, declaration, places, queues, checks });
    return {
      ...own,
      ...resources,
      metrics: buildMetrics(resources),
      billLines: buildBillLines(own, resources, declaration),
      quotas: buildQuotas(declaration.regions),
      networks: buildNetworks(own, declaration.regions, resources.autoScalingGroups),
      roles: rolesOf(id, management.id),
    };
  });
  checkOwners(declaration);
  const all = gather(accounts, declaration, { queues });
  return {
    ...all,
    name: declaration.name,
    declaration,
    managementAccountId: management.id,
    regions,
    organization: buildOrganization(declaration),
    hostedZone: declaration.hostedZone,
    records: buildRecords(declaration, all.loadBalancers),
    accounts: new Map(accounts.map((account) => [account.id, account])),
    ...indexOf(all),
  };
}

let builtDefault: SimulatedFleet | undefined;

/** The default fleet, built when it is first asked for. */
export function findDefaultFleet(): SimulatedFleet {
  builtDefault ??= buildFleet(defaultFleet);
  return builtDefault;
}

function checkOwners({ accounts, workloads }: FleetDeclaration): void {
  const stranger = workloads.find(({ accountId }) => !accounts.some(({ id }) => id === accountId));
  if (stranger === undefined) return;
  throw new Error(`Workload ${stranger.id} lives in account ${stranger.accountId}, which is not in its fleet.`);
}

interface Surroundings {
  readonly id: string;
  readonly declaration: FleetDeclaration;
  readonly places: ReturnType<typeof placesOf>;
  readonly queues: ReturnType<typeof buildQueues>;
  readonly checks: ReturnType<typeof buildHealthChecks>;
}

function buildAccountResources(
  workloads: readonly WorkloadDeclaration[],
  { id, declaration, places, queues: allQueues, checks }: Surroundings,
): FleetResources {
  const resources = buildResources(workloads, places);
  const queues = allQueues.filter((queue) => workloads.some((workload) => workload.id === queue.workload));
  const backupPlans = workloads.flatMap(planBackup);
  const routingControls = buildRoutingControls(checks);
  return {
    workloads,
    links: buildLinks(workloads),
    logs: buildLogs(workloads),
    ...resources,
    queues,
    functions: buildFunctions(id, queues),
    apis: workloads.flatMap(buildApis),
    eventBuses: buildEventBuses(id, queues),
    eventEndpoints: buildEventEndpoints(id, queues),
    backupPlans,
    vaults: backupPlans.flatMap((plan) => [plan.source, plan.copy]),
    containerServices: workloads.flatMap((one) => buildContainerServices(id, one.id, one.containers)),
    nodeGroups: workloads.flatMap((one) => buildNodeGroups(id, one.id, one.nodeGroups)),
    secrets: workloads.flatMap(buildSecrets),
    keys: workloads.flatMap(buildKeys),
    distributions: workloads.flatMap((workload) => buildDistributions(workload, declaration.hostedZone.name)),
    accelerators: workloads.flatMap((workload) => buildAccelerators(workload, resources.loadBalancers)),
    accessPoints: workloads.flatMap((workload) => buildAccessPoints(workload, resources.buckets)),
    alarms: buildAlarms(id, workloads, resources),
    healthChecks: checks,
    routingControls,
    safetyRules: buildSafetyRules(routingControls),
  };
}

/** What all accounts have, in the order in which the declaration names the workloads where that order shows. */
function gather(
  accounts: readonly FleetAccount[],
  { workloads }: FleetDeclaration,
  { queues }: Pick<FleetResources, 'queues'>,
): FleetResources {
  const of = <T>(pick: (account: FleetAccount) => readonly T[]): readonly T[] => accounts.flatMap(pick);
  return {
    workloads,
    queues,
    links: of((each) => each.links),
    logs: of((each) => each.logs),
    loadBalancers: of((each) => each.loadBalancers),
    autoScalingGroups: of((each) => each.autoScalingGroups),
    auroraGlobals: of((each) => each.auroraGlobals),
    globalTables: of((each) => each.globalTables),
    buckets: of((each) => each.buckets),
    databaseInstances: of((each) => each.databaseInstances),
    globalDatastores: of((each) => each.globalDatastores),
    functions: of((each) => each.functions),
    apis: of((each) => each.apis),
    eventBuses: of((each) => each.eventBuses),
    eventEndpoints: of((each) => each.eventEndpoints),
    backupPlans: of((each) => each.backupPlans),
    vaults: of((each) => each.vaults),
    containerServices: of((each) => each.containerServices),
    nodeGroups: of((each) => each.nodeGroups),
    secrets: of((each) => each.secrets),
    keys: of((each) => each.keys),
    distributions: of((each) => each.distributions),
    accelerators: of((each) => each.accelerators),
    accessPoints: of((each) => each.accessPoints),
    alarms: of((each) => each.alarms),
    healthChecks: of((each) => each.healthChecks),
    routingControls: of((each) => each.routingControls),
    safetyRules: of((each) => each.safetyRules),
  };
}

type Index = Pick<
  SimulatedFleet,
  | 'workloadById'
  | 'linkById'
  | 'linksByLog'
  | 'logById'
  | 'logsByWorkload'
  | 'regionsByResource'
  | 'bucketLinks'
  | 'loadBalancerByAddress'
  | 'loadBalancerByDnsName'
  | 'loadBalancerByTargetGroup'
  | 'healthCheckIds'
>;

function indexOf({ workloads, links, logs, loadBalancers, healthChecks }: FleetResources): Index {
  const logsByWorkload = new Map(workloads.map(({ id }) => [id, [] as FleetResources['logs'][number][]]));
  for (const log of logs) logsByWorkload.get(log.workload.id)?.push(log);
  const linksByLog = new Map<string, FleetResources['links'][number][]>();
  for (const link of links) linksByLog.set(link.log, [...(linksByLog.get(link.log) ?? []), link]);
  const regionsByResource = new Map<string, Set<string>>();
  for (const { resource, source, target } of links) {
    const regions = regionsByResource.get(resource) ?? new Set();
    regionsByResource.set(resource, regions.add(source).add(target));
  }
  return {
    workloadById: new Map(workloads.map((workload) => [workload.id, workload])),
    linkById: new Map(links.map((link) => [link.id, link])),
    linksByLog,
    logById: new Map(logs.map((log) => [log.id, log])),
    logsByWorkload,
    regionsByResource,
    bucketLinks: links.filter((link) => link.kind === 's3-replication'),
    loadBalancerByAddress: new Map(
      loadBalancers.flatMap((balancer) => balancer.addresses.map((address) => [address, balancer] as const)),
    ),
    loadBalancerByDnsName: new Map(loadBalancers.map((balancer) => [balancer.dnsName, balancer])),
    loadBalancerByTargetGroup: new Map(loadBalancers.map((balancer) => [balancer.targetGroup.arn, balancer])),
    healthCheckIds: new Set(healthChecks.map((check) => check.id)),
  };
}
