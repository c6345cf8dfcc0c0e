import type { Locator, Page } from '@playwright/test';

/** The page of every link, by what it shows. */
export class ReplicationPage {
  constructor(private readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(`/replication${query}`);
  }

  get summary(): Locator {
    return this.page.getByTestId('replication-summary');
  }

  get count(): Locator {
    return this.page.getByTestId('links-count');
  }

  link(workload: string, store: string, source: string, target: string): Locator {
    return this.page.getByTestId(`link-${workload}-${store}-${source}-${target}`);
  }

  /** What comes back, by what it does. */
  comingBack(phase: string): Locator {
    return this.page.locator(`[data-testid="resync-row"][data-phase="${phase}"]`);
  }

  get detail(): Locator {
    return this.page.getByTestId('detail');
  }
}
