import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('the sign-in page and the overview have no accessibility violation', async ({
      page,
      signIn,
      overview,
      product,
    }) => {
      await page.goto('/sign-in');
      expect((await new AxeBuilder({ page }).withTags(wcag).analyze()).violations).toEqual([]);
      await signIn.signInAs('viewer', product);
      await expect(overview.measured('checkout')).toContainText(/\d/);
      expect((await new AxeBuilder({ page }).withTags(wcag).analyze()).violations).toEqual([]);
    });
  });
}

test('what watching costs is said from the start, counted call by call, and can be read on a phone and by everybody', async ({
  page,
  signIn,
  overview,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  await expect(overview.measured('checkout')).toContainText(/\d/);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByTestId('polling-forecast')).toContainText(/\$\d+\.\d\d/);
  await expect(page.locator('[data-unit="cloudwatch-metrics"]')).toContainText('metrics requested');
  await expect(page.getByTestId('polling-counted')).toContainText(/\$\d+\.\d\d/);
  await expect(page.getByTestId('polling-budget')).toContainText('No budget set');
  expect((await new AxeBuilder({ page }).withTags(wcag).analyze()).violations).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
});

test('on a phone the page has no sideways scroll and keeps every figure', async ({
  page,
  signIn,
  overview,
  product,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn.signInAs('viewer', product);
  await expect(overview.measured('checkout')).toBeVisible();
  await expect(overview.workload('storefront')).toBeVisible();
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
});

/** Pixels by which the page is wider than its window; what measures its own place takes a moment to. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
