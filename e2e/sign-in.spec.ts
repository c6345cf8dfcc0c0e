import { expect, test } from './fixtures';

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
  const finding = overview.finding('capacity-short').first();
  await finding.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(finding).toContainText(/Acknowledged by operator/i);

  const context = await browser.newContext({ baseURL: product.url });
  const viewer = await context.newPage();
  await viewer.goto('/sign-in');
  await viewer.getByLabel('Name').fill('viewer');
  await viewer.getByLabel('Password').fill(await product.passwordOf('viewer'));
  await viewer.getByRole('button', { name: 'Sign in' }).click();
  await expect(viewer.getByTestId('finding-capacity-short').first()).toContainText(/Acknowledged by operator/i);
  await expect(viewer.getByRole('button', { name: 'Acknowledge' })).toHaveCount(0);
  await context.close();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});
