import type { Locator, Page } from '@playwright/test';
import { marksOfBeingWell } from './claims-to-be-well';

/** The overview by what it shows, not by how it is built. */
export class OverviewPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/');
  }

  region(code: string): Locator {
    return this.page.getByTestId(`region-${code}`);
  }

  /** The region's row in the table, where each vantage has its say. */
  regionRow(code: string): Locator {
    return this.page.getByTestId(`region-row-${code}`);
  }

  cell(workload: string, region: string): Locator {
    return this.page.getByTestId(`cell-${workload}-${region}`);
  }

  workload(id: string): Locator {
    return this.page.getByTestId(`workload-${id}`);
  }

  measured(workload: string): Locator {
    return this.page.getByTestId(`rpo-measured-${workload}`);
  }

  atMost(workload: string): Locator {
    return this.page.getByTestId(`rpo-at-most-${workload}`);
  }

  outage(workload: string): Locator {
    return this.page.getByTestId(`outage-${workload}`);
  }

  finding(code: string): Locator {
    return this.page.getByTestId(`finding-${code}`);
  }

  get headline(): Locator {
    return this.page.getByTestId('headline');
  }

  /** Workloads and regions by health, beside the headline. */
  get counts(): Locator {
    return this.page.getByRole('list', { name: 'Workloads and regions by health' });
  }

  /** What the month has cost so far, by region. */
  get monthCosts(): Locator {
    return this.page.getByRole('region', { name: /^Costs of \w+ \d{4}/ });
  }

  get consoleBand(): Locator {
    return this.page.getByTestId('console-band');
  }

  get simulatedBand(): Locator {
    return this.page.getByTestId('simulated-band');
  }

  get freshnessBar(): Locator {
    return this.page.getByTestId('freshness-bar');
  }

  /** Everything on the page that claims to be well. */
  get claimsToBeWell(): Locator {
    return marksOfBeingWell(this.page);
  }
}
