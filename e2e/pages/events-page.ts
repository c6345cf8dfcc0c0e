import { expect, type Locator, type Page } from '@playwright/test';

/** The timeline of events by what it shows. */
export class EventsPage {
  constructor(private readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(`/events${query}`);
  }

  /** Events of a kind. */
  of(kind: 'finding' | 'alarm' | 'health' | 'planned-work' | 'run' | 'acknowledgement'): Locator {
    return this.page.locator(`tr[data-kind="${kind}"]`);
  }

  get all(): Locator {
    return this.page.locator('tr[data-kind]');
  }

  /** A finding by its id. */
  finding(id: string): Locator {
    return this.page.getByTestId(`event-finding-${id}`);
  }

  get density(): Locator {
    return this.page.getByTestId('density').getByRole('img');
  }

  get cutOff(): Locator {
    return this.page.getByTestId('cut-off');
  }

  get nothing(): Locator {
    return this.page.getByTestId('no-events').or(this.page.getByTestId('filter-hides-all'));
  }

  /** Picks one value of a filter. */
  async filter(by: 'Kind' | 'Severity' | 'Region' | 'Workload', value: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Filter by: ${by}`) }).click();
    const box = this.page.getByRole('group', { name: by }).getByLabel(value, { exact: true });
    // The address is what is chosen: the box follows it.
    await box.click();
    await expect(box).toBeChecked();
    await this.page.keyboard.press('Escape');
  }

  /** What the numbers on the charts of a page name. */
  get marks(): Locator {
    return this.page.getByTestId('marks');
  }
}
