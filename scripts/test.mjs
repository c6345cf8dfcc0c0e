import './require-node.mjs';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm test`: installs and builds what is missing, then runs everything. The last line is `N passed, N failed`, summed
 * over the checks and the reports of all suites. `DATABASE_URL` is ignored: it may be somebody's real store.
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const { findChromium, howToGetChromium } = await import('./testing/find-chromium.mjs');
const chromium = findChromium();
if (chromium === undefined) {
  console.error(howToGetChromium);
  process.exit(1);
}

const { buildIfStale } = await import('./build.mjs');
const { checkFirstLoad } = await import('./first-load.mjs');
const { countPlaywright, countReport, countVitest } = await import('./count-results.mjs');
const { failuresOfPlaywright, failuresOfVitest, listFailures } = await import('./list-failures.mjs');
const { runNode } = await import('./run-program.mjs');
const { runChecks } = await import('./steps.mjs');
const { openTestDatabase } = await import('./test-database.mjs');

const reports = path.join(checkout, 'test-results', 'reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @type {string[]} */
const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} name @param {{ passed: number, failed: number, skipped?: number }} counts */
function add(name, counts) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped ?? 0;
  console.log(
    `${name}: ${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`,
  );
}

/** @param {string} project @param {NodeJS.ProcessEnv} env */
async function runVitest(project, env) {
  const report = path.join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = await runNode(['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters], {
    env,
  });
  add(`${project} tests`, countReport(report, status, countVitest));
  failures.push(...listFailures(report, failuresOfVitest));
}

/** What each page of the build weighs; a build that cannot be weighed has failed. */
function weighFirstLoad() {
  try {
    return checkFirstLoad();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/** @param {string} project @param {number} workers @param {NodeJS.ProcessEnv} env */
async function runPlaywright(project, workers, env) {
  const report = path.join(reports, `browser-${project}.json`);
  const output = path.join(checkout, 'test-results', project);
  const chosen = [`--project=${project}`, `--workers=${workers}`, `--output=${output}`];
  const { status } = await runNode(['node_modules/@playwright/test/cli.js', 'test', ...chosen], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  add(`browser tests of ${project}`, countReport(report, status, countPlaywright));
  failures.push(...listFailures(report, failuresOfPlaywright));
}

const { DATABASE_URL: _ignored, ...rest } = process.env;
const environment = { ...rest, CHROMIUM_PATH: chromium.executablePath };

const built = await buildIfStale({ quiet: true }).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  return false;
});
add('build', built ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
add('first load', built ? weighFirstLoad() : { passed: 0, failed: 1 });
add('checks', await runChecks());
await runVitest('unit', environment);
await runVitest('truth', environment);

const database = await openTestDatabase().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  return undefined;
});
if (database === undefined) add('integration tests', { passed: 0, failed: 1 });
else {
  try {
    await runVitest('integration', { ...environment, TEST_DATABASE_URL: database.url });
    await runVitest('by-the-clock', { ...environment, TEST_DATABASE_URL: database.url });
    await runVitest('to-the-minute', { ...environment, TEST_DATABASE_URL: database.url });
  } finally {
    await database.stop();
  }
}

// Without a build there is nothing to browse.
if (built) {
  await runPlaywright('pages', 2, environment);
  await runPlaywright('runs', 1, environment);
} else add('browser tests', { passed: 0, failed: 1 });

if (failures.length > 0) console.log(['What failed:', ...failures].join('\n'));
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
