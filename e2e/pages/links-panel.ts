import { expect, type Locator, type Page } from '@playwright/test';

interface MadeAs {
  readonly days?: string;
  /** The one workload it shows, by its name. */
  readonly only?: string;
  /** `Executive report`, or a wall by its address. */
  readonly opens?: string;
}

/** Read-only links in the settings, by what they show. */
export class LinksPanel {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/settings');
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Read-only links' }).first();
  }

  get makeButton(): Locator {
    return this.panel.getByRole('button', { name: 'Make a link …' });
  }

  row(name: string): Locator {
    return this.panel.getByTestId(/^access-link-/).filter({ hasText: name });
  }

  /** Makes a link, to the first wall unless told otherwise, and answers its whole address, as it is shown this once. */
  async make(name: string, { days, only, opens }: MadeAs = {}): Promise<string> {
    await this.makeButton.click();
    await this.panel.getByLabel('Name', { exact: true }).fill(name);
    if (opens !== undefined)
      await this.panel.getByRole('combobox', { name: 'Opens', exact: true }).selectOption({ label: opens });
    if (days !== undefined) await this.panel.getByLabel('Expires after').selectOption({ label: days });
    if (only !== undefined) await this.panel.getByLabel(only, { exact: true }).check();
    await this.panel.getByRole('button', { name: 'Make the link' }).click();
    const address = this.panel.getByTestId('link-address');
    await expect(address).toContainText('/link/apl_');
    const text = await address.innerText();
    await this.panel.getByRole('button', { name: 'I have it' }).click();
    return text.trim();
  }

  async revoke(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `Revoke … ${name}` })
      .click();
    await this.panel.getByRole('button', { name: `Revoke the link ${name}` }).click();
  }
}
