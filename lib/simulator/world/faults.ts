import { defaultRegions } from './default-fleet';
import { fleetLinks, type ReplicationLink } from './replication-links';
import type { ActiveFault, EpochMs, Fault, FaultMatch } from './types';
import type { FaultRecord, WorldState } from './world-state';

/** A fault that cannot be: `code` names why. */
export class FaultError extends Error {
  constructor(
    readonly code: 'UnknownFault' | 'UnknownRegion' | 'UnknownLink',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

type Stall = Extract<Fault, { kind: 'replication-stalled' }>;

/** The fault without foreign members, as it is journalled. Throws {@link FaultError} for one this world does not know. */
export function checkFault(fault: Fault): Fault {
  switch (fault.kind) {
    case 'region-outage':
      checkRegion(fault.region);
      return { kind: fault.kind, region: fault.region };
    case 'replication-stalled':
      return checkStall(fault);
    default:
      throw new FaultError(
        'UnknownFault',
        `There is no fault of kind ${JSON.stringify((fault as { kind: unknown }).kind)}; known: region-outage, replication-stalled.`,
      );
  }
}

function checkRegion(region: string): void {
  if (defaultRegions.some((each) => each.code === region)) return;
  const known = defaultRegions.map((each) => each.code).join(', ');
  throw new FaultError('UnknownRegion', `${JSON.stringify(region)} is not a region of this fleet; known: ${known}.`);
}

function checkStall(fault: Stall): Stall {
  const { kind, workload, store, source, target } = fault;
  const named = fleetLinks.filter((link) => link.workload === workload && link.store === store);
  if (named.length === 0) {
    const known = [...new Set(fleetLinks.map((link) => `${link.workload} ${link.store}`))].join(', ');
    throw new FaultError(
      'UnknownLink',
      `No store ${JSON.stringify(store)} of workload ${JSON.stringify(workload)} replicates in this fleet; known: ${known}.`,
    );
  }
  if (named.some((link) => link.synchronous)) {
    throw new FaultError(
      'UnknownLink',
      `Store ${store} of ${workload} is strongly consistent: its replication cannot stop while its writes go on.`,
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

function isStalledBy(link: ReplicationLink, { workload, store, source, target }: Stall): boolean {
  return (
    link.workload === workload &&
    link.store === store &&
    (source === undefined || source === link.source) &&
    (target === undefined || target === link.target)
  );
}

function activeFaults(state: WorldState): FaultRecord[] {
  return state.faults.filter((each) => each.endedAt === null);
}

/** Regions that answer nobody. */
export function failedRegionsOf(state: WorldState): Set<string> {
  return new Set(activeFaults(state).flatMap(({ fault }) => (fault.kind === 'region-outage' ? fault.region : [])));
}

/** Ids of the links that carry nothing by a fault of their own. */
export function stalledLinksOf(state: WorldState): Set<string> {
  const stalls = activeFaults(state).flatMap(({ fault }) => (fault.kind === 'replication-stalled' ? fault : []));
  return new Set(fleetLinks.filter((link) => stalls.some((stall) => isStalledBy(link, stall))).map((link) => link.id));
}

/** Ids of the links that have carried nothing since `moment` or longer, by whatever fault. */
export function brokenLinksOf(state: WorldState, moment: EpochMs): Set<string> {
  const lasting = activeFaults(state).filter((each) => each.startedAt <= moment);
  const broken = fleetLinks.filter((link) =>
    lasting.some(({ fault }) =>
      fault.kind === 'region-outage'
        ? fault.region === link.source || fault.region === link.target
        : isStalledBy(link, fault),
    ),
  );
  return new Set(broken.map((link) => link.id));
}

/** Whether two faults are one and the same. */
export function isSameFault(left: Fault, right: Fault): boolean {
  if (left.kind === 'region-outage') return right.kind === left.kind && left.region === right.region;
  return (
    right.kind === left.kind &&
    left.workload === right.workload &&
    left.store === right.store &&
    left.source === right.source &&
    left.target === right.target
  );
}

/** Faults in force that have every member named; with none named, all of them. */
export function matchingFaults(state: WorldState, matching: FaultMatch): FaultRecord[] {
  return activeFaults(state).filter(({ fault }) => {
    const members: FaultMatch = fault;
    return (['kind', 'region', 'workload', 'store', 'source', 'target'] as const).every(
      (name) => matching[name] === undefined || matching[name] === members[name],
    );
  });
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
