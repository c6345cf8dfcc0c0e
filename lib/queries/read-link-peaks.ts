import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { floorTo } from '@/lib/domain/history/resolution';
import type { EpochMs } from '@/lib/domain/time';
import { readEntities } from '@/lib/persistence/entities';
import { type LinkPeak, readLinkPeaks } from '@/lib/persistence/history-peaks';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from './fleet-clock';
import { webStore } from './web-store';

const dayMs = 86_400_000;

/** The largest lag of every link over the last 24 hours. */
export interface LinkPeaks {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly peaks: readonly LinkPeak[];
}

/**
 * The largest lag of the last 24 hours of every link within the actor's scope. Throws AccessRefused when the actor may not
 * read the fleet; fails when the store cannot be reached.
 */
export function readFleetLinkPeaks(actor: Actor | 'nobody'): Promise<LinkPeaks> {
  return readLinkPeaksFrom(webStore(), actor, fleetNow());
}

/** The same from a given store at a given moment. */
export async function readLinkPeaksFrom(store: Store, actor: Actor | 'nobody', now: EpochMs): Promise<LinkPeaks> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const { entities } = await readEntities(store, { kinds: ['workload'] });
  const visible = entities.filter(({ labels }) => isInScope(scope, labels)).map(({ entity }) => entity.id);
  const endAt = floorTo('minute', now);
  // The older end on the grid of five minutes: finer rows may be gone there, and fewer are read.
  const startAt = floorTo('five-minutes', endAt - dayMs);
  return { startAt, endAt, peaks: await readLinkPeaks(store, visible, startAt, endAt) };
}
