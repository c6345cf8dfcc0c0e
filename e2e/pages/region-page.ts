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

  /** The row of a resource among the golden signals. */
  resource(family: string, name: string): Locator {
    return this.page.locator(`tr[data-testid^="signals-row-"][data-family="${family}"]`, { hasText: name });
  }

  signal(family: string, name: string, signal: 'latency' | 'traffic' | 'errors' | 'saturation'): Locator {
    return this.resource(family, name).locator(`td[data-signal="${signal}"]`);
  }

  /** Opens the charts of a resource. */
  async openCharts(family: string, name: string): Promise<Locator> {
    await this.resource(family, name)
      .getByRole('button', { name: /^Charts/ })
      .click();
    return this.page.getByTestId('signal-detail');
  }

  /** What is felt on a continent. */
  felt(continent: string): Locator {
    return this.page.getByTestId(`felt-${continent}`);
  }

  /** The ways between this region and another. */
  way(region: string): Locator {
    return this.page.getByTestId(`latency-${region}`);
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }
}
