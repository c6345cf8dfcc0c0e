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

  /** Opens the form of an act, gives the reason and does it. */
  async act(verb: string, button: string, reason: string): Promise<void> {
    await this.page.getByTestId(`verb-${verb}`).click();
    const form = this.page.locator('form').filter({ has: this.page.locator('input[name=executionId]') });
    await form.getByRole('textbox').last().fill(reason);
    await form.getByRole('button', { name: new RegExp(`^${button}`) }).click();
  }
}
