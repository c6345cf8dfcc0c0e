import type { Browser, BrowserContext, Page } from '@playwright/test';
import { RunPage } from './pages/run-page';
import { SignInPage } from './pages/sign-in-page';
import { StartPage } from './pages/start-page';
import type { RunningConsole } from './running-console';
import { unhurried } from './unhurried';

/** A person with a browser of their own. */
export interface Somebody {
  readonly page: Page;
  readonly start: StartPage;
  readonly run: RunPage;
  close(): Promise<void>;
}

/** Signs somebody in, in a browser context of their own. */
export async function signInSomebody(
  browser: Browser,
  product: RunningConsole,
  account: 'viewer' | 'operator' | 'approver',
): Promise<Somebody> {
  const context: BrowserContext = await browser.newContext({ baseURL: product.url });
  const page = unhurried(await context.newPage());
  await new SignInPage(page).signInAs(account, product);
  return { page, start: new StartPage(page), run: new RunPage(page), close: () => context.close() };
}
