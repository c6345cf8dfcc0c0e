import type { Arrival } from './commit-log';
import type { ReplicationLink } from './replication-links';
import type { SimulatedFleet } from './simulated-fleet';
import type { WorldState } from './world-state';

/** Writes younger than this meet no others: two regions that hear of each other hardly ever write the same item. */
const lateSeconds = 30;
const usualConflictShare = 0.004;

/**
 * Counts writes that come to a replica so late that it has taken newer ones of the same items: the last writer wins, so
 * the late ones are gone, and nobody is told.
 * @param position where the link stood before they arrived
 */
export function countConflicts(
  { logById }: SimulatedFleet,
  state: WorldState,
  link: ReplicationLink,
  position: number,
  arrival: Arrival,
): void {
  if (link.kind !== 'dynamodb-global-table' || arrival.count === 0 || state.second - position < lateSeconds) return;
  const taken = state.logs[`${link.resource}/${link.target}`];
  if (taken === undefined || taken.newestAt <= position) return;
  const store = logById.get(link.log)?.store;
  const share = (store?.kind === 'dynamodb-global-table' ? store.conflictShare : undefined) ?? usualConflictShare;
  state.overwritten ??= {};
  state.overwritten[link.id] = (state.overwritten[link.id] ?? 0) + arrival.count * share;
}
