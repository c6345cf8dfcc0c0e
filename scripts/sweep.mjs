import './require-node.mjs';

/**
 * `npm run sweep`: what is too long for `npm test`.
 *
 *   npm run sweep                     both
 *   npm run sweep -- pages            every page of the console, both themes, at 1280, 1440 and 390 pixels
 *   npm run sweep -- cut-off [120]    so many fleet minutes with every AWS endpoint down, ten times as fast as ours
 */
const { checkout } = await import('./checkout.mjs');
process.chdir(checkout);
const { installIfNeeded } = await import('./install-if-needed.mjs');
await installIfNeeded();

const [what = 'both', minutes = '120', ...more] = process.argv.slice(2);
if (!['both', 'pages', 'cut-off'].includes(what) || more.length > 0) {
  console.error('Usage: npm run sweep -- [pages | cut-off [fleet minutes]]');
  process.exit(2);
}
if (!(Number(minutes) >= 10)) {
  console.error(`"${minutes}" is not a number of fleet minutes; ten are the fewest in which anything shows.`);
  process.exit(2);
}

const { buildIfStale } = await import('./build.mjs');
const { findChromium, howToGetChromium } = await import('./testing/find-chromium.mjs');
const { runNode } = await import('./run-program.mjs');
const chromium = findChromium();
if (what !== 'cut-off' && chromium === undefined) {
  console.error(howToGetChromium);
  process.exit(1);
}
if (!(await buildIfStale({ quiet: true }))) process.exit(1);

const { DATABASE_URL: _ignored, ...environment } = process.env;

function sweepPages() {
  return runNode(['node_modules/@playwright/test/cli.js', 'test', 'e2e/every-page.spec.ts'], {
    env: { ...environment, CHROMIUM_PATH: chromium?.executablePath, ANTIPODE_SWEEP_WIDTHS: '1280,1440,390' },
  });
}

function sweepCutOff() {
  return runNode(['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', 'scripts/sweep/'], {
    env: { ...environment, ANTIPODE_SWEEP_MINUTES: minutes },
  });
}

const sweeps = what === 'pages' ? [sweepPages] : what === 'cut-off' ? [sweepCutOff] : [sweepPages, sweepCutOff];
for (const sweep of sweeps) {
  const { status } = await sweep();
  if (status !== 0) process.exitCode = status;
}
