import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.mjs';

/**
 * The PostgreSQL server that tests use: the one of TEST_DATABASE_URL, else an embedded one for this run.
 *
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function openTestDatabase() {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined };
  const outfile = path.join(checkout, 'node_modules', '.cache', 'antipode', 'serve-test-database.mjs');
  mkdirSync(path.dirname(outfile), { recursive: true });
  const { build } = await import('esbuild');
  await build({
    entryPoints: [path.join(checkout, 'scripts', 'testing', 'serve-test-database.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  const child = spawn(process.execPath, [outfile], { cwd: checkout, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      text += chunk.toString();
      const line = text.split('\n').find((part) => part.startsWith('{"ready":"test-database"') && part.endsWith('}'));
      if (line !== undefined) resolve(JSON.parse(line).url);
    });
    child.once('exit', () => reject(new Error('PostgreSQL for the tests could not be started: see above.')));
  });
  return {
    url,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
