import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema';

/** A program's connections to the store. */
export interface Store {
  readonly pool: pg.Pool;
  readonly db: NodePgDatabase<typeof schema>;
  /** Ends all connections; queries after it fail. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Shown in the server's list of sessions, e.g. `antipode-web`. */
  readonly applicationName: string;
  /** Default 10. */
  readonly maxConnections?: number;
}

/**
 * Opens the store at a PostgreSQL URL. Nothing is connected until the first query; a server that goes away fails the
 * queries of that time and is reconnected by the next ones.
 */
export function openStore(databaseUrl: string, options: StoreOptions): Store {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: options.applicationName,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // A screen or a collector tick that waits longer than this for the store is better off saying so.
    statement_timeout: 15_000,
    // A program that freezes in the middle of a transaction must not hold its locks: others have to take over from it.
    idle_in_transaction_session_timeout: 4_000,
  });
  // An idle connection that breaks has no query to fail; without a listener it would end the program.
  pool.on('error', () => undefined);
  return { pool, db: drizzle(pool, { schema }), close: () => pool.end() };
}
