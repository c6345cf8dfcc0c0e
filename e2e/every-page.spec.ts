import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { allAreas } from '@/components/shell/areas';
import { everyAddress } from './every-address';
import { test } from './fixtures';
import { StartPage } from './pages/start-page';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules of axe that a theme can break. */
const ofColour = ['color-contrast', 'link-in-text-block'];
/** One in the suite; `npm run sweep -- pages` looks at all of them. */
const widths = (process.env.ANTIPODE_SWEEP_WIDTHS ?? '1440').split(',').map(Number);
/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

test('every page is accessible in both themes, whole, within its window, silent in the console and asks no other host', async ({
  page,
  signIn,
  overview,
  product,
}) => {
  test.setTimeout(widths.length * 600_000);
  const heard = listen(page, product.url);
  await signIn.signInAs('operator', product);
  await expect(overview.measured('checkout')).toContainText(/\d/, soon);
  const addresses = everyAddress({
    names: {
      '[region]': 'us-east-1',
      '[workload]': 'checkout',
      '[plan]': 'checkout/activate',
      '[wall]': 'noc',
      '[execution]': await beginDryRun(page),
    },
    queries: { '/recovery/start': '?workload=checkout&source=us-east-1' },
  });
  for (const { href } of allAreas) expect(addresses).toContain(href);
  heard.length = 0;
  const problems: string[] = [];
  for (const address of addresses) {
    await page.setViewportSize({ width: widths[0] ?? 1440, height: 900 });
    await page.goto(address);
    await settle(page, address);
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of widths) {
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        for (const problem of await lookAt(page, theme)) problems.push(`${address}, ${theme}, ${width}: ${problem}`);
      }
    }
    for (const words of heard.splice(0)) problems.push(`${address}: ${words}`);
  }
  expect(problems).toEqual([]);
});

/** A run that has something to show, and changes nothing. */
async function beginDryRun(page: Page): Promise<string> {
  const start = new StartPage(page);
  await start.open({ workload: 'checkout', source: 'us-east-1' });
  await start.waitUntilOpen('us-west-2', 'graceful', 3 * soon.timeout);
  await start.acknowledgeAll();
  await start.giveReason('Looking at every page');
  return start.press('Dry run, changes nothing');
}

/** Collects what no page may do: complain in the browser's console, fail to get something, ask another host. */
function listen(page: Page, url: string): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`said in the console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`threw: ${error.message}`));
  page.on('request', (request) => {
    const asked = request.url();
    if (/^https?:|^wss?:/.test(asked) && !asked.startsWith(`${url}/`)) heard.push(`asked ${asked}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) heard.push(`${response.url()} answered ${response.status()}`);
  });
  return heard;
}

/** Until the page has what comes after its first paint. */
async function settle(page: Page, address: string): Promise<void> {
  // A report that is being made loads its page anew once it is there.
  await expect(page.locator('[data-testid="report-message"][data-state="being-made"]'), address).toHaveCount(0, soon);
  await expect(page.locator('main'), address).toHaveCount(1, soon);
  await expect(page.locator('main h1'), address).toBeVisible(soon);
  await expect(page.locator('[aria-busy="true"]'), address).toHaveCount(0, soon);
}

/** In pixels; a page of many rows is looked at as far as this. */
const highestWindow = 6000;

/**
 * The window is made as high as the page: what the bar at the bottom covers now is reached by scrolling, and is no target
 * too small.
 */
async function showWhole(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(highestWindow, Math.max(height, whole)) });
}

/** What is wrong with the page as it stands, in words. */
async function lookAt(page: Page, theme: 'dark' | 'light'): Promise<readonly string[]> {
  const problems: string[] = [];
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // A chart or a map takes a moment to measure its new window.
  await expect
    .poll(overflow, { timeout: 15_000 })
    .toBeLessThanOrEqual(0)
    .catch(async () => problems.push(`is ${await overflow()} pixels wider than its window`));
  const broken = /.{0,40}(undefined|NaN|Invalid Date|\[object Object\]).{0,40}/.exec(
    `${await page.title()} ${await page.locator('body').innerText()}`,
  );
  if (broken !== null) problems.push(`prints “${broken[0]}”`);
  await showWhole(page);
  // What a theme changes is colour: everything else is looked at in the first one.
  const axe = new AxeBuilder({ page });
  const { violations } = await (theme === 'dark' ? axe.withTags(wcag) : axe.withRules(ofColour)).analyze();
  for (const { id, nodes } of violations) {
    problems.push(`${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }
  return problems;
}
