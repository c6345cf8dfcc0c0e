import { eq, sql } from 'drizzle-orm';
import { engineInstance } from './recovery-schema';
import type { Store } from './store';

/** Writes down that an engine lives, by the database's clock: engines whose own clocks differ still agree. */
export async function beatEngine(store: Store, id: string): Promise<void> {
  const seenAt = sql`clock_timestamp()`;
  await store.db
    .insert(engineInstance)
    .values({ id, seenAt })
    .onConflictDoUpdate({ target: engineInstance.id, set: { seenAt } });
}

/** An engine that stops by itself leaves no doubt about it. */
export async function removeEngine(store: Store, id: string): Promise<void> {
  await store.db.delete(engineInstance).where(eq(engineInstance.id, id));
}
