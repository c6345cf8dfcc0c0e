import { test as base, expect } from './fixtures';
import { saturatedPercent } from './measure-colour';
import { startConsole } from './running-console';

/** With the gallery open: a picture of it does not depend on how the fleet does today. */
const test = base.extend<object, object>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const running = await startConsole({ speed: 1, environment: { ANTIPODE_GALLERY: 'on' } });
      await use(running);
      await running.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Percent of the pixels of a calm page. */
const budget = 2;

for (const colorScheme of ['dark', 'light'] as const) {
  test(`a calm fleet is almost without colour in the ${colorScheme} theme, and trouble is what brings it`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme });
    const colourOf = async (query: string) => {
      await page.goto(`/gallery?${query}`);
      await expect(page.locator('main h1')).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      return saturatedPercent(page, await page.screenshot({ fullPage: true }));
    };
    const calm: Record<string, number> = {};
    for (const name of ['overview', 'region', 'workload', 'replication', 'routing', 'accounts']) {
      calm[name] = await colourOf(`page=${name}&state=calm`);
      expect(calm[name], name).toBeLessThan(budget);
      // Nothing drawn, or a page in another colour space, would be under any budget.
      expect(calm[name], name).toBeGreaterThan(0.02);
    }
    expect(await colourOf('page=overview&state=region-down')).toBeGreaterThan(calm.overview ?? Number.NaN);
  });
}
