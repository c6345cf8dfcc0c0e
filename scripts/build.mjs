import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout } from './checkout.mjs';
import { holdLock } from './hold-lock.mjs';
import { runNode } from './run-program.mjs';
import { hashSources } from './source-hash.mjs';

const dist = path.join(checkout, 'dist');
const stampFile = path.join(dist, 'built-from');

/** The programs that run beside Next: one bundle each, packages stay packages. */
const programs = {
  supervisor: 'lib/supervisor/main.ts',
  'exit-with-supervisor': 'lib/supervisor/exit-with-supervisor.ts',
  engine: 'lib/engine/main.ts',
  'collector-worker': 'lib/collector/worker-main.ts',
  simulator: 'lib/simulator/main.ts',
};

/** Whether the programs were built from the sources as they are. */
export function isBuilt() {
  const made = [
    ...Object.keys(programs).map((name) => path.join(dist, `${name}.mjs`)),
    path.join(checkout, '.next', 'BUILD_ID'),
  ];
  return (
    made.every((file) => existsSync(file)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === hashSources(checkout)
  );
}

/**
 * Builds everything unless it is built. Of several callers at once one builds and the others wait for it.
 *
 * @param {{ quiet: boolean }} options quiet: show output only of what fails
 * @returns {Promise<boolean>} whether the programs are there now
 */
export async function buildIfStale(options) {
  if (isBuilt()) return true;
  const lock = path.join(dist, 'lock');
  return holdLock(
    lock,
    async () => isBuilt() || (await build(options)),
    () => console.log('Another start is building; waiting for it …'),
  );
}

/** @param {{ quiet: boolean }} options */
async function build({ quiet }) {
  console.log('Building (about half a minute, only after a change) …');
  const from = hashSources(checkout);
  const settings = readSettings();
  rmSync(stampFile, { force: true });
  mkdirSync(dist, { recursive: true });
  const { build: bundle, stop } = await import('esbuild');
  await bundle({
    absWorkingDir: checkout,
    entryPoints: Object.entries(programs).map(([out, source]) => ({ in: source, out })),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  // Its service would live as long as we do, and `npm start` goes on in this very process.
  await stop();
  const next = path.join(checkout, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, NODE_ENV: /** @type {const} */ ('production'), NEXT_TELEMETRY_DISABLED: '1' };
  const { status, output } = await runNode([next, 'build'], { quiet, env });
  if (status !== 0) {
    process.stderr.write(output);
    return false;
  }
  // Next completes tsconfig.json on its first build; that change of its own does not make the build stale.
  writeFileSync(stampFile, readSettings() === settings ? from : hashSources(checkout));
  return true;
}

function readSettings() {
  return readFileSync(path.join(checkout, 'tsconfig.json'), 'utf8');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildIfStale({ quiet: false }).catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return false;
  });
  if (!built) console.error('The build failed: see above.');
  process.exitCode = built ? 0 : 1;
}
