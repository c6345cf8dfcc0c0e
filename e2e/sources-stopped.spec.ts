import type { Page } from '@playwright/test';
import { expect, highestSpeed, test } from './fixtures';
import { marksOfBeingWell, wordsOfBeingWell } from './pages/claims-to-be-well';
import type { RunningConsole } from './running-console';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

/**
 * Fleet seconds after which the slowest source that a verdict rests on is stale: backups, asked every five minutes, at
 * three periods and the time an answer may take, which is waited for in real time.
 */
const limitSeconds = 3 * 300 + 4 * highestSpeed;
/** The same in wall milliseconds, with a little for the page to draw it. */
const withinLimits = { timeout: (limitSeconds / highestSpeed) * 1000 + 15_000 };

/** A heartbeat is due every five seconds of the fleet's time; with a little for a busy machine to draw it. */
const threeHeartbeats = { timeout: (3 * 5_000) / highestSpeed + 20_000 };

const workloads = ['checkout', 'storefront', 'catalog', 'eu-accounts', 'media', 'archive'];
const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1'];
const everyPage = ['/', ...workloads.map((id) => `/workloads/${id}`), ...regions.map((code) => `/regions/${code}`)];

test.use({ speed: highestSpeed });
test.describe.configure({ mode: 'serial' });

test('while the engine stands still a band says so within three heartbeats, and past the limits no page claims that anything is well', async ({
  signIn,
  overview,
  product,
  page,
}) => {
  test.setTimeout(900_000);
  await signIn.signInAs('viewer', product);
  await expectCalm(page);
  const engine = await pidOf(product, 'engine');
  process.kill(engine, 'SIGSTOP');
  try {
    await expect(overview.consoleBand).toContainText(/has not polled since \d\d:\d\d/, threeHeartbeats);
    await expect(overview.consoleBand).toContainText('Do not rely on this page');
    await expectNothingWellAnywhere(page, /has not polled since \d\d:\d\d/);
  } finally {
    process.kill(engine, 'SIGCONT');
  }
});

test('when every source has stopped the page says that it is we who are cut off, and past the limits nothing is healthy or met anywhere', async ({
  signIn,
  overview,
  product,
  page,
}) => {
  test.setTimeout(900_000);
  await signIn.signInAs('viewer', product);
  await expectCalm(page);
  const simulator = await pidOf(product, 'simulator');
  process.kill(simulator, 'SIGSTOP');
  try {
    await expect(overview.consoleBand).toContainText(/Console is cut off: no region is reachable from here/, soon);
    await expectNothingWellAnywhere(page, /cut off/);
    await test.step('the engine goes on asking, and says what does not answer', async () => {
      await page.goto('/');
      await expect(overview.freshnessBar).toContainText(/[1-9]\d* failed/, soon);
      for (const region of regions) {
        await expect(overview.regionRow(region)).toContainText(/unreachable from here/i);
        await expect(overview.regionRow(region)).toContainText(/\d+ (s|m|h) ago/);
      }
      await expect(overview.finding('console-cut-off').first()).toBeVisible(soon);
    });
  } finally {
    // Only so that it can be ended with the others.
    process.kill(simulator, 'SIGCONT');
  }
});

/** Everything that is well in a calm fleet is claimed, so that its absence later means something. */
async function expectCalm(page: Page): Promise<void> {
  for (const address of ['/regions/eu-west-1', '/workloads/archive', '/workloads/catalog', '/']) {
    await page.goto(address);
    const calm = { timeout: 120_000, message: address };
    await expect.poll(() => marksOfBeingWell(page).count(), calm).toBeGreaterThan(1);
    await expect.poll(() => wordsOfBeingWell(page), calm).not.toEqual([]);
  }
}

/** No page of the console claims that anything is well now, each says why not, and figures that stay carry their age. */
async function expectNothingWellAnywhere(page: Page, band: RegExp): Promise<void> {
  const until = Date.now() + withinLimits.timeout;
  for (const address of everyPage) {
    await test.step(address, async () => {
      const timeout = Math.max(30_000, until - Date.now());
      await page.goto(address);
      await expect(page.getByTestId('console-band')).toContainText(band, soon);
      await expect.poll(() => claims(page), { timeout, message: address }).toEqual([]);
      // While a page streams in, what it replaces is still there beside it.
      const main = page.locator('main:visible');
      await expect(main).toContainText(/\d+ (s|m|h) ago|since \d\d:\d\d|at \d\d:\d\d/);
    });
  }
}

async function claims(page: Page): Promise<readonly string[]> {
  const marked = await marksOfBeingWell(page).evaluateAll((all) =>
    all.map((one) => `${one.getAttribute('data-testid') ?? one.tagName}: ${one.textContent?.slice(0, 80)}`),
  );
  return [...marked, ...(await wordsOfBeingWell(page))];
}

async function pidOf(product: RunningConsole, program: string): Promise<number> {
  const pid = (await product.programs()).get(program);
  if (pid === undefined) throw new Error(`The ${program} is not running.`);
  return pid;
}
