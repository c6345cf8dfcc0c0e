import type { Locator, Page } from '@playwright/test';

/** The page of a workload by what it shows, not by how it is built. */
export class WorkloadPage {
  constructor(private readonly page: Page) {}

  async open(workload: string): Promise<void> {
    await this.page.goto(`/workloads/${encodeURIComponent(workload)}`);
  }

  get title(): Locator {
    return this.page.getByTestId('workload-title');
  }

  get userHealth(): Locator {
    return this.page.getByTestId('user-health');
  }

  get protection(): Locator {
    return this.page.getByTestId('protection');
  }

  objective(scenario: 'region-loss' | 'data-loss'): Locator {
    return this.page.getByTestId(`objective-${scenario}`);
  }

  /** The row of a region with its golden signals. */
  signals(region: string): Locator {
    return this.page.getByTestId(`signals-${region}`);
  }

  link(store: string, source: string, target: string, workload: string): Locator {
    return this.page.getByTestId(`link-${workload}-${store}-${source}-${target}`);
  }

  /** Directions of replication with that verdict. */
  linksIn(compliance: string): Locator {
    return this.page.locator(`tr[data-testid^="link-"][data-compliance="${compliance}"]`);
  }

  /** A vault of a store that is backed up, in one region. */
  vault(store: string, region: string): Locator {
    return this.page.getByTestId(`backup-${store}-${region}`);
  }

  /** A queue that nothing copies, in one region. */
  queue(store: string, region: string): Locator {
    return this.page.getByTestId(`queue-${store}-${region}`);
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /**
   * What the page says of the workload, each statement by its state alone: users, protection, links. Two readings are
   * equal while nothing has changed for it, though every figure has.
   */
  async statements(): Promise<Readonly<Record<string, string | null>>> {
    // All at one moment: they go on meanwhile.
    return this.page.evaluate(() => {
      const read = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name) ?? null;
      const links = [...document.querySelectorAll('tr[data-testid^="link-"]')];
      return {
        users: read('[data-testid="user-health"]', 'data-health'),
        protection: read('[data-testid="protection"]', 'data-protection'),
        ...Object.fromEntries(
          links.map((link) => [link.getAttribute('data-testid'), link.getAttribute('data-compliance')]),
        ),
      };
    });
  }

  entryPoint(id: string): Locator {
    return this.page.getByTestId(`entry-point-${id}`);
  }

  outage(workload: string): Locator {
    return this.page.getByTestId(`outage-${workload}`);
  }

  finding(code: string): Locator {
    return this.page.getByTestId(`finding-${code}`);
  }

  get history(): Locator {
    return this.page.getByTestId('history-chart').or(this.page.getByTestId('no-history'));
  }

  get simulatedBand(): Locator {
    return this.page.getByTestId('simulated-band');
  }
}
