import type { Entity } from '@/lib/domain/entities';
import type { ClockReading } from './browser-clock';
import type { EntityPatch } from './fleet-stream';

/** The fleet as a page holds it: entities at one place of the stream. */
export interface FleetReading {
  readonly since: string;
  readonly entities: readonly Entity[];
  readonly clock: ClockReading;
}

/** Key of the reading in the query cache. */
export const fleetKey = ['fleet'] as const;

/** Thrown when the session has ended: the page goes to sign in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** Reads the whole fleet, for a page of the console. Throws SignedOut on 401 and an error on anything else that is no reading. */
export function fetchFleet(): Promise<FleetReading> {
  return fetchFleetFrom('/api/fleet');
}

/** The same for a screen that says in the address what it is. */
export async function fetchFleetFrom(address: string): Promise<FleetReading> {
  const answer = await fetch(address, { headers: { accept: 'application/json' }, cache: 'no-store' });
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(`the console answered ${answer.status}`);
  return (await answer.json()) as FleetReading;
}

/** The reading after a step of the stream. */
export function applyPatches(reading: FleetReading, patches: readonly EntityPatch[], since: string): FleetReading {
  const entities = new Map(reading.entities.map((entity) => [keyOf(entity), entity]));
  for (const patch of patches) {
    if (patch.op === 'put') entities.set(keyOf(patch.entity), patch.entity);
    else entities.delete(keyOf(patch));
  }
  return { ...reading, since, entities: [...entities.values()] };
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}
