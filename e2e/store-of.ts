import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { RunningConsole } from './running-console';

/** Does something to the store of a console that runs: what time does in weeks cannot be waited for. */
export async function withStoreOf(
  product: RunningConsole,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ host: await socketFolderOf(product), user: 'antipode', database: 'antipode' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Where the console's own server listens, as the server itself writes it down. */
async function socketFolderOf({ dataFolder }: RunningConsole): Promise<string> {
  const written = await readFile(path.join(dataFolder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  const folder = written.split('\n')[4]?.trim();
  if (folder === undefined || folder === '') throw new Error('The console’s own server does not say where it listens.');
  return folder;
}
