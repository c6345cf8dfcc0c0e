import { type Budget, type BudgetEntity, type BudgetSpending, labelsOfBudget } from '@/lib/domain/costs/budgets/budget';
import type {
  Cadence,
  EndpointEntity,
  Entity,
  RegionEntity,
  RoutingEntity,
  SourceEntity,
  WorkloadEntity,
} from '@/lib/domain/entities';
import type { EntryPoint, Fleet, FleetRegion, RegionalEndpoint, Workload } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';
import { neverAsked } from './carry';
import { nextDueAt } from './schedule';
import { Snapshot } from './snapshot';
import type { SourceTask } from './source';
import { runsIn } from './sources/places';

/** The cadences that entities carry, by what measures them. */
export interface Cadences {
  readonly probe: Cadence;
  readonly dns: Cadence;
  readonly signals: Cadence;
  readonly capacity: Cadence;
}

/**
 * What the collector starts from: everything the fleet declares, each with what an earlier run knew of it. So last
 * values, dates and outages survive a restart, and what the fleet no longer declares is gone.
 */
export function declareSnapshot(
  fleet: Fleet,
  tasks: readonly { readonly task: SourceTask; readonly cadence: Cadence }[],
  cadences: Cadences,
  previous: readonly Entity[],
  now: EpochMs,
): Snapshot {
  const known = new Snapshot(previous);
  const snapshot = new Snapshot(fleet.regions.map((region) => declareRegion(region, fleet)));
  for (const { task, cadence } of tasks) snapshot.put(declareSource(task, cadence, fleet, known, now));
  for (const budget of fleet.budgets ?? []) snapshot.put(declareBudget(budget, known, now));
  for (const workload of fleet.workloads) {
    snapshot.put(declareWorkload(workload, known));
    for (const entryPoint of workload.entryPoints) {
      snapshot.put(declareRouting(workload, entryPoint, cadences, known, now));
      for (const endpoint of entryPoint.endpoints) {
        snapshot.put(declareEndpoint(workload, entryPoint, endpoint, cadences, known, now));
      }
    }
  }
  for (const wall of fleet.walls ?? []) snapshot.put({ kind: 'wall', id: wall.id, wall });
  for (const entity of previous) if (isStillOfTheFleet(entity, fleet)) snapshot.put(entity);
  return snapshot;
}

function declareBudget(budget: Budget, known: Snapshot, now: EpochMs): BudgetEntity {
  const before = known.find('budget', budget.id);
  // What was measured of another subject or in another currency says nothing of this one.
  const isSame =
    before !== undefined &&
    before.budget.currency === budget.currency &&
    JSON.stringify(before.budget.of) === JSON.stringify(budget.of);
  const spending = isSame ? before.spending : neverAsked<BudgetSpending>(now);
  return { kind: 'budget', id: budget.id, ...labelsOfBudget(budget), budget, spending };
}

function declareRegion(region: FleetRegion, { jurisdictions = [] }: Fleet): RegionEntity {
  const names = jurisdictions.filter(({ regions }) => regions.includes(region.code)).map(({ name }) => name);
  return {
    kind: 'region',
    id: region.code,
    ...region,
    ...(names.length === 0 ? {} : { jurisdictions: names }),
  };
}

/** Discovered things are kept until an answer says otherwise. */
function isStillOfTheFleet(entity: Entity, fleet: Fleet): boolean {
  switch (entity.kind) {
    case 'cost':
      return fleet.accounts.some((account) => account.id === entity.accountId);
    case 'queue':
    case 'backup':
    case 'link':
      return fleet.workloads.some(
        (workload) => workload.id === entity.workloadId && workload.stores.some((store) => store.id === entity.storeId),
      );
    case 'secret':
      return isDeclared(fleet, entity, ({ secrets }) => secrets?.some(({ name }) => name === entity.name));
    case 'key':
      return isDeclared(fleet, entity, ({ keys }) => keys?.some(({ alias }) => alias === entity.alias));
    case 'distribution':
      return fleet.workloads.some(
        (workload) =>
          workload.id === entity.workloadId && workload.distributions?.some(({ id }) => id === entity.distributionId),
      );
    case 'health-check':
      return (
        fleet.accounts.some((account) => account.id === entity.accountId) &&
        fleet.workloads.some(({ id }) => id === entity.workloadId)
      );
    case 'alarm':
    case 'quota':
      return (
        fleet.accounts.some((account) => account.id === entity.accountId) &&
        fleet.regions.some((region) => region.code === entity.region)
      );
    case 'health-event':
    case 'finding':
    case 'pending-finding':
      return true;
    default:
      return false;
  }
}

/** Whether its workload still runs in the entity's region and declares it. */
function isDeclared(
  fleet: Fleet,
  { workloadId, region }: { readonly workloadId: string; readonly region: string },
  declares: (workload: Workload) => boolean | undefined,
): boolean {
  return fleet.workloads.some(
    (workload) => workload.id === workloadId && runsIn(workload, region) && declares(workload) === true,
  );
}

function declareSource(
  task: SourceTask,
  cadence: Cadence,
  { accounts }: Fleet,
  known: Snapshot,
  now: EpochMs,
): SourceEntity {
  const before = known.find('source', task.id);
  // Every account is asked who we are in every region: that source carries its name, so that it is sent once a place.
  const account = task.api === 'sts' ? accounts.find(({ id }) => id === task.accountId) : undefined;
  return {
    kind: 'source',
    id: task.id,
    accountId: task.accountId,
    region: task.region,
    api: task.api,
    call: task.call,
    cadence,
    state: before?.state ?? 'not-asked-yet',
    message: before?.message ?? 'Not asked yet.',
    lastAttemptAt: before?.lastAttemptAt ?? 'never',
    lastAnswerAt: before?.lastAnswerAt ?? 'never',
    stateSince: before?.stateSince ?? now,
    nextAttemptAt: nextDueAt(task.rhythm, now),
    ...(before?.refused === undefined ? {} : { refused: before.refused }),
    ...(account === undefined ? {} : { accountName: account.name }),
  };
}

function declareWorkload(workload: Workload, known: Snapshot): WorkloadEntity {
  const before = known.find('workload', workload.id);
  return { kind: 'workload', id: workload.id, workload, outage: before?.outage ?? { state: 'none' } };
}

function declareRouting(
  workload: Workload,
  entryPoint: EntryPoint,
  cadences: Cadences,
  known: Snapshot,
  now: EpochMs,
): RoutingEntity {
  const id = `${workload.id}/${entryPoint.id}`;
  const before = known.find('routing', id);
  return {
    policy: 'unknown',
    answer: neverAsked(now),
    probe: neverAsked(now),
    controls: [],
    ...before,
    kind: 'routing',
    id,
    workloadId: workload.id,
    accountId: workload.accountId,
    hostname: entryPoint.hostname,
    answerCadence: cadences.dns,
    probeCadence: cadences.probe,
  };
}

function declareEndpoint(
  workload: Workload,
  entryPoint: EntryPoint,
  endpoint: RegionalEndpoint,
  cadences: Cadences,
  known: Snapshot,
  now: EpochMs,
): EndpointEntity {
  const id = `${workload.id}/${entryPoint.id}/${endpoint.region}`;
  const before = known.find('endpoint', id);
  return {
    probe: neverAsked(now),
    probeStreak: 0,
    route53: neverAsked(now),
    requestsPerSecond: neverAsked(now),
    errorPercent: neverAsked(now),
    latencyP95Ms: neverAsked(now),
    healthyHosts: neverAsked(now),
    signalCadence: cadences.signals,
    capacity: neverAsked(now),
    ...before,
    kind: 'endpoint',
    id,
    workloadId: workload.id,
    accountId: workload.accountId,
    region: endpoint.region,
    role: workload.regions.find((region) => region.region === endpoint.region)?.role ?? 'active',
    hostname: endpoint.hostname,
    probeCadence: cadences.probe,
    route53Cadence: cadences.dns,
    capacityCadence: cadences.capacity,
  };
}
