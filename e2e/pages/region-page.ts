import type { Locator, Page } from '@playwright/test';

/** The page of a region by what it shows. */
export class RegionPage {
  constructor(private readonly page: Page) {}

  async open(code: string): Promise<void> {
    await this.page.goto(`/regions/${encodeURIComponent(code)}`);
  }

  get title(): Locator {
    return this.page.getByTestId('region-title');
  }

  endpoint(workload: string): Locator {
    return this.page.getByTestId(`endpoint-${workload}`);
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }
}
