import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { everyAddress } from './every-address';
import { expect, test } from './fixtures';
import { LinksPanel } from './pages/links-panel';
import type { RunningConsole } from './running-console';
import { withStoreOf } from './store-of';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The screens that links open, and what says that they do not: all that a link may be shown. */
const shown = new Set(['/sign-in', '/link-ended', '/wall/noc', '/reports/executive']);

/** A browser of its own, as the machine behind a screen has it. */
async function openScreen(browser: Browser, product: RunningConsole): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: product.url });
  return { context, page: await context.newPage() };
}

/** Opens a link as a browser does, without the screen behind it: what it sets, and where it leads. */
async function openLink(context: BrowserContext, address: string) {
  return context.request.get(address, { maxRedirects: 0 });
}

test('a link is made in the settings with its key shown once; it opens what a wall needs and nothing else, until it is revoked', async ({
  page,
  signIn,
  product,
  browser,
}) => {
  await signIn.signInAs('approver', product);
  const links = new LinksPanel(page);
  await links.open();
  await expect(links.panel).toContainText('There is none');
  const address = await links.make('NOC Berlin', { days: '7 days' });
  expect(address).toMatch(new RegExp(`^${product.url}/link/apl_[\\w-]{43}$`));
  await expect(links.row('NOC Berlin')).toContainText('Open');
  await expect(links.row('NOC Berlin')).toContainText('/wall/noc');
  const axe = await new AxeBuilder({ page }).withTags(wcag).analyze();
  expect(axe.violations).toEqual([]);
  const token = address.split('/').at(-1) ?? '';
  await page.reload();
  await expect(links.row('NOC Berlin')).toContainText('never');
  expect(await page.content()).not.toContain(token);

  const { context, page: screen } = await openScreen(browser, product);
  const { request } = context;
  expect((await request.get('/api/fleet?wall=noc')).status()).toBe(401);
  const looked = await request.head(address);
  expect([looked.status(), (await context.cookies()).length]).toEqual([204, 0]);
  const opened = await openLink(context, `${address}?theme=light&metres=6`);
  expect(opened.status()).toBe(303);
  expect(opened.headers().location).toBe('/wall/noc?theme=light&metres=6');
  expect(opened.headers()['referrer-policy']).toBe('no-referrer');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ name: 'antipode-access-link', httpOnly: true, sameSite: 'Lax', path: '/' });

  expect((await request.get('/api/fleet?wall=noc')).status()).toBe(200);
  expect((await request.get('/api/acknowledgements?wall=noc')).status()).toBe(200);
  // A page of the console, or another wall, reads nothing by it.
  for (const door of ['/api/fleet', '/api/acknowledgements', '/api/stream', '/api/fleet?wall=lobby']) {
    expect((await request.get(door)).status(), door).toBe(401);
  }
  for (const door of ['/api/v1/executions', '/api/v1/drills', '/api/v1/events', '/api/v1/compliance', '/api/marks']) {
    expect((await request.get(door)).status(), door).toBe(401);
  }
  for (const door of ['/api/v1/executions', '/api/v1/drills', '/api/v1/executions/run-1/approve']) {
    expect((await request.post(door, { data: {} })).status(), door).toBe(401);
  }
  const views = [{ view: 'signals', workload: 'checkout', region: 'us-east-1' }];
  expect((await request.post('/api/series', { data: { views, range: '1h' } })).status()).toBe(401);
  expect(await (await request.get('/api/auth/session')).json()).toEqual({});
  const names = { '[region]': 'us-east-1', '[workload]': 'checkout', '[plan]': 'checkout/activate', '[wall]': 'noc' };
  for (const closed of everyAddress({ names: { ...names, '[execution]': 'run-1' }, queries: {} })) {
    if (shown.has(closed)) continue;
    await screen.goto(closed);
    await expect(screen, closed).toHaveURL(/\/sign-in$/);
  }
  await screen.goto('/reports/executive');
  await expect(screen).toHaveURL(/\/link-ended\?because=elsewhere$/);

  await page.reload();
  await expect(links.row('NOC Berlin')).toContainText('within 2 m');
  await links.revoke('NOC Berlin');
  await expect(links.row('NOC Berlin')).toContainText('Revoked by approver');
  expect((await request.get('/api/fleet?wall=noc')).status()).toBe(401);
  await screen.goto(address);
  await expect(screen.getByRole('heading', { name: 'This link opens nothing' })).toBeVisible();
  expect(screen.url()).not.toContain(token);
  expect((await new AxeBuilder({ page: screen }).withTags(wcag).analyze()).violations).toEqual([]);
  expect(product.output()).not.toContain(token);
  await context.close();
});

test('the stream of a link says signed out within two seconds of its revocation, and of the moment it expires', async ({
  page,
  signIn,
  product,
  browser,
}) => {
  await signIn.signInAs('approver', product);
  const links = new LinksPanel(page);
  await links.open();
  for (const [what, end] of [
    ['To be revoked', (name: string) => links.revoke(name)],
    ['To expire', (name: string) => expireSoon(product, name)],
  ] as const) {
    await expectWithinTwoSeconds(async (attempt) => {
      const name = `${what} ${attempt}`;
      const address = await links.make(name);
      const { context, page: screen } = await openScreen(browser, product);
      await openLink(context, address);
      // A page of the console's own, from which its stream can be followed as a wall does.
      await screen.goto('/link-ended');
      const signedOut = screen.evaluate(followStream).then((how) => ({ how, at: Date.now() }));
      await expect.poll(() => screen.evaluate(() => document.documentElement.dataset.stream), soon).toBe('open');
      await end(name);
      const endedAt = Date.now();
      const { how, at } = await signedOut;
      expect(how).toBe('signed-out');
      await context.close();
      return at - endedAt;
    });
  }
});

/**
 * Two seconds are promised of wall time, and a busy machine may stand still for one of them: whoever keeps the promise
 * keeps it in one of three tries. Takes what answers milliseconds.
 */
async function expectWithinTwoSeconds(measure: (attempt: number) => Promise<number>): Promise<void> {
  let tookMs = await measure(1);
  for (let attempt = 2; attempt <= 3 && tookMs >= 2000; attempt += 1) tookMs = await measure(attempt);
  expect(tookMs).toBeLessThan(2000);
}

/** Ends by the time a link lives: in the browser, how a stream ends. */
async function followStream(): Promise<string> {
  const fleet = (await (await fetch('/api/fleet?wall=noc')).json()) as { since: string };
  const source = new EventSource(`/api/stream?since=${fleet.since}&wall=noc`);
  return new Promise((resolve) => {
    source.addEventListener('open', () => {
      document.documentElement.dataset.stream = 'open';
    });
    for (const event of ['signed-out', 'resync', 'error']) {
      source.addEventListener(event, () => {
        source.close();
        resolve(event);
      });
    }
  });
}

async function expireSoon(product: RunningConsole, name: string): Promise<void> {
  await withStoreOf(product, (client) =>
    client.query(`update antipode.access_link set expires_at = now() where name = $1`, [name]),
  );
}

test('the wall of a link says signed out at once when the link is revoked, and shows nothing that could be taken for the fleet', async ({
  page,
  signIn,
  product,
  browser,
}) => {
  await signIn.signInAs('approver', product);
  const links = new LinksPanel(page);
  await links.open();
  await expectWithinTwoSeconds(async (attempt) => {
    const name = `NOC wall ${attempt}`;
    const address = await links.make(name);
    const { context, page: wall } = await openScreen(browser, product);
    await wall.goto(`${address}?theme=dark`);
    await expect(wall).toHaveURL(/\/wall\/noc\?theme=dark$/);
    await expect(wall.locator('main')).toBeVisible();
    await expect(wall.getByText('There is no such page')).toHaveCount(0);
    await expect(wall.getByTestId('signed-out')).toHaveCount(0);
    await links.revoke(name);
    const revokedAt = Date.now();
    await wall.getByTestId('signed-out').waitFor(soon);
    const tookMs = Date.now() - revokedAt;
    await wall.reload();
    await expect(wall).toHaveURL(/\/link-ended\?because=unknown$/);
    await context.close();
    return tookMs;
  });
});

test('a link narrowed to a workload shows that one alone, and an operator sees, and may end, but not make one', async ({
  page,
  signIn,
  product,
  browser,
}) => {
  await signIn.signInAs('approver', product);
  const links = new LinksPanel(page);
  await links.open();
  const address = await links.make('Only checkout', { only: 'Checkout' });
  await expect(links.row('Only checkout')).toContainText('checkout only');
  const { context } = await openScreen(browser, product);
  await openLink(context, address);
  const { entities } = (await (await context.request.get('/api/fleet?wall=noc')).json()) as {
    entities: readonly { readonly kind: string; readonly id: string }[];
  };
  expect(entities.filter(({ kind }) => kind === 'workload').map(({ id }) => id)).toEqual(['checkout']);
  await context.close();

  await page.context().clearCookies();
  await signIn.signInAs('operator', product);
  await links.open();
  await expect(links.panel).toContainText('an approver may make one');
  await expect(links.makeButton).toHaveCount(0);
  await links.revoke('Only checkout');
  await expect(links.row('Only checkout')).toContainText('Revoked by operator');

  await page.context().clearCookies();
  await signIn.signInAs('viewer', product);
  await links.open();
  await expect(page.getByRole('heading', { name: 'Deployment' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Read-only links' })).toHaveCount(0);
});
