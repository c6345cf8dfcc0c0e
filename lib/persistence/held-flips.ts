import { and, eq, sql } from 'drizzle-orm';
import { type HeldFlip, heldFlipId } from '../domain/recovery/held-flip';
import type { EpochMs } from '../domain/time';
import { heldFlip } from './recovery-schema';
import type { Store } from './store';

/** Writes down that a flip is held, in place of what was held of the same health check. */
export async function holdFlip(store: Store, held: HeldFlip): Promise<void> {
  const { workloadId, executionId, flip, since, publishedAt, trouble } = held;
  const row = { workloadId, executionId, turnedTo: flip.to, flip, sinceMs: since, publishedMs: publishedAt, trouble };
  await store.db
    .insert(heldFlip)
    .values({ id: heldFlipId(flip), ...row })
    .onConflictDoUpdate({ target: heldFlip.id, set: row });
}

export async function findHeldFlip(store: Store, id: string): Promise<HeldFlip | 'none'> {
  const [row] = await store.db.select().from(heldFlip).where(eq(heldFlip.id, id));
  return row === undefined ? 'none' : toHeldFlip(row);
}

/** Every flip that is held, in the order in which their values are due. */
export async function readHeldFlips(store: Store): Promise<readonly HeldFlip[]> {
  const rows = await store.db.select().from(heldFlip).orderBy(heldFlip.publishedMs);
  return rows.map(toHeldFlip);
}

/** Notes a value that AWS took; nothing where the flip was turned or ended meanwhile. */
export async function noteFlipPublished(store: Store, { flip }: HeldFlip, publishedAt: EpochMs): Promise<void> {
  await store.db
    .update(heldFlip)
    .set({ publishedMs: sql`greatest(${heldFlip.publishedMs}, ${publishedAt})`, trouble: '' })
    .where(and(eq(heldFlip.id, heldFlipId(flip)), eq(heldFlip.turnedTo, flip.to)));
}

/** Notes why a value was not taken. One that leads back begins anew with the next that is. */
export async function noteFlipTrouble(store: Store, { flip }: HeldFlip, trouble: string, at: EpochMs): Promise<void> {
  await store.db
    .update(heldFlip)
    .set({ trouble, ...(flip.to === 'back' && { sinceMs: at }) })
    .where(and(eq(heldFlip.id, heldFlipId(flip)), eq(heldFlip.turnedTo, flip.to)));
}

/** Nobody publishes it any more. */
export async function endFlip(store: Store, id: string): Promise<void> {
  await store.db.delete(heldFlip).where(eq(heldFlip.id, id));
}

/** Ends a flip as it was read; one that was turned or begun anew meanwhile goes on. */
export async function endFlipAsRead(store: Store, { flip, since }: HeldFlip): Promise<void> {
  await store.db
    .delete(heldFlip)
    .where(and(eq(heldFlip.id, heldFlipId(flip)), eq(heldFlip.turnedTo, flip.to), eq(heldFlip.sinceMs, since)));
}

function toHeldFlip({
  workloadId,
  executionId,
  flip,
  sinceMs,
  publishedMs,
  trouble,
}: typeof heldFlip.$inferSelect): HeldFlip {
  return { workloadId, executionId, flip, since: sinceMs, publishedAt: publishedMs, trouble };
}
