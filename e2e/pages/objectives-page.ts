import type { Locator, Page } from '@playwright/test';

/** The page of objectives by what it shows. */
export class ObjectivesPage {
  constructor(private readonly page: Page) {}

  async open(range?: string): Promise<void> {
    await this.page.goto(range === undefined ? '/objectives' : `/objectives?range=${range}`);
  }

  async choose(range: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Time range/ }).click();
    await this.page.getByRole('button', { name: range, exact: true }).click();
  }

  /** The range the page says it is of. */
  range(words: string): Locator {
    return this.page.getByRole('heading', { name: words });
  }

  /** The rows of an objective. */
  of(workload: string, scenario: 'region-loss' | 'data-loss'): Locator {
    return this.page.getByTestId(`compliance-${workload}-${scenario}`);
  }

  timeline(workload: string, scenario: 'region-loss' | 'data-loss'): Locator {
    return this.of(workload, scenario).getByRole('img');
  }
}
