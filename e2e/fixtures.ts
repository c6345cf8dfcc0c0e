import { test as base } from '@playwright/test';
import { OverviewPage } from './pages/overview-page';
import { SignInPage } from './pages/sign-in-page';
import { type RunningConsole, startConsole } from './running-console';

interface WorkerFixtures {
  /** A console of this worker's own, with its own fleet, at ten times real time. */
  readonly product: RunningConsole;
}

interface TestFixtures {
  readonly overview: OverviewPage;
  readonly signIn: SignInPage;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands a destructuring here
    async ({}, use) => {
      const running = await startConsole({ speed: 10 });
      await use(running);
      await running.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  signIn: async ({ page }, use) => use(new SignInPage(page)),
  overview: async ({ page }, use) => use(new OverviewPage(page)),
});

export { expect } from '@playwright/test';
