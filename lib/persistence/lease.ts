import { and, eq, sql } from 'drizzle-orm';
import { lease } from './schema';
import type { Store } from './store';

/**
 * Takes or renews a lease for `seconds` from now, by the database's clock alone: programs whose clocks differ still
 * agree on who holds it. One conditional write decides, so that two can never both get `true`.
 */
export async function acquireLease(store: Store, name: string, holder: string, seconds: number): Promise<boolean> {
  const until = sql`clock_timestamp() + make_interval(secs => ${seconds})`;
  const rows = await store.db
    .insert(lease)
    .values({ name, holder, expiresAt: until })
    .onConflictDoUpdate({
      target: lease.name,
      set: { holder, expiresAt: until },
      setWhere: sql`${lease.holder} = ${holder} or ${lease.expiresAt} <= clock_timestamp()`,
    })
    .returning({ name: lease.name });
  return rows.length === 1;
}

/** Gives a lease up at once; nothing happens if `holder` does not hold it. */
export async function releaseLease(store: Store, name: string, holder: string): Promise<void> {
  await store.db.delete(lease).where(and(eq(lease.name, name), eq(lease.holder, holder)));
}
