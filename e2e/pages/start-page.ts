import { expect, type Locator, type Page } from '@playwright/test';

/** The page before the button by what it shows, not by how it is built. */
export class StartPage {
  constructor(private readonly page: Page) {}

  async open(move: { readonly workload: string; readonly source: string; readonly mode?: string }): Promise<void> {
    await this.page.goto(`/recovery/start?${new URLSearchParams({ ...move })}`);
  }

  get advice(): Locator {
    return this.page.getByTestId('advice');
  }

  target(region: string, mode: 'graceful' | 'ungraceful'): Locator {
    return this.page.getByTestId(`target-${region}-${mode}`);
  }

  /** Waits until nothing stands in the way of a move. */
  async waitUntilOpen(region: string, mode: 'graceful' | 'ungraceful', timeout: number): Promise<void> {
    const target = this.target(region, mode);
    await expect(target).toHaveAttribute('data-hard', '0', { timeout });
    await expect(target).toHaveAttribute('data-overridable', '0', { timeout });
  }

  /** Looks at another move of the same page. */
  async choose(region: string, mode: 'graceful' | 'ungraceful'): Promise<void> {
    const radio = this.target(region, mode).getByRole('radio');
    // What is chosen stands in the address, and follows from it a moment after the click.
    await radio.click();
    await expect(radio).toBeChecked();
  }

  loss(store: string): Locator {
    return this.page.getByTestId(`loss-${store}`);
  }

  /**
   * Says of every figure that has to be acknowledged that it is known. Figures go on meanwhile: one that needs no word any
   * more is let go, and one that has outgrown what was seen is acknowledged anew.
   */
  async acknowledgeAll(): Promise<void> {
    const open = this.page.getByRole('checkbox', { name: /^I know that this may be/, checked: false });
    await expect(async () => {
      for (let left = await open.count(); left > 0; left -= 1) await open.first().click({ timeout: 5000 });
      await expect(open).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: 60_000 });
  }

  /** On a busy machine a text may be given before the page has taken itself over, which forgets it. */
  async giveReason(reason: string): Promise<void> {
    await expect(async () => {
      await this.page.getByLabel('Reason', { exact: true }).fill(reason);
      await expect(this.standing.filter({ hasText: 'Give a reason' })).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: 60_000 });
  }

  async typeRegion(region: string): Promise<void> {
    await this.page.getByLabel(`Type ${region} to confirm`).fill(region);
  }

  button(act: string): Locator {
    return this.page.getByTestId('start-form').getByRole('button', { name: act, exact: true });
  }

  get standing(): Locator {
    return this.page.getByTestId('standing');
  }

  /** Answers for a gate with a reason, until it stands in the way no more: as of any text, the page may forget it. */
  async goOnInSpiteOf(gate: string, reason: string): Promise<void> {
    const blocker = this.page.getByTestId(`blocker-${gate}`);
    await expect(async () => {
      await blocker.getByRole('textbox').fill(reason, { timeout: 5000 });
      const said = await blocker.innerText({ timeout: 5000 });
      const standing = await this.standing.allInnerTexts();
      expect(standing.filter((sentence) => said.includes(sentence.slice(0, 40)))).toEqual([]);
    }).toPass({ timeout: 120_000 });
  }

  /**
   * Presses a button of the form until the page of the run comes. A person does the same: what has outgrown the figure
   * that was acknowledged is acknowledged anew, and a gate that closed for a moment is waited for.
   */
  async press(act: string): Promise<string> {
    while (!(await this.pressOnce(act)));
    return decodeURIComponent(new URL(this.page.url()).pathname.split('/').at(-1) ?? '');
  }

  /** Whether it was written down; until it is refused, nobody answered, or the page of the run has come. */
  private async pressOnce(act: string): Promise<boolean> {
    const button = this.button(act);
    await expect(async () => {
      await this.acknowledgeAll();
      expect((await button.isEnabled({ timeout: 5000 })) ? [] : await this.standing.allTextContents()).toEqual([]);
    }).toPass({ timeout: 120_000 });
    const answer = this.page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().includes('/recovery/start'),
    );
    const pressed = await button.click({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
    if (!pressed) {
      answer.catch(() => undefined);
      return false;
    }
    await answer;
    const came = this.page.waitForURL(/\/recovery\/executions\//).then(
      () => true,
      () => false,
    );
    const answered = async () => {
      await expect(button).toBeEnabled();
      const state = await this.page.getByTestId('start-form').getByTestId('answered').getAttribute('data-answered');
      return state === 'refused' || state === 'no-answer' ? false : came;
    };
    return Promise.race([came, answered().catch(() => came)]);
  }
}
