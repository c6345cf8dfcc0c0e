import './require-node.mjs';

/**
 * `npm run sweep`: two hours of fleet time, twelve minutes of ours, with every AWS endpoint down. Any number of fleet
 * minutes may be given instead: `npm run sweep -- 30`.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const minutes = process.argv[2] ?? '120';
if (!(Number(minutes) >= 10)) {
  console.error(`"${minutes}" is not a number of fleet minutes; ten are the fewest in which anything shows.`);
  process.exit(2);
}

const { buildIfStale } = await import('./build.mjs');
const { runNode } = await import('./run-program.mjs');
if (!(await buildIfStale({ quiet: true }))) process.exit(1);

const { DATABASE_URL: _ignored, ...environment } = process.env;
const { status } = await runNode(
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', 'scripts/sweep/'],
  { env: { ...environment, ANTIPODE_SWEEP_MINUTES: minutes } },
);
process.exitCode = status ?? 1;
