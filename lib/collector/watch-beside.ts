import type { EntityKind } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';
import { readEntities } from '@/lib/persistence/entities';
import { readHeldFlips } from '@/lib/persistence/held-flips';
import type { Store } from '@/lib/persistence/store';
import { readUndeliveredReports } from '@/lib/persistence/undelivered-reports';
import type { Beside } from './beside';
import { type WatchOptions, watchStore } from './watch-store';

/** Runs, what they left behind, and who has taken that over. */
export const kindsOfRuns: readonly EntityKind[] = ['execution', 'residue-reading', 'residue-owner'];

/** Watches what others write into the store; each is read by itself, so that one that fails hides no other. */
export function watchBeside(store: Store, options: Omit<WatchOptions, 'failed'>): (now: EpochMs) => Beside {
  const failed = (what: string) => `${what} cannot be read now; findings that follow from them stay as they were.`;
  const runs = watchStore(
    async () => (await readEntities(store, { kinds: kindsOfRuns })).entities.map(({ entity }) => entity),
    { ...options, failed: failed('Runs') },
  );
  const heldFlips = watchStore(() => readHeldFlips(store), { ...options, failed: failed('Held health checks') });
  const undelivered = watchStore(() => readUndeliveredReports(store), {
    ...options,
    failed: failed('Deliveries of reports'),
  });
  return (now) => ({ runs: runs(now), heldFlips: heldFlips(now), undelivered: undelivered(now) });
}
