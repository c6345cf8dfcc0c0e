import { and, eq, sql } from 'drizzle-orm';
import { lease } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** Held by the engine that collects, of those that share a store. */
export const collectorLease = 'collector';

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

/** Somebody else has taken the lease: what was to be written under it is not. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Makes a transaction one of the holder of a lease: nobody takes the lease over before it has ended. A program that stood
 * still may find out only by this that it lost the lease meanwhile.
 *
 * @throws LeaseLost where somebody else has it, or it was given up
 */
export async function requireLease(tx: StoreTransaction, name: string, holder: string): Promise<void> {
  // Its time may be over: as long as nobody has taken it nobody else writes.
  const rows = await tx
    .select({ name: lease.name })
    .from(lease)
    .where(and(eq(lease.name, name), eq(lease.holder, holder)))
    .for('share');
  if (rows.length === 0) throw new LeaseLost(`${holder} does not hold the lease ${name} any more.`);
}

/** Gives a lease up at once; nothing happens if `holder` does not hold it. */
export async function releaseLease(store: Store, name: string, holder: string): Promise<void> {
  await store.db.delete(lease).where(and(eq(lease.name, name), eq(lease.holder, holder)));
}
