import { ensureEmbeddedPostgres } from '../../lib/persistence/embedded/ensure-embedded-postgres';
import { makeTemporaryFolder } from './temporary-folder';

/** One PostgreSQL server for all suites of a run, in a temporary folder, until its input closes. */
const folder = await makeTemporaryFolder('test-postgres');
const postgres = await ensureEmbeddedPostgres(folder.path);
console.log(JSON.stringify({ ready: 'test-database', url: postgres.url }));

process.stdin.resume();
process.stdin.once('close', async () => {
  await postgres.stop();
  await folder.remove();
  process.exit(0);
});
// Whoever runs the tests ends them; this follows when its input closes.
process.on('SIGINT', () => undefined);
