import { expect, type Locator, type Page } from '@playwright/test';

/** A page with one table of many rows, by what it shows, not by how it is built. */
export class TablePage {
  constructor(
    private readonly page: Page,
    /** What the rows are: `workloads`. */
    private readonly noun: string,
  ) {}

  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: `Filter ${this.noun}` });
  }

  get count(): Locator {
    return this.page.getByTestId(`${this.noun}-count`);
  }

  /** Rows and heads of groups that are drawn, in their order. */
  get lines(): Locator {
    return this.page.locator('[data-row-id]');
  }

  get focusedLine(): Locator {
    return this.page.locator('[data-row-id]:focus');
  }

  get markedRow(): Locator {
    return this.page.locator('[data-row-id][aria-current]');
  }

  get refusedValues(): Locator {
    return this.page.getByTestId('refused-values');
  }

  get waitingOrder(): Locator {
    return this.page.getByRole('button', { name: /changes? — apply/ });
  }

  head(column: string): Locator {
    return this.page.getByRole('columnheader', { name: column });
  }

  async orderBy(column: string): Promise<void> {
    await this.head(column).getByRole('button').click();
  }

  async pick(facet: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: `Filter by: ${facet}` }).click();
    const box = this.page.getByRole('checkbox', { name: value });
    // The address is what is chosen: the box follows it.
    await box.click();
    await expect(box).toBeChecked();
    await this.page.keyboard.press('Escape');
  }

  async groupBy(what: string): Promise<void> {
    await this.page.getByLabel('Group by').selectOption(what);
  }
}
