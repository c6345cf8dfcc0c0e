import { defaultRegions } from './default-fleet';
import type { ActiveFault, EpochMs, Fault } from './types';
import type { FaultRecord, WorldState } from './world-state';

/** A fault that cannot be: `code` names why. */
export class FaultError extends Error {
  constructor(
    readonly code: 'UnknownFault' | 'UnknownRegion',
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** Throws {@link FaultError} unless the fault is one this world knows. */
export function checkFault(fault: Fault): void {
  if (fault.kind !== 'region-outage') {
    throw new FaultError(
      'UnknownFault',
      `There is no fault of kind ${JSON.stringify(fault.kind)}; known: region-outage.`,
    );
  }
  if (!defaultRegions.some((each) => each.code === fault.region)) {
    const known = defaultRegions.map((each) => each.code).join(', ');
    throw new FaultError(
      'UnknownRegion',
      `${JSON.stringify(fault.region)} is not a region of this fleet; known: ${known}.`,
    );
  }
}

/** Faults in force that match; without a region, all of them. */
export function matchingFaults(state: WorldState, matching: { readonly region?: string | undefined }): FaultRecord[] {
  return state.faults.filter(
    (each) => each.endedAt === null && (matching.region === undefined || each.fault.region === matching.region),
  );
}

/** Puts a fault in force. */
export function beginFault(state: WorldState, fault: Fault, at: EpochMs): FaultRecord {
  const record = { id: `fault-${state.faults.length + 1}`, fault, startedAt: at, endedAt: null };
  state.faults.push(record);
  return record;
}

/** Ends the faults that match. */
export function endFaults(
  state: WorldState,
  matching: { readonly region?: string | undefined },
  at: EpochMs,
): FaultRecord[] {
  const ended = matchingFaults(state, matching);
  for (const record of ended) record.endedAt = at;
  return ended;
}

export function toActiveFault({ id, fault, startedAt }: FaultRecord): ActiveFault {
  return { id, fault, startedAt };
}
