import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { test as base, expect, fleetSpeed } from './fixtures';
import { TablePage } from './pages/table-page';
import { startConsole } from './running-console';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** With the gallery open: its table has as many rows as the largest fleet. */
const test = base.extend<object, object>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const running = await startConsole({ speed: fleetSpeed, environment: { ANTIPODE_GALLERY: 'on' } });
      await use(running);
      await running.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('filters, order and grouping are in the address: they survive a reload, and the back button undoes them', async ({
  page,
  signIn,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  await page.goto('/workloads');
  const table = new TablePage(page, 'workloads');
  await expect(table.count).toHaveText('6 workloads');
  await table.pick('Region', 'eu-west-1');
  await expect(table.count).toHaveText('2 of 6 workloads');
  await table.orderBy('Owner');
  await table.groupBy('tier');
  await expect(page).toHaveURL(/region=eu-west-1/);
  const shared = page.url();
  const lines = ['Tier 1', 'EU accounts', 'Catalog'];
  await expect(table.lines).toContainText(lines);

  await page.goBack();
  await expect(page).not.toHaveURL(/group=/);
  // The next step back is taken when this one can be seen, as a person would.
  await expect(table.lines).toHaveCount(2);
  await expect(table.lines).toContainText(['EU accounts', 'Catalog']);
  await page.goBack();
  await expect(table.head('Owner')).not.toHaveAttribute('aria-sort');
  await page.goBack();
  await expect(table.count).toHaveText('6 workloads');
  await expect(page).toHaveURL(/\/workloads$/);

  await page.goto(shared);
  await expect(table.count).toHaveText('2 of 6 workloads');
  await page.reload();
  await expect(table.lines).toContainText(lines);
  await expect(table.head('Owner')).toHaveAttribute('aria-sort', 'ascending');
  await table.filter.fill('mars');
  await expect(page.getByTestId('filter-hides-all')).toContainText('No workloads match.');
  await page.getByTestId('filter-hides-all').getByRole('button', { name: 'Clear filters' }).click();
  await expect(table.count).toHaveText('6 workloads');
  await expect(table.filter).toHaveValue('');
});

test('an address with values nobody knows shows the usual page and says so', async ({ page, signIn, product }) => {
  await signIn.signInAs('viewer', product);
  await page.goto('/workloads?sort=size&group=planet&row=nothing');
  const table = new TablePage(page, 'workloads');
  await expect(table.count).toHaveText('6 workloads');
  await expect(table.refusedValues).toContainText('Sort: “size” (sort) is not known here.');
  await expect(table.refusedValues).toContainText('Group: “planet” (group) is not known here.');
  await expect(page.getByText('The workload this link leads to is not listed here now.')).toBeVisible();
});

test('the palette goes to a region, and does things, by keyboard alone', async ({ page, signIn, product }) => {
  await signIn.signInAs('operator', product);
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await pressUntil(page, 'Control+k', palette);
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('uw2');
  await expect(palette.getByRole('option').first()).toContainText('us-west-2');
  expect((await new AxeBuilder({ page }).include('dialog').withTags(wcag).analyze()).violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/regions\/us-west-2$/);

  await pressUntil(page, 'Control+k', palette);
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('theme dark');
  // What is found follows what is typed.
  await expect(palette.getByRole('option').first()).toContainText(/dark/i);
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await pressUntil(page, 'Control+k', palette);
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('nothing of that name');
  await expect(palette).toContainText('Nothing of that name');
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
});

test('keys lead from page to page, to the filter and through the rows, unless they are switched off', async ({
  page,
  signIn,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await pressUntil(page, '?', help);
  await expect(help).toContainText('Next and previous row');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  // Two keys make one word only where the second comes soon, which a busy machine may not see to.
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect(page).toHaveURL(/\/workloads$/, { timeout: 5000 });
  }).toPass({ timeout: 60_000 });
  const table = new TablePage(page, 'workloads');
  await expect(table.lines).toHaveCount(6);
  await pressUntil(page, 'j', table.focusedLine);
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await expect(table.focusedLine).toHaveAttribute('aria-rowindex', '3');
  await page.keyboard.press('k');
  await expect(table.focusedLine).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('End');
  await expect(table.focusedLine).toHaveAttribute('aria-rowindex', '7');
  await page.keyboard.press('/');
  await expect(table.filter).toBeFocused();
  await page.keyboard.type('gj');
  await expect(table.filter).toHaveValue('gj');

  await page.goto('/settings');
  await page.getByLabel('Keyboard shortcuts').selectOption('off');
  await page.getByRole('heading', { name: 'Settings' }).click();
  await page.keyboard.press('?');
  await pressUntil(page, 'Control+k', page.getByRole('dialog', { name: 'Command palette' }));
  await expect(help).toHaveCount(0);
});

test('of thousands of rows only those in sight are drawn, a link to one leads there, and keys reach the last', async ({
  page,
}) => {
  await page.goto('/gallery?page=primitives&subject=table&row=link-1500&sort=store');
  const table = new TablePage(page, 'links');
  await expect(table.count).toHaveText('2,400 links');
  await expect(table.markedRow).toContainText('store-1500');
  await expect(table.markedRow).toBeInViewport();
  expect(await table.lines.count()).toBeLessThan(80);
  await pressUntil(page, 'j', table.focusedLine);
  await page.keyboard.press('End');
  await expect(table.focusedLine).toContainText('store-2399');
  await expect(table.focusedLine).toBeInViewport();
});

test('while a row has the focus a new order waits and the figures do not; it is applied on demand', async ({
  page,
}) => {
  await page.goto('/gallery?page=primitives&subject=table');
  const table = new TablePage(page, 'links');
  await expect(table.count).toHaveText('2,400 links');
  await pressUntil(page, 'j', table.focusedLine);
  const before = await firstStores(page);
  await page.evaluate(() => document.getElementById('next-poll')?.click());
  await expect(table.waitingOrder).toBeVisible();
  expect(await firstStores(page)).toEqual(before);
  await table.waitingOrder.click();
  await expect(table.waitingOrder).toHaveCount(0);
  await expect.poll(() => firstStores(page)).not.toEqual(before);
});

test('a custom time range is a link in UTC, and one that ends before it begins is refused', async ({ page }) => {
  await page.goto('/gallery?page=primitives&subject=charts');
  await page.getByRole('button', { name: /^Time range/ }).click();
  await page.getByLabel('From, UTC').fill('2026-08-01T10:00');
  await page.getByLabel('Until, UTC').fill('2026-08-01T09:00');
  await page.getByRole('button', { name: 'Show this range' }).click();
  await expect(page.getByText('The range must end after it begins')).toBeVisible();
  await page.getByLabel('Until, UTC').fill('2026-08-02T10:00');
  await page.getByRole('button', { name: 'Show this range' }).click();
  await expect(page).toHaveURL(/range=2026-08-01T10:00Z\.\.2026-08-02T10:00Z/);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Time range/ })).toContainText('1 Aug 2026, 10:00 UTC');
});

test('density and time display are kept, and local time is there on focus', async ({ page, signIn, product }) => {
  await signIn.signInAs('viewer', product);
  await page.goto('/settings');
  await page.getByLabel('Density').last().selectOption('comfortable');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'comfortable');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'comfortable');
  await page.goto('/workloads');
  const row = page.getByTestId('workload-row-checkout');
  await expect.poll(async () => (await row.boundingBox())?.height).toBe(58);
  // Times are drawn anew while they count on, and what had the focus may be gone with one.
  await expect(async () => {
    await page.locator('main time').first().locator('..').focus({ timeout: 5000 });
    await expect(page.getByRole('tooltip')).toContainText('where you are', { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
});

for (const theme of ['light', 'dark'] as const) {
  test(`in the ${theme} theme every page of the frame is accessible and fits a phone`, async ({
    page,
    signIn,
    product,
  }) => {
    await page.emulateMedia({ colorScheme: theme });
    await signIn.signInAs('viewer', product);
    for (const address of [
      '/workloads?group=tier',
      '/regions',
      '/settings',
      '/gallery?page=primitives&subject=table',
      '/gallery?page=primitives&subject=charts',
      '/gallery?page=primitives&subject=states',
    ]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(address);
      await expect(page.locator('main h1')).toBeVisible();
      await expect(page.locator('main:visible')).not.toContainText(/undefined|NaN|Invalid Date|\[object Object\]/);
      const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
      expect(violations, address).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await expect.poll(overflow, { message: address }).toBeLessThanOrEqual(0);
    }
  });
}

/** A key does nothing until the page's code is there: pressed again until what it opens is seen. */
async function pressUntil(page: Page, key: string, seen: Locator): Promise<void> {
  await expect(async () => {
    if (!(await seen.isVisible())) await page.keyboard.press(key);
    await expect(seen).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
}

function firstStores(page: Page): Promise<string[]> {
  return page
    .locator('[data-row-id] th')
    .evaluateAll((cells) => cells.slice(0, 8).map((cell) => cell.textContent ?? ''));
}
