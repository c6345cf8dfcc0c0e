import type { Locator, Page } from '@playwright/test';

/** The page of accounts and regions, by what it shows. */
export class AccountsPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/accounts');
  }

  get summary(): Locator {
    return this.page.getByTestId('accounts-summary');
  }

  place(account: string, region: string): Locator {
    return this.page.getByTestId(`place-${account}-${region}`);
  }

  remedy(kind: string): Locator {
    return this.page.locator(`[data-testid="remedy"][data-kind="${kind}"]`);
  }

  source(id: string): Locator {
    return this.page.getByTestId(`source-${id}`);
  }

  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }
}
