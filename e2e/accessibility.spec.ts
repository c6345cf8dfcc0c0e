import AxeBuilder from '@axe-core/playwright';
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
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
