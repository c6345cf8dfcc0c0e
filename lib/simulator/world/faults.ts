import type { ZodError } from 'zod';
import { faultKinds, findFamily } from '../faults/families';
import { routeEndpointRegions } from './access-points';
import { queuesTurnedOff } from './levers';
import type { ReplicationLink } from './replication-links';
import { clusterEndpointRegions } from './routing-controls';
import type { SimulatedFleet } from './simulated-fleet';
import type { ActiveFault, EpochMs, Fault, FaultMatch, GivenFault } from './types';
import type { FaultRecord, WorldState } from './world-state';

/** A fault that cannot be: `code` names why. */
export class FaultError extends Error {
  constructor(
    readonly code:
      | 'UnknownFault'
      | 'InvalidFault'
      | 'UnknownRegion'
      | 'UnknownWorkload'
      | 'UnknownLink'
      | 'ScenarioRunning',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

type Stall = Extract<Fault, { kind: 'replication-stalled' }>;
type FailingObjects = Extract<Fault, { kind: 'objects-failing' }>;

/**
 * The fault as it is journalled, with what was left open filled in. Throws {@link FaultError} for one that this world
 * does not know.
 */
export function checkFault(fleet: SimulatedFleet, given: GivenFault): Fault {
  const fault = readFault(given);
  const service = 'service' in fault ? fault.service : undefined;
  if ('region' in fault && fault.region !== undefined) checkRegion(fleet, fault.region, service);
  if (
    fault.kind === 'traffic-surge' ||
    fault.kind === 'grey-fault' ||
    fault.kind === 'capacity-short' ||
    fault.kind === 'transactions-forgotten'
  )
    checkWorkload(fleet, fault.workload);
  if (fault.kind === 'replication-stalled') return checkStall(fleet, fault);
  if (fault.kind === 'objects-failing') return checkFailingObjects(fleet, fault);
  return fault;
}

function readFault(given: GivenFault): Fault {
  const family = findFamily(given.kind);
  if (family === undefined) {
    const known = faultKinds.join(', ');
    throw new FaultError('UnknownFault', `There is no fault of kind ${JSON.stringify(given.kind)}; known: ${known}.`);
  }
  const read = family.schema.safeParse(given);
  if (!read.success) throw new FaultError('InvalidFault', `A fault of kind ${given.kind}: ${listIssues(read.error)}`);
  // What a family's schema has read is a fault of that family.
  return read.data as Fault;
}

function listIssues({ issues }: ZodError): string {
  return issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')} ` : ''}${message}.`).join(' ');
}

function checkRegion({ regions }: SimulatedFleet, region: string, service: string | undefined): void {
  const places = faultyRegionsOf(regions, service);
  if (places.includes(region)) return;
  const known = places.join(', ');
  throw new FaultError('UnknownRegion', `${JSON.stringify(region)} is not a region of this fleet; known: ${known}.`);
}

/** Services with endpoints beside the fleet's own regions: the recovery cluster, and S3 for routes of access points. */
const endpointsBeside: Readonly<Record<string, readonly string[]>> = {
  'route53-recovery-cluster': clusterEndpointRegions,
  s3: routeEndpointRegions,
};

/** Where a fault of a service can be. */
export function faultyRegionsOf(regions: readonly { readonly code: string }[], service: unknown): readonly string[] {
  const own = regions.map(({ code }) => code);
  const beside = typeof service === 'string' ? (endpointsBeside[service] ?? []) : [];
  return [...new Set([...own, ...beside])];
}

function checkWorkload({ workloads }: SimulatedFleet, workload: string | undefined): void {
  if (workload === undefined || workloads.some((each) => each.id === workload)) return;
  const known = workloads.map((each) => each.id).join(', ');
  throw new FaultError('UnknownWorkload', `${JSON.stringify(workload)} is no workload of this fleet; known: ${known}.`);
}

function checkStall(fleet: SimulatedFleet, fault: Stall): Stall {
  const queues = fleet.queues.filter((queue) => isOf(fault, queue));
  if (queues.length > 0)
    return checkStoppedConsumers(
      fault,
      queues.map(({ region }) => region),
    );
  if (fleet.backupPlans.some((plan) => isOf(fault, plan))) return checkStalledBackups(fault);
  const { kind, workload, store, source, target } = fault;
  const named = fleet.links.filter((link) => link.workload === workload && link.store === store);
  if (named.length === 0) {
    const stores = [...fleet.links, ...fleet.queues, ...fleet.backupPlans];
    const known = [...new Set(stores.map((each) => `${each.workload} ${each.store}`))].join(', ');
    throw new FaultError(
      'UnknownLink',
      `No store ${JSON.stringify(store)} of workload ${JSON.stringify(workload)} can be stalled in this fleet; known: ${known}.`,
    );
  }
  if (named.some((link) => link.synchronous)) {
    throw new FaultError(
      'UnknownLink',
      `Store ${store} of ${workload} is strongly consistent: its replication cannot stop while its writes go on. Fail one of its regions instead.`,
    );
  }
  const stall = {
    kind,
    workload,
    store,
    ...(source !== undefined && { source }),
    ...(target !== undefined && { target }),
  };
  if (!named.some((link) => isStalledBy(link, stall))) {
    const known = named.map((link) => `${link.source} to ${link.target}`).join(', ');
    throw new FaultError(
      'UnknownLink',
      `Store ${store} of ${workload} does not replicate from ${source ?? 'anywhere'} to ${target ?? 'anywhere'}; known: ${known}.`,
    );
  }
  return stall;
}

type StoreName = { readonly workload: string; readonly store: string };

function isOf(fault: StoreName, { workload, store }: StoreName): boolean {
  return fault.workload === workload && fault.store === store;
}

/** Nothing replicates a queue: what stands still is its consumers, those of one region or all. */
function checkStoppedConsumers({ kind, workload, store, source, target }: Stall, regions: readonly string[]): Stall {
  if (target !== undefined || (source !== undefined && !regions.includes(source))) {
    throw new FaultError(
      'UnknownLink',
      `Store ${store} of ${workload} is a queue that nothing replicates: its consumers stop in all its regions or in one; known: ${regions.join(', ')}.`,
    );
  }
  return { kind, workload, store, ...(source !== undefined && { source }) };
}

function checkStalledBackups({ kind, workload, store, source, target }: Stall): Stall {
  if (source !== undefined || target !== undefined) {
    throw new FaultError(
      'UnknownLink',
      `Store ${store} of ${workload} is kept by backups: they and their copies stop together, so name no regions.`,
    );
  }
  return { kind, workload, store };
}

function checkFailingObjects(
  { bucketLinks: buckets }: SimulatedFleet,
  { kind, workload, store }: FailingObjects,
): FailingObjects {
  if (!buckets.some((link) => link.workload === workload && link.store === store)) {
    const known = buckets.map((link) => `${link.workload} ${link.store}`).join(', ');
    throw new FaultError(
      'UnknownLink',
      `No store ${JSON.stringify(store)} of workload ${JSON.stringify(workload)} copies objects in this fleet; known: ${known}.`,
    );
  }
  return { kind, workload, store };
}

function isStalledBy(link: ReplicationLink, { workload, store, source, target }: Stall): boolean {
  return (
    link.workload === workload &&
    link.store === store &&
    (source === undefined || source === link.source) &&
    (target === undefined || target === link.target)
  );
}

/** Faults in force. */
export function activeFaults(state: WorldState): FaultRecord[] {
  return state.faults.filter((each) => each.endedAt === null);
}

/** Regions that answer nobody. */
export function failedRegionsOf(state: WorldState): Set<string> {
  return new Set(activeFaults(state).flatMap(({ fault }) => (fault.kind === 'region-outage' ? fault.region : [])));
}

/** Ids of the links that carry nothing by a fault of their own. */
export function stalledLinksOf({ links }: SimulatedFleet, state: WorldState): Set<string> {
  const stalls = activeFaults(state).flatMap(({ fault }) => (fault.kind === 'replication-stalled' ? fault : []));
  return new Set(links.filter((link) => stalls.some((stall) => isStalledBy(link, stall))).map((link) => link.id));
}

/** Ids of the queues whose consumers stand still. */
export function stoppedConsumersOf(fleet: SimulatedFleet, state: WorldState): Set<string> {
  const stalls = activeFaults(state).flatMap(({ fault }) => (fault.kind === 'replication-stalled' ? fault : []));
  const off = queuesTurnedOff(fleet, state);
  const stopped = fleet.queues.filter(
    (queue) =>
      off.has(queue.arn) ||
      stalls.some((stall) => isOf(stall, queue) && (stall.source ?? queue.region) === queue.region),
  );
  return new Set(stopped.map((queue) => queue.id));
}

/** Ids of the links on which some objects fail for good. */
export function failingLinksOf(fleet: SimulatedFleet, state: WorldState): Set<string> {
  const failing = activeFaults(state).flatMap(({ fault }) => (fault.kind === 'objects-failing' ? fault : []));
  const links = fleet.links.filter((link) =>
    failing.some(({ workload, store }) => link.workload === workload && link.store === store),
  );
  return new Set(links.map((link) => link.id));
}

/** Ids of the links that have carried nothing since `moment` or longer, by whatever fault. */
export function brokenLinksOf({ links }: SimulatedFleet, state: WorldState, moment: EpochMs): Set<string> {
  const lasting = activeFaults(state).filter((each) => each.startedAt <= moment);
  const broken = links.filter((link) =>
    lasting.some(({ fault }) =>
      fault.kind === 'region-outage' || fault.kind === 'region-cut-off'
        ? fault.region === link.source || fault.region === link.target
        : fault.kind === 'replication-stalled' && isStalledBy(link, fault),
    ),
  );
  return new Set(broken.map((link) => link.id));
}

/** Whether two faults are one and the same. */
export function isSameFault(left: Fault, right: Fault): boolean {
  return hasMembers(left, membersOf(right)) && hasMembers(right, membersOf(left));
}

/** Faults in force that have every member named; with none named, all of them. */
export function matchingFaults(state: WorldState, matching: FaultMatch): FaultRecord[] {
  return activeFaults(state).filter(({ fault }) => hasMembers(fault, matching));
}

function hasMembers(fault: Fault, wanted: FaultMatch): boolean {
  const own = membersOf(fault);
  return Object.keys(wanted).every((name) => wanted[name] === undefined || wanted[name] === own[name]);
}

function membersOf(fault: Fault): FaultMatch {
  return { ...fault };
}

/** Puts a fault in force. */
export function beginFault(state: WorldState, fault: Fault, at: EpochMs): FaultRecord {
  const record = { id: `fault-${state.faults.length + 1}`, fault, startedAt: at, endedAt: null };
  state.faults.push(record);
  return record;
}

/** Ends the faults that match. */
export function endFaults(state: WorldState, matching: FaultMatch, at: EpochMs): FaultRecord[] {
  const ended = matchingFaults(state, matching);
  for (const record of ended) record.endedAt = at;
  return ended;
}

export function toActiveFault({ id, fault, startedAt }: FaultRecord): ActiveFault {
  return { id, fault, startedAt };
}
