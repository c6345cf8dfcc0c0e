import { createHash } from 'node:crypto';
import pg from 'pg';
import { type Migration, migrations } from './migrations';
import { retryPassing } from './retry-passing';

/** The store and the program do not fit each other; the message says what to do. Never retried. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/**
 * Brings the store's tables to this program's version. Safe to call from any number of programs at once: they wait on
 * one locked row, and whatever a race leaves (PostgreSQL's `create … if not exists` is not atomic) is tried again. No
 * advisory lock is used, so it holds on PostgreSQL-compatible servers that lack them.
 *
 * @throws MigrationRefused when an applied migration was changed, or the store is newer than the program.
 */
export async function migrateStore(databaseUrl: string): Promise<void> {
  await retryPassing(() => migrateOnce(databaseUrl, migrations));
}

/** SHA-256 of a migration's text, as stored beside it. */
export function hashMigration(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

/**
 * What is left to apply, in order.
 *
 * @throws MigrationRefused as `migrateStore` does.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly { readonly id: string; readonly hash: string }[],
): readonly Migration[] {
  const hashes = new Map(applied.map((row) => [row.id, row.hash]));
  for (const { id } of applied) {
    if (!known.some((migration) => migration.id === id)) {
      throw new MigrationRefused(
        `The store was written by a newer Antipode (it has migration ${id}, which this one does not know): start that version, or give this one another data folder or DATABASE_URL.`,
      );
    }
  }
  return known.filter((migration) => {
    const hash = hashes.get(migration.id);
    if (hash === undefined) return true;
    if (hash === hashMigration(migration)) return false;
    throw new MigrationRefused(
      `Migration ${migration.id} differs from the one applied to this store: restore its file as released and add a new migration for the change.`,
    );
  });
}

async function migrateOnce(databaseUrl: string, known: readonly Migration[]): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'antipode-migrate',
    connectionTimeoutMillis: 10_000,
  });
  // An error on an idle connection has no query to fail; the next query reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await prepareBookkeeping(client);
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = '60s'`);
      await client.query('select 1 from antipode.migration_lock where singleton for update');
      const { rows } = await client.query<{ id: string; hash: string }>('select id, hash from antipode.migration');
      for (const migration of pendingMigrations(known, rows)) {
        await client.query(migration.sql);
        await client.query('insert into antipode.migration (id, hash) values ($1, $2)', [
          migration.id,
          hashMigration(migration),
        ]);
      }
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function prepareBookkeeping(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ exists: boolean }>(
    `select exists (select 1 from information_schema.tables where table_schema = 'antipode' and table_name = 'migration_lock') as exists`,
  );
  if (rows[0]?.exists === true) {
    await client.query('insert into antipode.migration_lock (singleton) values (true) on conflict do nothing');
    return;
  }
  await client.query('create schema if not exists antipode');
  await client.query(
    'create table if not exists antipode.migration (id text primary key, hash text not null, applied_at timestamptz not null default now())',
  );
  await client.query(
    'create table if not exists antipode.migration_lock (singleton boolean primary key default true check (singleton))',
  );
  await client.query('insert into antipode.migration_lock (singleton) values (true) on conflict do nothing');
}
