import type { Locator, Page } from '@playwright/test';

/** The page of every entry point, by what it shows. */
export class RoutingPage {
  constructor(private readonly page: Page) {}

  async open(entryPoint = ''): Promise<void> {
    await this.page.goto(entryPoint === '' ? '/routing' : `/routing?row=${entryPoint}`);
  }

  get summary(): Locator {
    return this.page.getByTestId('routing-summary');
  }

  entryPoint(id: string): Locator {
    return this.page.getByTestId(`entry-point-row-${id.replaceAll('/', '-')}`);
  }

  get detail(): Locator {
    return this.page.getByTestId('detail');
  }

  /** A record of the entry point that is shown, by the region it leads to. */
  record(region: string): Locator {
    return this.detail.locator(`[data-testid="routing-record"][data-region="${region}"]`);
  }

  control(region: string): Locator {
    return this.detail.getByTestId(`control-${region}`);
  }

  get healthChecks(): Locator {
    return this.detail.getByTestId('health-check');
  }
}
