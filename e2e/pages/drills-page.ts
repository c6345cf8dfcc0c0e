import { expect, type Locator, type Page } from '@playwright/test';

/** The page of drills by what it shows. */
export class DrillsPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/recovery/drills');
  }

  offer(region: string): Locator {
    return this.page.getByTestId(`offer-${region}`);
  }

  /** Opens what a drill of a region means, with its button. */
  async look(region: string): Promise<Locator> {
    await this.offer(region)
      .getByRole('button', { name: `Drill the loss of ${region} …` })
      .click();
    return this.page.getByTestId('drill-form');
  }

  /** The button itself, once the form is open. */
  get button(): Locator {
    return this.page.getByTestId('drill-button');
  }

  async give(region: string, typed: string, reason: string): Promise<void> {
    await this.page.getByLabel('Reason', { exact: true }).fill(reason);
    await this.page.getByLabel(`Type ${region} to confirm`).fill(typed);
  }

  /** The only one there may be. */
  get underWay(): Locator {
    return this.page.getByRole('region', { name: 'Under way', exact: true });
  }

  get ended(): Locator {
    return this.page.getByRole('region', { name: 'Drills that have ended' });
  }

  get noDrill(): Locator {
    return this.page.getByTestId('no-drill');
  }

  /**
   * Presses the button once nothing speaks against it, until the region fails. A person does the same: where somebody was
   * not known to be well at that moment the engine leaves the region alone, and is asked again.
   */
  async begin(region: string, reason: string, timeout: number): Promise<void> {
    await expect(async () => {
      if ((await this.underWay.getByText(`${region} fails since`).count()) > 0) return;
      if ((await this.button.count()) === 0) await this.look(region);
      await this.give(region, region, reason);
      await this.button.click({ timeout: 10_000 });
      await expect(this.underWay).toContainText(`${region} fails since`, { timeout: 30_000 });
    }).toPass({ timeout });
  }

  async end(reason: string): Promise<void> {
    await this.underWay.getByRole('button', { name: 'End the drill …' }).click();
    await this.underWay.getByLabel('Why it is ended').fill(reason);
    await this.underWay.getByRole('button', { name: 'End the drill: loss of us-east-1' }).click();
  }
}
