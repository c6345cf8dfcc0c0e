import type { EntryPoint, Workload } from '@/lib/domain/fleet';
import { linkAdapters } from '@/lib/stores/registry';
import { neverAsked } from '../carry';
import { assumedSignalCadence } from '../metric-cadence';
import { Snapshot } from '../snapshot';
import type { SourcePlan } from '../source';
import { Topology } from '../topology';
import { assumeLinks, type Bound } from './assume-links';

export interface AssumedPlan {
  readonly plan: SourcePlan;
  /** Whether anything in it is assumed. */
  readonly isAssumed: boolean;
}

/**
 * The plan as it stands, and where discovery has not told yet what there is, as the declarations let one assume: at
 * least, or at most. Once everything is discovered both are the plan itself.
 */
export function assumePlan(plan: SourcePlan, bound: Bound): AssumedPlan {
  const topology = new Topology();
  const snapshot = new Snapshot(plan.snapshot.entities());
  const assumed = plan.fleet.workloads.flatMap((workload) => [
    assumeStores(workload, plan, topology, bound),
    assumeBalancers(workload, plan, topology, bound),
    assumeQueues(workload, snapshot),
    ...workload.entryPoints.map((entryPoint) => assumeControls(workload, entryPoint, plan, snapshot, bound)),
  ]);
  for (const routing of snapshot.all('routing')) topology.claimRecords(routing, plan.topology.recordOwnerOf(routing));
  return { plan: { fleet: plan.fleet, topology, snapshot }, isAssumed: assumed.includes(true) };
}

// Each of these says whether it assumed anything.

function assumeStores(workload: Workload, plan: SourcePlan, topology: Topology, bound: Bound): boolean {
  const [first] = workload.regions;
  if (first === undefined) return false;
  let isAssumed = false;
  for (const store of workload.stores) {
    if (!linkAdapters.some(({ kind }) => kind === store.kind)) continue;
    const known = plan.topology.findLinks(workload, store);
    if (known !== 'unknown') {
      topology.setLinks(
        workload,
        store,
        first.region,
        known.map(({ link }) => link),
        0,
      );
    } else if (!plan.topology.isStoreRead(workload, store)) {
      topology.setLinks(workload, store, first.region, assumeLinks(workload, store, bound), 0);
      isAssumed = true;
    }
  }
  return isAssumed;
}

/** A load balancer has a target group, and while it moves from one to the next two. */
const targetGroups: Readonly<Record<Bound, readonly string[]>> = { 'at-least': ['one'], 'at-most': ['one', 'two'] };

function assumeBalancers(
  { accountId, capacity }: Workload,
  plan: SourcePlan,
  topology: Topology,
  bound: Bound,
): boolean {
  let isAssumed = false;
  for (const { region, loadBalancerName: name } of capacity) {
    const known = plan.topology.findLoadBalancer(accountId, region, name);
    if (known === undefined && plan.topology.areLoadBalancersRead(accountId, region)) continue;
    if (known === undefined) isAssumed = true;
    topology.setLoadBalancer(
      accountId,
      region,
      known ?? {
        name,
        arn: `assumed:${name}`,
        dimension: `app/${name}/assumed`,
        hostname: 'unknown',
        hostedZoneId: 'unknown',
        type: 'unknown',
        state: 'unknown',
        targetGroups: targetGroups[bound].map((group) => ({
          name: `${name}-${group}`,
          arn: `assumed:${name}:${group}`,
          dimension: `targetgroup/${name}-${group}/assumed`,
        })),
      },
    );
  }
  return isAssumed;
}

/** Queues become known by being asked for, whether they are there or not: their age is asked for either way. */
function assumeQueues({ id, accountId, regions, stores }: Workload, snapshot: Snapshot): boolean {
  let isAssumed = false;
  for (const store of stores.filter(({ kind }) => kind === 'sqs-queue')) {
    for (const { region } of regions) {
      const queueId = `${id}/${store.id}/${region}`;
      if (snapshot.find('queue', queueId) !== undefined) continue;
      isAssumed = true;
      snapshot.put({
        kind: 'queue',
        id: queueId,
        workloadId: id,
        storeId: store.id,
        accountId,
        region,
        resource: store.resource,
        messages: neverAsked(0),
        messagesCadence: assumedSignalCadence,
        oldestMessageAgeSeconds: neverAsked(0),
        ageCadence: assumedSignalCadence,
      });
    }
  }
  return isAssumed;
}

/** Until its records are read, every endpoint of a name may hang on a routing control. */
function assumeControls(
  workload: Workload,
  entryPoint: EntryPoint,
  plan: SourcePlan,
  snapshot: Snapshot,
  bound: Bound,
): boolean {
  const id = `${workload.id}/${entryPoint.id}`;
  const routing = plan.snapshot.find('routing', id);
  if (routing === undefined || routing.records !== undefined) return false;
  if (bound === 'at-least') return true;
  const controls = entryPoint.endpoints.map(({ region }) => ({
    region,
    healthCheckId: `assumed:${id}:${region}`,
    state: neverAsked<'on' | 'off'>(0),
  }));
  snapshot.put({ ...routing, controls });
  return true;
}
