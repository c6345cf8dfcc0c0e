import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { Entity } from '@/lib/domain/entities';
import { readEntities } from '@/lib/persistence/entities';
import { formatStreamHead } from '@/lib/persistence/stream-head';
import { type ClockReading, readClock } from './fleet-clock';
import { openStreamHub } from './stream/web-hub';
import { webStore } from './web-store';

/** All entities an actor may see at one version of the stream. */
export interface FleetReading {
  /** `epoch.version` from which the stream carries on. */
  readonly since: string;
  readonly entities: readonly Entity[];
  readonly clock: ClockReading;
}

/**
 * Reads the fleet within the actor's scope. Throws AccessRefused when the actor may not; fails when the store cannot be
 * reached.
 */
export async function readFleetEntities(actor: Actor | 'nobody'): Promise<FleetReading> {
  const { scope } = requirePermission(actor, 'read-fleet');
  // Started with the first reading, so that the page's stream finds its version in the buffer.
  openStreamHub();
  const { head, entities } = await readEntities(webStore());
  const visible = entities.filter(({ labels }) => isInScope(scope, labels)).map(({ entity }) => entity);
  return { since: formatStreamHead(head), entities: visible, clock: readClock() };
}
