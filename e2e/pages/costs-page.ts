import type { Locator, Page } from '@playwright/test';

/** The page of costs by what it shows. */
export class CostsPage {
  constructor(private readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(`/costs${query}`);
  }

  /** A picture of the page whose bills do not depend on how the fleet does today. */
  async openPicture(subject: string, state = 'calm'): Promise<void> {
    await this.page.goto(`/gallery?${new URLSearchParams({ page: 'costs', subject, state })}`);
  }

  figures(currency = 'USD'): Locator {
    return this.page.getByTestId(`cost-figures-${currency}`);
  }

  rows(currency = 'USD'): Locator {
    return this.page.getByTestId(`cost-rows-${currency}`);
  }

  total(currency = 'USD'): Locator {
    return this.page.getByTestId(`cost-total-${currency}`);
  }

  splitTotal(currency = 'USD'): Locator {
    return this.page.getByTestId(`purposes-total-${currency}`);
  }

  workload(id: string): Locator {
    return this.page.getByTestId(`purpose-${id}`);
  }

  get bills(): Locator {
    return this.page.getByTestId('account-bills');
  }

  get notSetUp(): Locator {
    return this.page.getByTestId('not-set-up');
  }

  get notTold(): Locator {
    return this.page.getByTestId('not-told');
  }

  get anomalies(): Locator {
    return this.page.getByTestId('anomalies');
  }

  get charts(): Locator {
    return this.page.getByTestId('cost-bars');
  }

  async groupBy(words: string): Promise<void> {
    await this.page.getByLabel('Grouped by').selectOption({ label: words });
  }

  async keepOnly(property: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: `Filter by: ${property}`, exact: true }).click();
    // What is picked is in the address, which takes a moment: a click, and no check of the box at once.
    await this.page.getByRole('checkbox', { name: value, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  /** The lines under the total, in cents, and the total itself. */
  async cents(currency = 'USD'): Promise<{ readonly lines: readonly number[]; readonly total: number }> {
    const cells = await this.rows(currency).locator('tbody tr td:nth-child(2)').allInnerTexts();
    return { lines: cells.map(toCents), total: toCents(await this.total(currency).innerText()) };
  }
}

/** `-$1,240.07` as -124007; less than a cent is none. */
export function toCents(words: string): number {
  if (/^[<>]/.test(words)) return 0;
  const sign = words.includes('-') ? -1 : 1;
  return sign * Number(words.replace(/[^\d]/g, ''));
}
