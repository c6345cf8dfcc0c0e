import { test as base } from '@playwright/test';
import { EventsPage } from './pages/events-page';
import { ObjectivesPage } from './pages/objectives-page';
import { OverviewPage } from './pages/overview-page';
import { RegionPage } from './pages/region-page';
import { SignInPage } from './pages/sign-in-page';
import { WorkloadPage } from './pages/workload-page';
import { type RunningConsole, startConsole } from './running-console';
import { unhurried } from './unhurried';

/**
 * Fleet seconds per second. Probes have deadlines in real time: faster than this, two failed probes take as long as
 * Route 53 needs to fail the endpoint too, and what comes first can no longer be told.
 */
export const fleetSpeed = 4;

/** Ten times, for files in which nothing depends on which of two vantages is first to notice. */
export const highestSpeed = 10;

interface WorkerFixtures {
  /** Fleet seconds per second of `product`; `fleetSpeed` unless a file says otherwise. */
  readonly speed: number;
  /** Names the fleet of a file that breaks things for good: files of another name get another fleet. */
  readonly world: string;
  /** A console of this worker's own, with its own fleet, at `speed`. */
  readonly product: RunningConsole;
}

interface TestFixtures {
  readonly events: EventsPage;
  readonly objectives: ObjectivesPage;
  readonly overview: OverviewPage;
  readonly workload: WorkloadPage;
  readonly region: RegionPage;
  readonly signIn: SignInPage;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  speed: [fleetSpeed, { option: true, scope: 'worker' }],
  world: ['shared', { option: true, scope: 'worker' }],
  product: [
    async ({ speed }, use) => {
      const running = await startConsole({ speed });
      await use(running);
      await running.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
  page: async ({ page }, use) => use(unhurried(page)),
  signIn: async ({ page }, use) => use(new SignInPage(page)),
  events: async ({ page }, use) => use(new EventsPage(page)),
  objectives: async ({ page }, use) => use(new ObjectivesPage(page)),
  overview: async ({ page }, use) => use(new OverviewPage(page)),
  workload: async ({ page }, use) => use(new WorkloadPage(page)),
  region: async ({ page }, use) => use(new RegionPage(page)),
});

export { expect } from '@playwright/test';
