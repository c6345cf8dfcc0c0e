import AxeBuilder from '@axe-core/playwright';
import { expect, highestSpeed, test } from './fixtures';

test.use({ speed: highestSpeed });

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 90_000 };

test('objectives are shown over the range in the address, with what is not measured beside them', async ({
  signIn,
  objectives,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  await objectives.open('24h');
  await expect(objectives.range('Last 24 hours')).toBeVisible();
  const checkout = objectives.of('checkout', 'region-loss');
  await expect(checkout).toContainText('RPO 1 m, target 99.9 %');
  // Filling the past takes a while; until then nothing may be called kept.
  await expect(checkout).toContainText(/[1-9]\d* min measured/, soon);
  await expect(objectives.of('media', 'region-loss')).not.toHaveAttribute('data-compliance', 'met');
  await expect(objectives.of('archive', 'data-loss')).toBeVisible();
  await expect(objectives.timeline('checkout', 'region-loss')).toHaveAttribute('aria-label', /^Verdicts of 28\d spans/);

  await objectives.choose('13 months');
  await expect(page).toHaveURL(/range=13mo$/);
  await expect(objectives.range('Last 13 months')).toBeVisible();
  const months = objectives.of('checkout', 'region-loss');
  await expect(months).toHaveAttribute('data-compliance', 'not-measured');
  await expect(months).toContainText('Too little measured');
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect((await new AxeBuilder({ page }).withTags(wcag).analyze()).violations).toEqual([]);
  }
});

test('the same is there for programs, and for nobody without a session', async ({
  signIn,
  product,
  page,
  playwright,
}) => {
  const stranger = await playwright.request.newContext({ baseURL: product.url });
  expect((await stranger.get('/api/v1/compliance?range=7d')).status()).toBe(401);
  expect((await stranger.get('/api/v1/compliance?range=rubbish')).status()).toBe(401);
  await stranger.dispose();
  await signIn.signInAs('viewer', product);
  const answer = await page.request.get('/api/v1/compliance?range=7d');
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ range: '7d', resolution: 'hour', workloads: expect.any(Array) });
  const refused = await page.request.get('/api/v1/compliance?range=rubbish');
  expect([refused.status(), await refused.json()]).toEqual([
    400,
    { error: 'range', allowed: ['1h', '3h', '24h', '7d', '30d', '90d', '13mo', 'FROM..UNTIL in UTC'] },
  ]);
});
