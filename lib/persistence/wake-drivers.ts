import { sql } from 'drizzle-orm';
import type { Store } from './store';

/** Channel on which engines hear that somebody asked something of a run; its payload is the run's id. */
export const commandChannel = 'antipode_command';

/** A wake-up only: drivers look every second anyway. */
export async function wakeDrivers(store: Store, executionId: string): Promise<void> {
  await store.db.execute(sql`select pg_notify(${commandChannel}, ${executionId})`).catch(() => undefined);
}
