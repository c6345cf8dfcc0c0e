import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { test as base, expect } from './fixtures';
import { AccountsPage } from './pages/accounts-page';
import { ReplicationPage } from './pages/replication-page';
import { RoutingPage } from './pages/routing-page';

interface Pages {
  readonly replication: ReplicationPage;
  readonly routing: RoutingPage;
  readonly accounts: AccountsPage;
}

const test = base.extend<Pages>({
  replication: async ({ page }, use) => use(new ReplicationPage(page)),
  routing: async ({ page }, use) => use(new RoutingPage(page)),
  accounts: async ({ page }, use) => use(new AccountsPage(page)),
});

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 90_000 };
/** For what needs minutes of fleet time. */
const minutes = { timeout: 180_000 };

const account = '111122223333';
const broken = /undefined|NaN|Invalid Date|\[object Object\]/;
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** No broken figure and no accessibility violation; `part` where rows of a scrolled list are half under its head. */
async function expectSound(page: Page, part = 'body'): Promise<void> {
  expect(await page.locator('body').innerText()).not.toMatch(broken);
  expect((await new AxeBuilder({ page }).withTags(wcag).include(part).analyze()).violations).toEqual([]);
}

test.use({ world: 'replication-and-routing' });
test.describe.configure({ mode: 'serial' });

test('a calm fleet: every link with its evidence, filtered by what stands in the address, its day beside the list', async ({
  signIn,
  product,
  page,
  replication,
}) => {
  test.setTimeout(300_000);
  await signIn.signInAs('viewer', product);
  await replication.open();
  const orders = replication.link('checkout', 'orders', 'us-east-1', 'us-west-2');
  await expect(orders).toHaveAttribute('data-compliance', 'met', minutes);
  await expect(orders).toContainText('recovery-point marker in us-west-2');
  await expect(replication.count).toContainText('25 links');
  // One that was behind for a moment, on a busy machine, is told of for an hour after it has caught up.
  await expect(page.getByRole('region', { name: 'Coming back' })).toContainText(
    /No link is behind or being made anew\. Checked \d+ sources at|(?<!\d)0 behind, \d+ caught up in the last hour/,
    soon,
  );

  await expectSound(page);

  await test.step('filtered and grouped, the address says how, and going back undoes it', async () => {
    await page.getByRole('button', { name: /Filter by.*Workload/ }).click();
    await page.getByRole('checkbox', { name: /catalog/ }).click();
    await expect(page).toHaveURL(/workload=catalog/);
    await expect(replication.count).toContainText('2 of 25 links');
    await page.keyboard.press('Escape');
    await page.getByLabel('Group by').selectOption('pair');
    await expect(page.getByRole('button', { name: /eu-west-1 → us-east-1/ })).toBeVisible();
    await page.goBack();
    await page.goBack();
    await expect(replication.count).toHaveText('25 links');
  });

  await test.step('by keyboard alone the detail opens beside the list and closes again', async () => {
    const focused = page.locator('[data-row-id]:focus');
    // Rows are listed anew while figures come, and a key that nobody heard is pressed again.
    await expect(async () => {
      if ((await replication.detail.count()) > 0) return;
      await page.keyboard.press('j');
      await expect(focused).toBeVisible({ timeout: 2000 });
      await page.keyboard.press('Enter');
      await expect(replication.detail).toBeVisible({ timeout: 10_000 });
    }).toPass(soon);
    await expect(page).toHaveURL(/row=/);
    await page.getByRole('button', { name: 'Close detail' }).click();
    await expect(replication.detail).toHaveCount(0);
  });

  await test.step('the detail has the last day, what the lag rests on and its page in the AWS console', async () => {
    await replication.open('?row=catalog/items/us-east-1%3Eeu-west-1');
    await expect(replication.detail).toContainText('An estimate: of what arrived only', soon);
    await expect(replication.detail).toContainText(/Lag of the last 24 h|No history of this link yet/, soon);
    const metric = replication.detail.getByTestId('source-link').first();
    await expect(metric).toHaveAttribute(
      'href',
      /us-east-1\.console\.aws\.amazon\.com\/cloudwatch.*ReplicationLatency/,
      soon,
    );
    await expectSound(page, '[data-testid="detail"]');
  });
});

test('a calm fleet: where each name leads, by which records, what each checker region says and who asks whom', async ({
  signIn,
  product,
  page,
  routing,
  accounts,
}) => {
  test.setTimeout(300_000);
  await signIn.signInAs('viewer', product);
  await routing.open('checkout/web');
  await expect(routing.entryPoint('checkout/web')).toHaveAttribute('data-routing', 'expected', soon);
  await expect(routing.record('us-east-1')).toHaveAttribute('data-answered', 'yes', soon);
  await expect(routing.record('us-east-1')).toContainText('100 %', minutes);
  await expect(routing.control('us-east-1')).toContainText('On', minutes);
  await expect(routing.control('us-west-2')).toContainText('Off');
  await expect(routing.detail).toContainText('By hand: a routing control moves it');
  await expect(routing.detail).toContainText('Could go to us-west-2 (healthy)', soon);
  await expect(routing.healthChecks.first()).toContainText('16 of 16 checkers pass', minutes);
  await routing.healthChecks.first().getByText('16 of 16 checkers pass').click();
  await expect(routing.healthChecks.first().locator('[data-checker-region="sa-east-1"]')).toContainText('2 of 2 pass');
  await expectSound(page);

  await accounts.open();
  await expect(accounts.place(account, 'eu-central-1')).toHaveAttribute('data-access', 'answered', minutes);
  // A call that is made four times a day may have timed out at the start: then the page may claim nothing.
  await expect(accounts.panel('What to allow')).toContainText(
    /No call is refused\. Checked \d+ APIs|We can’t say: \d+ of \d+ APIs did not answer/,
    minutes,
  );
  await expect(accounts.remedy('allow')).toHaveCount(0);
  await expectSound(page);
});

test('a stalled link: what is wrong, where, since when, how sure, what to do, and then how it comes back', async ({
  signIn,
  product,
  page,
  replication,
}) => {
  test.setTimeout(600_000);
  await signIn.signInAs('viewer', product);
  await replication.open('?row=checkout/orders/us-east-1%3Eus-west-2');
  const orders = replication.link('checkout', 'orders', 'us-east-1', 'us-west-2');
  await expect(orders).toHaveAttribute('data-compliance', 'met', soon);

  await product.simulate('stall', 'checkout', 'orders');
  await expect(orders).toHaveAttribute('data-compliance', 'breached', minutes);
  await expect(replication.summary).toContainText(/1 breached/);
  await expect(orders).toContainText(/Breached by \d/);
  // Others may be behind for a moment on a busy machine: it is this one that is told of.
  const ofOrders = { hasText: /checkout orders/ };
  await expect(
    replication.comingBack('falling-behind').or(replication.comingBack('stalled')).filter(ofOrders),
  ).toContainText(/checkout orders.*us-east-1 → us-west-2.*since \d\d:\d\d UTC/s, soon);
  await expect(replication.detail).toContainText(/Behind since\s*\d\d:\d\d:\d\d UTC/);
  await expect(replication.detail).toContainText(/Expected end\s*Not known: /);
  await expect(replication.detail).toContainText('A bound: true loss cannot exceed it');

  await test.step('once it goes on it drains, and then has caught up', async () => {
    await product.simulate('unstall', 'checkout', 'orders');
    await expect(replication.comingBack('caught-up').filter(ofOrders)).toContainText(
      /Caught up at \d\d:\d\d UTC.*at worst/s,
      minutes,
    );
    await expect(orders).toHaveAttribute('data-compliance', 'met', minutes);
  });
  expect(await page.locator('body').innerText()).not.toMatch(broken);
});

test('one action denied: which, where, since when, in which role, and the policy that allows it', async ({
  signIn,
  product,
  page,
  accounts,
  replication,
}) => {
  test.setTimeout(600_000);
  await signIn.signInAs('viewer', product);
  await product.simulate('deny', 'dynamodb:DescribeTable');
  await accounts.open();
  await expect(accounts.place(account, 'us-east-1')).toHaveAttribute('data-access', 'denied', minutes);
  await expect(accounts.summary).toContainText('1 denied');
  const allow = accounts.remedy('allow');
  await expect(allow).toContainText('Allow dynamodb:DescribeTable to arn:aws:iam::111122223333:role/antipode-reader');
  await expect(allow).toContainText(/since \d\d:\d\d:\d\d UTC/);
  const policy = JSON.parse(await allow.locator('pre').innerText());
  expect(policy.Statement).toEqual([
    { Sid: 'ReadTheFleet', Effect: 'Allow', Action: ['dynamodb:DescribeTable'], Resource: '*' },
  ]);
  await expect(accounts.source(`${account}/us-east-1/dynamodb`)).toContainText('Denied');
  await expectSound(page);

  await test.step('the page of links says that it may not look, and claims nothing of what it cannot see', async () => {
    await replication.open();
    await expect(page.getByTestId('denied')).toContainText('dynamodb:DescribeTable', soon);
    await expect(page.getByText(/We can’t say: \d+ of \d+ sources did not answer/)).toBeVisible(soon);
  });

  await test.step('allowed again, nothing is refused', async () => {
    await product.simulate('heal', 'access-denied', 'action=dynamodb:DescribeTable');
    await accounts.open();
    await expect(accounts.place(account, 'eu-central-1')).toHaveAttribute('data-access', 'answered', minutes);
    await expect(allow).toHaveCount(0, minutes);
  });
});

test('a region down: where users are still sent, since when, by whose word, and where they could go', async ({
  signIn,
  product,
  page,
  routing,
  replication,
}) => {
  test.setTimeout(600_000);
  await signIn.signInAs('viewer', product);
  await routing.open('checkout/web');
  await expect(routing.entryPoint('checkout/web')).toHaveAttribute('data-routing', 'expected', soon);
  await expect(routing.healthChecks.first()).toContainText('16 of 16 checkers pass', minutes);

  await product.simulate('fail', 'us-east-1');
  await expect(routing.entryPoint('checkout/web')).toHaveAttribute('data-routing', 'wrong', minutes);
  await expect(routing.summary).toContainText(/leads? where nobody serves/);
  await expect(routing.detail).toContainText('Still sends users to us-east-1, which is down for Checkout');
  await expect(routing.detail).toContainText(/Checkout is down since \d\d:\d\d:\d\d UTC/, soon);
  await expect(routing.detail).toContainText('Could go to us-west-2 (healthy)');
  await expect(routing.detail).toContainText('By hand: a routing control moves it');

  await test.step('what was read from the region before it failed keeps its age and claims nothing', async () => {
    await expect(routing.control('us-east-1')).toContainText('Unknown', minutes);
    await expect(page.getByTestId('source-notice').or(page.getByTestId('denied')).first()).toContainText(
      'us-east-1',
      soon,
    );
  });

  await test.step('no link from or to it is well, and none has a bound it does not have', async () => {
    await replication.open('?region=us-east-1');
    await expect(replication.link('checkout', 'orders', 'us-east-1', 'us-west-2')).toContainText(
      'if still taking writes',
      soon,
    );
    await expect(page.locator('tr[data-testid^="link-"][data-compliance="met"]')).toHaveCount(0, minutes);
  });

  await test.step('healed, users are sent where they are served', async () => {
    await product.simulate('heal', 'us-east-1');
    await routing.open('checkout/web');
    await expect(routing.entryPoint('checkout/web')).toHaveAttribute('data-routing', 'expected', minutes);
  });
});

test('on a phone none of the pages scrolls sideways, and each keeps its figures', async ({ signIn, product, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn.signInAs('viewer', product);
  for (const address of ['/replication', '/routing?row=storefront/web', '/accounts']) {
    await page.goto(address);
    await expect(page.locator('[data-row-id]').first()).toBeVisible(soon);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(overflow, { message: address }).toBeLessThanOrEqual(0);
  }
});
