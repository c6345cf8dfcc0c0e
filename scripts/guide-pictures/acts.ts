import { type Browser, expect, type Page } from '@playwright/test';
import { LinksPanel } from '../../e2e/pages/links-panel';
import type { RunningConsole } from '../../e2e/running-console';
import { type Somebody, signInSomebody } from '../../e2e/two-people';
import type { ActName, Watcher } from './scenes';

/** Wall milliseconds within which everything of a story comes to be; what takes longer has failed. */
export const patienceMs = 240_000;
const soon = { timeout: patienceMs };

/** Every picture is so wide, in CSS pixels. */
export const pictureWidth = 1280;

/** A console, and the people and the screen that look at it, each in a browser of their own. */
export class Stage {
  readonly #people = new Map<Watcher, Somebody>();
  #screen: Page | 'none' = 'none';
  #link = 'none';
  #runId = 'none';

  constructor(
    readonly product: RunningConsole,
    readonly browser: Browser,
  ) {}

  async pageOf(watcher: Watcher): Promise<Page> {
    return watcher === 'screen' ? this.#openScreen() : (await this.person(watcher)).page;
  }

  async person(account: Exclude<Watcher, 'screen'>): Promise<Somebody> {
    const known = this.#people.get(account);
    if (known !== undefined) return known;
    const somebody = await signInSomebody(this.browser, this.product, account);
    await prepare(somebody.page, 'light');
    this.#people.set(account, somebody);
    return somebody;
  }

  async act(name: ActName): Promise<void> {
    await acts[name](this);
  }

  get link(): string {
    return this.#link;
  }

  set link(address: string) {
    this.#link = address;
  }

  get runId(): string {
    return this.#runId;
  }

  set runId(id: string) {
    this.#runId = id;
  }

  async #openScreen(): Promise<Page> {
    if (this.#screen !== 'none') return this.#screen;
    const context = await this.browser.newContext({ baseURL: this.product.url });
    this.#screen = await context.newPage();
    await prepare(this.#screen, 'dark');
    return this.#screen;
  }
}

async function prepare(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width: pictureWidth, height: 800 });
}

const acts: Readonly<Record<ActName, (stage: Stage) => Promise<void>>> = {
  async 'make-link'(stage) {
    const { page } = await stage.person('approver');
    const links = new LinksPanel(page);
    await links.open();
    stage.link = await links.make('Operations room');
  },

  async 'open-link'(stage) {
    const screen = await stage.pageOf('screen');
    // Small enough for every column: from further away the last one is left out where figures are long.
    await screen.goto(`${stage.link}?metres=3`);
  },

  async 'acknowledge-criticals'(stage) {
    const { page } = await stage.person('operator');
    await page.goto('/');
    await expect(page.getByTestId('finding-unprotected').first()).toBeVisible(soon);
    const buttons = page
      .locator('[data-testid^="finding-"]')
      .filter({ hasText: 'Critical' })
      .getByRole('button', { name: /^Acknowledge/ });
    await expect(async () => {
      if ((await buttons.count()) > 0) await buttons.first().click({ timeout: 2000 });
      await expect(buttons).toHaveCount(0, { timeout: 2000 });
    }).toPass(soon);
  },

  async 'lose-us-east-1'({ product }) {
    await product.simulate('fail', 'us-east-1');
  },

  async 'fill-in-the-form'(stage) {
    const { start } = await stage.person('operator');
    await start.waitUntilOpen('us-west-2', 'ungraceful', patienceMs);
    await start.giveReason('us-east-1 is down for both vantages');
    await start.typeRegion('us-west-2');
    await start.acknowledgeAll();
  },

  async begin(stage) {
    const { start } = await stage.person('operator');
    stage.runId = await start.press('Activate us-west-2');
    const { page } = await stage.person('approver');
    await page.goto('/');
    await page.getByTestId(`strip-${stage.runId}`).getByRole('link').click();
  },

  async approve(stage) {
    const { run } = await stage.person('approver');
    await run.approveButton.click();
    await (await stage.person('operator')).run.waitUntilAsked('risk', patienceMs);
  },

  async 'accept-the-risk'(stage) {
    const { run } = await stage.person('operator');
    await run.act('acknowledge-risk', 'Accept the risk of two writers', 'Both vantages see us-east-1 dead');
    await run.waitForState('running', patienceMs);
  },

  async 'see-it-end'(stage) {
    const { run, page } = await stage.person('operator');
    await run.waitForState(/^completed/, patienceMs);
    await expect(page.getByTestId('run-report')).toHaveAttribute('data-report', 'made', soon);
  },

  async 'open-the-report'(stage) {
    const { page } = await stage.person('viewer');
    await page.goto('/reports');
    // The newest month stands first. Its report is made when somebody opens it.
    await page
      .getByTestId(/^report-month-/)
      .first()
      .getByRole('link')
      .first()
      .click();
  },

  async 'heal-us-east-1'({ product }) {
    await product.simulate('heal', 'us-east-1');
  },

  async 'look-at-the-way-home'(stage) {
    const { page } = await stage.person('operator');
    await page.goto('/recovery');
  },
};
