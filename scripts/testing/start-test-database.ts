import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { databaseErrorCode } from '../../lib/persistence/database-error';
import { ensureEmbeddedPostgres } from '../../lib/persistence/embedded/ensure-embedded-postgres';
import { migrateStore } from '../../lib/persistence/migrate';
import { migrations } from '../../lib/persistence/migrations';
import { makeTemporaryFolder } from './temporary-folder';

export interface TestDatabase {
  /** A database of the suite's own, migrated and empty. */
  readonly url: string;
  /** Drops it, and ends the server if it was started for it. */
  stop(): Promise<void>;
}

/**
 * Gives a suite its own database, cloned from a migrated template: on the server of `TEST_DATABASE_URL` (whose user must
 * be allowed to create databases), else on an embedded server in a temporary folder. `DATABASE_URL` is ignored: it may
 * be somebody's real store.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const server = await findServer();
  const name = `antipode_test_${randomBytes(6).toString('hex')}`;
  try {
    const template = await ensureTemplate(server.url);
    await onServer(server.url, (client) => cloneDatabase(client, name, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: withDatabase(server.url, name),
    async stop() {
      await onServer(server.url, (client) => client.query(`drop database if exists ${name} with (force)`));
      await server.stop();
    },
  };
}

async function findServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  const folder = await makeTemporaryFolder('test-postgres');
  const postgres = await ensureEmbeddedPostgres(folder.path);
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await folder.remove();
    },
  };
}

/** The template is named after the migrations, made aside and renamed: suites that start at once get the same one. */
async function ensureTemplate(serverUrl: string): Promise<string> {
  const hash = createHash('sha256')
    .update(migrations.map((migration) => migration.sql).join('\0'))
    .digest('hex');
  const template = `antipode_template_${hash.slice(0, 12)}`;
  const exists = await onServer(serverUrl, (client) =>
    client.query('select 1 from pg_database where datname = $1', [template]),
  );
  if (exists.rowCount === 1) return template;
  const making = `${template}_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, (client) => client.query(`create database ${making} template template0`));
  await migrateStore(withDatabase(serverUrl, making));
  await onServer(serverUrl, async (client) => {
    await client.query(`alter database ${making} rename to ${template}`).catch(async (error: unknown) => {
      await client.query(`drop database ${making}`);
      if (databaseErrorCode(error) !== '42P04') throw error;
    });
  });
  return template;
}

async function cloneDatabase(client: pg.Client, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      // 55006: somebody is connected to the template just now.
      if (databaseErrorCode(error) !== '55006' || attempt >= 50) throw error;
      await sleep(100);
    }
  }
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
