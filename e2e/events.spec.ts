import AxeBuilder from '@axe-core/playwright';
import { expect, highestSpeed, test } from './fixtures';

test.use({ speed: highestSpeed, world: 'events' });
test.describe.configure({ mode: 'serial' });

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const rubbish = /undefined|NaN|Invalid Date|\[object Object\]/;

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 90_000 };

test('a region fails: its finding, its alarm and what AWS says stand on one timeline with dates, and its workload’s chart is marked', async ({
  signIn,
  events,
  workload,
  product,
  page,
}) => {
  test.setTimeout(300_000);
  await signIn.signInAs('operator', product);
  await events.open();
  await expect(page.getByRole('heading', { name: 'Last 24 hours' })).toBeVisible(soon);
  await expect(events.finding('region-down:eu-central-1')).toHaveCount(0);
  await product.simulate('fail', 'eu-central-1');

  await test.step('everything that happened is there, with when it began and that it stands', async () => {
    const down = events.finding('region-down:eu-central-1');
    await expect(down).toHaveAttribute('data-until', 'open', soon);
    await expect(down).toContainText(/\d\d:\d\d:\d\d UTC/);
    await expect(down).toContainText('Critical');
    await expect(events.of('health').filter({ hasText: 'eu-central-1' }).first()).toBeVisible({ timeout: 150_000 });
    await expect(events.of('alarm').first()).toContainText(/\d\d:\d\d:\d\d UTC/, { timeout: 150_000 });
    await expect(events.density).toHaveAttribute('aria-label', /^\d+ events began in \d+ of 96 stretches/);
    expect(await page.locator('body').innerText()).not.toMatch(rubbish);
  });

  await test.step('the filter is in the address, and an address with a filter shows the same', async () => {
    await events.filter('Region', 'eu-central-1');
    await expect(page).toHaveURL(/[?&]region=eu-central-1/);
    await expect(events.finding('region-down:eu-central-1')).toBeVisible();
    // The rows follow the address, and events go on coming meanwhile: all that stand at one moment are looked at.
    await expect
      .poll(async () => {
        const rows = await events.all.allInnerTexts();
        return rows.length === 0 ? 'no rows' : rows.filter((row) => !row.includes('eu-central-1'));
      })
      .toEqual([]);
    await page.reload();
    await expect(events.finding('region-down:eu-central-1')).toBeVisible();
    await events.filter('Kind', 'Planned work');
    await expect(page).toHaveURL(/kind=planned-work/);
    await expect(events.nothing).toBeVisible();
    await page.goBack();
    await expect(events.finding('region-down:eu-central-1')).toBeVisible();
  });

  await test.step('the keyboard walks the events, and the page is accessible in both themes', async () => {
    // While a region fails events go on coming, and one that comes between two keys is the first from then on.
    await expect(async () => {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.locator('body').press('j');
      await expect(events.all.first()).toBeFocused({ timeout: 5000 });
      await page.keyboard.press('ArrowDown');
      await expect(events.all.nth(1)).toBeFocused({ timeout: 5000 });
    }).toPass({ timeout: 60_000 });
    // As high as the page is: what lies under the bar at the foot of the window is reached by scrolling.
    await page.setViewportSize({ width: 1280, height: 2400 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect((await new AxeBuilder({ page }).withTags(wcag).analyze()).violations).toEqual([]);
    }
  });

  await test.step('the chart of a workload in that region bears the mark, and its table names it', async () => {
    await workload.open('eu-accounts');
    const history = workload.panel('Last 24 hours');
    await expect(history.getByTestId('history-chart')).toBeVisible(soon);
    await expect(history.getByTestId('marks')).toContainText(/\d\d:\d\d UTC, still: .*eu-central-1.* down/, soon);
    await history.getByRole('button', { name: 'Show as table' }).click();
    await expect(history.getByRole('columnheader', { name: 'Events' })).toBeVisible();
    await expect(history.getByTestId('history-table')).toContainText(/eu-central-1.* down/);
  });

  await test.step('healed, the event has an end', async () => {
    await product.simulate('heal', 'eu-central-1');
    await events.open('?region=eu-central-1&kind=finding');
    const down = events.finding('region-down:eu-central-1');
    await expect(down).toHaveAttribute('data-until', 'ended', { timeout: 150_000 });
    await expect(down).toContainText(/to \d\d:\d\d:\d\d UTC, \d+ (s|m|h)/);
    await expect(down).toContainText('Cleared: its end was seen.');
  });
});

test('the same is there for programs, page by page, and for nobody without a session', async ({
  signIn,
  product,
  page,
  playwright,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: product.url });
  for (const address of ['/api/v1/events', '/api/v1/events?after=rubbish', '/api/marks']) {
    expect((await stranger.get(address)).status(), address).toBe(401);
  }
  await stranger.dispose();
  await signIn.signInAs('viewer', product);
  const ask = async (query: string) => (await page.request.get(`/api/v1/events?${query}`)).json();
  const until = new Date((await ask('range=1h&limit=1')).now).toISOString().replace(/\.\d+/, '');
  const range = `2026-01-01T00:00Z..${until}`;
  const whole = await ask(`range=${range}&limit=500`);
  const ids: string[] = [];
  for (let after = 'start'; after !== 'end'; ) {
    const part = await ask(`range=${range}&limit=7&after=${encodeURIComponent(after)}`);
    ids.push(...part.events.map(({ id }: { id: string }) => id));
    after = part.next;
  }
  expect(whole.events.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [query, error] of [
    ['range=rubbish', 'range'],
    ['kind=rubbish', 'kind'],
    ['limit=0', 'limit'],
    ['after=rubbish', 'after'],
  ]) {
    const refused = await page.request.get(`/api/v1/events?${query}`);
    expect([refused.status(), await refused.json()]).toEqual([400, { error }]);
  }
});
