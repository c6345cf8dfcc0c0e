import type { AccountId, CapacityDeclaration, RegionCode, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { SignalFamily, SignalResource } from '@/lib/domain/series/metric-window';
import type { Seconds } from '@/lib/domain/time';
import type { SourcePlan } from '../source';
import { globalServicesRegion, runsIn } from '../sources/places';
import { auroraSignals, cacheSignals, rdsSignals, tableSignals } from './database-signals';
import type { PlannedResource, SignalSpec, UnmeasuredSignal } from './signal-spec';
import { albSignals, apiSignals, cloudfrontSignals, lambdaSignals, nlbSignals, queueSignals } from './signals-of';

/** The nodes of a replication group as they were found, or why they are not known. */
export type FindCacheNodes = (
  accountId: AccountId,
  region: RegionCode,
  replicationGroupId: string,
) => readonly string[] | { readonly reason: UnmeasuredSignal['reason']; readonly note: string };

/**
 * Everything a workload has in a region that has golden signals, with how they are read now. Names come from what
 * discovery found last, so that they follow a change of roles; what is not found yet says so and has no series.
 */
export function planSignals(
  workload: Workload,
  region: RegionCode,
  plan: SourcePlan,
  period: Seconds,
  findNodes: FindCacheNodes,
): readonly PlannedResource[] {
  const { accountId, distributions = [], functions = [], apis = [] } = workload;
  const at = (family: SignalFamily, name: string, signals: readonly SignalSpec[]): PlannedResource => ({
    resource: toResource(family, name, region),
    accountId,
    publishedIn: region,
    signals,
  });
  return [
    ...(runsIn(workload, region) ? distributions : []).map(
      ({ id }): PlannedResource => ({
        ...at('cloudfront', id, cloudfrontSignals(id, period)),
        resource: toResource('cloudfront', id, 'global'),
        publishedIn: globalServicesRegion,
      }),
    ),
    ...workload.capacity.filter((one) => one.region === region).map((one) => planBalancer(one, workload, plan, period)),
    ...apis.filter((one) => one.region === region).map((api) => at('api-gateway', api.name, apiSignals(api, period))),
    ...functions
      .filter((one) => one.region === region)
      .map(({ name }) => at('lambda', name, lambdaSignals(name, period))),
    ...workload.stores.flatMap((store) => planStore(store, workload, region, plan, period, findNodes)),
  ];
}

function toResource(family: SignalFamily, name: string, region: SignalResource['region']): SignalResource {
  return { id: `${family}/${name}`, family, name, region };
}

function planBalancer(
  declared: CapacityDeclaration,
  { accountId }: Workload,
  { topology }: SourcePlan,
  period: Seconds,
): PlannedResource {
  const { region, loadBalancerName: name } = declared;
  const balancer = topology.findLoadBalancer(accountId, region, name);
  const family = balancer?.type === 'network' ? 'network-load-balancer' : 'application-load-balancer';
  const signals =
    balancer === undefined
      ? unknownSignals(`No load balancer ${name} was found in ${region} yet.`)
      : family === 'network-load-balancer'
        ? nlbSignals(balancer, period)
        : albSignals(balancer, declared, period);
  return { resource: toResource(family, name, region), accountId, publishedIn: region, signals };
}

/** A resource that is declared and not found: all four signals say so. */
function unknownSignals(
  note: string,
  reason: UnmeasuredSignal['reason'] = 'not-asked-yet',
): readonly UnmeasuredSignal[] {
  const unmeasured = { figure: 'not known', unit: 'count' as const, reason, note };
  return (['latency', 'traffic', 'errors', 'saturation'] as const).map((signal) => ({ signal, ...unmeasured }));
}

const familyOf: Partial<Record<StoreDeclaration['kind'], SignalFamily>> = {
  'aurora-global': 'aurora',
  'rds-replica': 'rds',
  'dynamodb-global-table': 'dynamodb',
  'elasticache-global': 'elasticache',
  'sqs-queue': 'queue',
};

function planStore(
  store: StoreDeclaration,
  workload: Workload,
  region: RegionCode,
  plan: SourcePlan,
  period: Seconds,
  findNodes: FindCacheNodes,
): readonly PlannedResource[] {
  const family = familyOf[store.kind];
  if (family === undefined) return [];
  const { accountId } = workload;
  const planned = (name: string, signals: readonly SignalSpec[]): readonly PlannedResource[] => [
    { resource: toResource(family, name, region), accountId, publishedIn: region, signals },
  ];
  if (family === 'queue') {
    const queue = plan.snapshot.find('queue', `${workload.id}/${store.id}/${region}`);
    const isAbsent = queue?.messages.state === 'observed' && queue.messages.value === 'absent';
    return queue === undefined || isAbsent ? [] : planned(store.resource, queueSignals(store.resource, period));
  }
  const links = plan.topology.findLinks(workload, store);
  if (links === 'unknown') {
    return runsIn(workload, region)
      ? planned(store.resource, unknownSignals(`${store.resource} was not found yet.`))
      : [];
  }
  const name = links.flatMap(({ link }) => {
    const member = link.members ?? { source: store.resource, target: store.resource };
    return link.source === region ? [member.source] : link.target === region ? [member.target] : [];
  })[0];
  if (name === undefined) return [];
  const signalsOf = storeSignals[family];
  if (signalsOf !== undefined) return planned(name, signalsOf(name, period));
  const nodes = findNodes(accountId, region, name);
  if ('reason' in nodes) return planned(name, unknownSignals(nodes.note, nodes.reason));
  const [first] = nodes;
  return planned(
    first ?? name,
    first === undefined ? unknownSignals(`${name} has no node.`, 'no-data') : cacheSignals(first, period),
  );
}

/** Kinds whose figures are published by the name of the store or of its member. */
const storeSignals: Partial<Record<SignalFamily, (name: string, period: Seconds) => readonly SignalSpec[]>> = {
  aurora: auroraSignals,
  rds: rdsSignals,
  dynamodb: tableSignals,
};
