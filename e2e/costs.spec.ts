import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, highestSpeed } from './fixtures';
import { CostsPage, toCents } from './pages/costs-page';
import { startConsole } from './running-console';

interface CostsFixtures {
  readonly costs: CostsPage;
}

/** With the gallery open: a month with every kind of trouble cannot be waited for. */
const test = base.extend<CostsFixtures, object>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const running = await startConsole({ speed: highestSpeed, environment: { ANTIPODE_GALLERY: 'on' } });
      await use(running);
      await running.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  costs: async ({ page }, use) => use(new CostsPage(page)),
});

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 150_000 };

test('the bill of the fleet adds up under every grouping, keeps its question in the address and comes as a file', async ({
  signIn,
  costs,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  const month = monthWithBills();
  await expect(async () => {
    await costs.open(`?month=${month}`);
    await expect(costs.figures()).toContainText('days billed', { timeout: 5000 });
    // Its days are read some at a time: until all are, the total grows.
    await expect(costs.figures()).not.toContainText('not read', { timeout: 100 });
  }).toPass(soon);
  await expect(costs.bills).toContainText('AWS updates bills daily');
  await expect(costs.figures()).toContainText(/\d+ of \d+ days billed/);
  const byRegion = await readAddingUp(costs);
  expect(toCents(await costs.splitTotal().innerText())).toBe(byRegion.total);

  await costs.groupBy('Service');
  await expect(page).toHaveURL(/by=service/);
  await expect(costs.rows()).toContainText('Amazon DynamoDB');
  const byService = await readAddingUp(costs);
  expect(byService.total).toBe(byRegion.total);

  await costs.keepOnly('Region', 'us-west-2');
  await expect(page).toHaveURL(/region=us-west-2/);
  await expect.poll(async () => (await costs.cents()).total).toBeLessThan(byRegion.total);
  const shared = await readAddingUp(costs);
  await page.reload();
  await expect.poll(() => costs.cents()).toEqual(shared);

  const file = await page.request.get(`/api/v1/costs/export${new URL(page.url()).search}&format=csv`);
  expect(file.headers()['content-type']).toContain('text/csv');
  expect((await file.text()).split('\r\n').length).toBe(shared.lines.length + 2);
  const focus = await (await page.request.get(`/api/v1/costs/export?month=${month}&format=focus`)).text();
  expect(focus.split('\r\n')[0]).toMatch(/^BilledCost,BillingCurrency,BillingPeriodEnd,/);
});

/** AWS bills about a day late, so that on the first days of a month there is a bill of the one before alone. */
function monthWithBills(): string {
  const dayMs = 86_400_000;
  return new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 7);
}

/** The lines and the total above them as they stand at one moment, once they are drawn. */
async function readAddingUp(costs: CostsPage): Promise<Awaited<ReturnType<CostsPage['cents']>>> {
  let read = await costs.cents();
  await expect(async () => {
    read = await costs.cents();
    expect(read.lines.length).toBeGreaterThan(0);
    expect(read.lines.reduce((sum, one) => sum + one, 0)).toBe(read.total);
  }).toPass({ timeout: 30_000 });
  return read;
}

test('costs are for nobody without a session', async ({ product, playwright }) => {
  const stranger = await playwright.request.newContext({ baseURL: product.url });
  for (const address of ['', '/export?format=csv', '/export?format=rubbish', '/prices?workload=checkout']) {
    expect((await stranger.get(`/api/v1/costs${address}`)).status(), address).toBe(401);
  }
  await stranger.dispose();
});

test('a calm month is whole, accessible and drawn in both themes, with a table behind each chart', async ({
  costs,
  page,
}) => {
  await costs.openPicture('calm', 'budgets');
  await expect(costs.charts.first()).toBeVisible();
  await expect(costs.charts.first().locator('svg path, svg rect').first()).toBeAttached();
  await page.getByText('Figures as a table').first().click();
  await expect(page.getByRole('region', { name: /^Figures of Cost of each day/ })).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).withTags(wcag).analyze()).violations).toEqual([]);
  }
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
  }
});

test('a month in which a region was lost shows what the move cost, and that it was ours', async ({ costs }) => {
  await costs.openPicture('region-loss:by=workload');
  await expect(costs.anomalies).toContainText('us-west-2');
  await expect(costs.workload('checkout')).toBeVisible();
  await readAddingUp(costs);
});

test('days that are missing are named and hatched, and the comparison leaves them out', async ({ costs, page }) => {
  await costs.openPicture('missing-days');
  await expect(costs.figures()).toContainText('22 of 31 days billed');
  await expect(costs.figures()).toContainText('the same 22 days of both');
  await expect(page.getByText(/Hatched: no figure for 3 August 2026, 4 August 2026/)).toBeVisible();
});

test('another currency is shown as what it is, beside dollars and never with them', async ({ costs }) => {
  await costs.openPicture('other-currency');
  await expect(costs.total('CNY')).toContainText(/^CNY [\d,]+\.\d\d$/);
  await expect(costs.total('USD')).toContainText(/^\$[\d,]+\.\d\d$/);
});

test('credits are lines below zero, and the lines still add up', async ({ costs }) => {
  await costs.openPicture('credits:by=recordType');
  const { lines } = await readAddingUp(costs);
  expect(lines.some((one) => one < 0)).toBe(true);
});

test('an account without Cost Explorer says what it needs, and shows no figure', async ({ costs }) => {
  await costs.openPicture('not-set-up');
  await expect(costs.notSetUp).toContainText('ce:GetCostAndUsage');
  await expect(costs.rows()).toHaveCount(0);
});

test('while us-east-1 is away the last bill stays, dated, with the reason', async ({ costs }) => {
  await costs.openPicture('away');
  await expect(costs.bills).toContainText('Cost Explorer answers in us-east-1 alone');
  await expect(costs.bills).not.toContainText(/stale/i);
  await expect(costs.total()).toBeVisible();
});

test('what Cost Explorer does not tell together is said to be not told', async ({ costs }) => {
  await costs.openPicture('calm:by=usageType&service=Amazon DynamoDB');
  await expect(costs.notTold).toContainText('service and usage type are not read together');
});
