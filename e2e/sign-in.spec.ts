import { expect, test } from './fixtures';
import { signInSomebody } from './two-people';

test('without a session every door is closed: pages lead to sign-in, data answers 401', async ({ page, request }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  for (const door of ['/api/fleet', '/api/stream', '/api/acknowledgements']) {
    expect((await request.get(door)).status(), door).toBe(401);
    const tricked = await request.get(door, {
      headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    });
    expect(tricked.status(), `${door} past the proxy`).toBe(401);
  }
  expect((await request.get('/api/livez')).status()).toBe(200);
});

test('a wrong password is refused without saying which part was wrong', async ({ page, signIn }) => {
  await page.goto('/sign-in');
  await signIn.fill('operator', 'not-the-password');
  await expect(page.getByRole('alert').filter({ hasText: 'Name or password is wrong.' })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('an operator acknowledges a finding and a viewer sees who did, but is offered no act', async ({
  signIn,
  overview,
  product,
  page,
  browser,
}) => {
  await signIn.signInAs('operator', product);
  const first = overview.finding('capacity-short').first();
  await expect(first).toBeVisible();
  // Others may come before it meanwhile: it is this one by its name, and pressed again where it began anew just then.
  const place = await first.getAttribute('id');
  const finding = page.locator(`[id="${place}"]`);
  await expect(async () => {
    const button = finding.getByRole('button', { name: 'Acknowledge' });
    if ((await button.count()) > 0) await button.click({ timeout: 5000 });
    await expect(finding).toContainText(/Acknowledged by operator/i, { timeout: 10_000 });
  }).toPass({ timeout: 90_000 });

  const { page: seen, close } = await signInSomebody(browser, product, 'viewer');
  await expect(seen.locator(`[id="${place}"]`)).toContainText(/Acknowledged by operator/i);
  await expect(seen.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await close();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});
