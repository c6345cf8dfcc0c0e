import type { SimulatedFunction } from './fleet-functions';
import { streamKey, unitAt } from './seeded-random';
import type { SimulatedFleet } from './simulated-fleet';
import { spareRoomOf } from './spare-room';
import type { EpochMs } from './types';
import type { WorldState } from './world-state';

/** The alias that every function of the fleet has; it leads to its only version. */
export const functionAlias = 'live';

/** Environments of a function that are kept ready behind an alias. */
export interface SimulatedProvision {
  readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED';
  readonly reason?: string;
  readonly requested: number;
  readonly allocated: number;
  readonly askedAt: EpochMs;
}

/** What somebody asked for last; how many are ready follows from the time. */
export interface ProvisionState {
  readonly requested: number;
  /** Ready when it was asked. */
  readonly had: number;
  /** Second. */
  readonly askedAt: number;
  /** Of those asked for beside, how many there is room for. */
  readonly room: number;
}

/** A change of what an alias of a function has; `arn` ends in the alias. */
export interface ProvisionChange {
  readonly arn: string;
  readonly requested: number;
}

/** The ARN of a function's alias. */
export function aliasArn({ arn }: Pick<SimulatedFunction, 'arn'>): string {
  return `${arn}:${functionAlias}`;
}

/** Seconds from the request until the environments are ready, or until it is known that they will not be. */
const allocation = { least: 40, spread: 80 };

const noRoom = 'Lambda cannot allocate the requested provisioned concurrency: there is not enough capacity.';

/** What an alias has; undefined where nobody ever asked for any. */
export function provisionOf(state: WorldState, arn: string): SimulatedProvision | undefined {
  const own = state.provisions?.[arn];
  if (own === undefined) return undefined;
  const { requested, had, askedAt, room } = own;
  const asked = { requested, askedAt: askedAt * 1000 };
  const takes = allocation.least + allocation.spread * unitAt(streamKey(state.seed, `provision:${arn}`), askedAt);
  if (state.second - askedAt < takes) return { ...asked, status: 'IN_PROGRESS', allocated: Math.min(had, requested) };
  const allocated = Math.min(requested, had + room);
  if (allocated === requested) return { ...asked, status: 'READY', allocated };
  return { ...asked, status: 'FAILED', allocated, reason: noRoom };
}

/** Asks for so many from the state's own moment on. */
export function changeProvision(fleet: SimulatedFleet, state: WorldState, { arn, requested }: ProvisionChange): void {
  const owner = fleet.functions.find((each) => aliasArn(each) === arn);
  if (owner === undefined) return;
  const room = spareRoomOf(state, owner);
  const had = provisionOf(state, arn)?.allocated ?? 0;
  state.provisions = { ...state.provisions, [arn]: { requested, had, askedAt: state.second, room } };
}
