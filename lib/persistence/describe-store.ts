import { sql } from 'drizzle-orm';
import type { Store } from './store';

/** What the store says of itself. */
export interface StoreDescription {
  /** e.g. `PostgreSQL 18.4`, in the server's own words. */
  readonly server: string;
  /** Bytes of the whole database; `unknown` where the server does not tell. */
  readonly sizeBytes: number | 'unknown';
}

/** Asks the server what it is and how much it holds. Servers that only speak PostgreSQL need not know the size. */
export async function describeStore({ db }: Store): Promise<StoreDescription> {
  const { rows } = await db.execute<{ version: string }>(sql`select version() as version`);
  const server = (rows[0]?.version ?? 'unknown').split(/ on |\(/)[0]?.trim() ?? 'unknown';
  return { server, sizeBytes: await readSize(db) };
}

async function readSize(db: Store['db']): Promise<number | 'unknown'> {
  try {
    const { rows } = await db.execute<{ bytes: string }>(
      sql`select pg_database_size(current_database())::text as bytes`,
    );
    const bytes = Number(rows[0]?.bytes);
    return Number.isFinite(bytes) ? bytes : 'unknown';
  } catch {
    // CockroachDB has no such function; that is no fault of the store.
    return 'unknown';
  }
}
