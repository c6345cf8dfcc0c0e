import { expect, type Locator, type Page } from '@playwright/test';

/** The page of a run by what it shows, not by how it is built. */
export class RunPage {
  constructor(private readonly page: Page) {}

  async open(id: string): Promise<void> {
    await this.page.goto(`/recovery/executions/${encodeURIComponent(id)}`);
  }

  get title(): Locator {
    return this.page.getByTestId('run-title');
  }

  async waitForState(state: string | RegExp, timeout: number): Promise<void> {
    await expect(this.title).toHaveAttribute('data-state', state, { timeout });
  }

  async waitUntilAsked(asks: string, timeout: number): Promise<void> {
    await expect(this.title).toHaveAttribute('data-asks', asks, { timeout });
  }

  get approval(): Locator {
    return this.page.getByTestId('approval');
  }

  get approveButton(): Locator {
    return this.page.getByTestId('approve');
  }

  /** Agrees to what is shown, until that is written down. */
  async approve(timeout: number): Promise<void> {
    const asked = this.page.locator('[data-testid="approval"][data-approval="waiting"]');
    await expect(asked).toBeVisible({ timeout });
    await this.pressUntilWritten(asked, () => this.approveButton.click({ timeout: 5000 }), timeout);
  }

  /**
   * Does something until the console says that it is written down, or does not ask for it any more. A person does the same
   * where it did not answer in time, or something else was there at that moment.
   */
  private async pressUntilWritten(asked: Locator, press: () => Promise<void>, timeout: number): Promise<void> {
    const written = this.page.locator('[data-testid="answered"][data-answered="written"]');
    const isOver = async () => (await asked.count()) === 0 || (await written.count()) > 0;
    await expect(async () => {
      if (await isOver()) return;
      await press();
      await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
    }).toPass({ timeout });
  }

  get clock(): Locator {
    return this.page.getByTestId('run-clock');
  }

  get facts(): Locator {
    return this.page.getByTestId('facts');
  }

  get timeline(): Locator {
    return this.page.getByTestId('timeline');
  }

  step(id: string): Locator {
    return this.page.getByTestId(`step-${id}`);
  }

  /** Opens the form of an act, gives the reason and does it, until that is written down. */
  async act(verb: string, button: string, reason: string): Promise<void> {
    const offered = this.page.getByTestId(`verb-${verb}`);
    const form = this.page.locator('form').filter({ has: this.page.locator('input[name=executionId]') });
    await expect(offered.first()).toBeVisible();
    const press = async () => {
      if ((await form.getByRole('textbox').count()) === 0) await offered.first().click({ timeout: 5000 });
      await form.getByRole('textbox').last().fill(reason, { timeout: 5000 });
      await form.getByRole('button', { name: new RegExp(`^${button}`) }).click({ timeout: 5000 });
    };
    await this.pressUntilWritten(offered, press, 120_000);
  }
}
