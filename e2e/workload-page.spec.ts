import { expect, test } from './fixtures';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

test.use({ world: 'workload-page' });
test.describe.configure({ mode: 'serial' });

test('the page of a calm workload shows its figures, who serves it and by which records', async ({
  signIn,
  workload,
  region,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  await page.getByRole('link', { name: 'Checkout', exact: true }).click();

  await expect(workload.simulatedBand).toContainText('SIMULATED');
  await expect(workload.userHealth).toHaveAttribute('data-health', 'healthy', soon);
  await expect(workload.signals('us-east-1')).toContainText(/\d req\/s/, { timeout: 90_000 });
  await expect(workload.signals('us-west-2')).toContainText(/\d of \d/, soon);
  await expect(workload.objective('region-loss')).toContainText('1 m');
  const orders = workload.link('orders', 'us-east-1', 'us-west-2', 'checkout');
  await expect(orders).toContainText(/\d s at \d\d:\d\d UTC/, { timeout: 90_000 });
  await expect(workload.entryPoint('web')).toContainText('Route 53 answers us-east-1', soon);
  await expect(workload.entryPoint('web')).toContainText('failover, primary', soon);
  await expect(workload.entryPoint('web')).toContainText('failover, secondary');
  await expect(workload.history).toBeVisible(soon);
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);

  await test.step('its region has a page of its own', async () => {
    await page.getByRole('link', { name: 'us-east-1', exact: true }).first().click();
    await expect(region.title).toHaveAttribute('data-health', 'healthy', soon);
    await expect(page.locator('main:visible')).toContainText(
      /Primary of the fleet\..*VPC range 10\.20\.0\.0\/16\. Databases db\./,
    );
    await expect(region.endpoint('checkout')).toContainText(/\d req\/s/, soon);
    await expect(region.panel('Alarms')).toContainText('checkout-primary-replication-lag', soon);
    await expect(region.panel('AWS Health')).toContainText(/No event/, soon);
    await expect(region.panel('Resources known here')).toContainText('checkout-use1', soon);
    await expect(region.panel('Sources')).toContainText(/Answered.*s ago/s, soon);
    expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
  });
});

test('a recovery-point marker makes an objective of one minute provable now; without one the finding proposes it', async ({
  signIn,
  workload,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  await workload.open('checkout');
  const orders = workload.link('orders', 'us-east-1', 'us-west-2', 'checkout');
  await expect(orders).toContainText('recovery-point marker', soon);
  await expect(orders).toContainText(/Met, \d+(\.\d+)? s of 1 m/, soon);
  await expect(workload.objective('region-loss')).toHaveAttribute('data-compliance', 'met');
  await expect(workload.objective('region-loss')).not.toContainText('not provable now');
  await expect(workload.finding('objective-shorter-than-evidence')).toHaveCount(0);

  await workload.open('storefront');
  await expect(workload.objective('region-loss')).toContainText('not provable now', soon);
  await expect(workload.finding('objective-shorter-than-evidence')).toContainText(/marker: on/, soon);
});

test('an id the fleet does not have is not found, within the frame', async ({ signIn, product, page }) => {
  await signIn.signInAs('viewer', product);
  for (const address of ['/workloads/nothing', '/regions/mars-north-1', '/workloads/%3Cscript%3E']) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'The fleet has no such workload or region' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Antipode' })).toBeVisible();
  }
});

test('when its region fails the page says that the workload is down, since when, and what is still not known', async ({
  signIn,
  workload,
  product,
}) => {
  test.setTimeout(300_000);
  await signIn.signInAs('operator', product);
  await workload.open('checkout');
  await expect(workload.userHealth).toHaveAttribute('data-health', 'healthy', soon);
  await expect(workload.entryPoint('web')).toContainText('failover, primary', soon);

  await product.simulate('fail', 'us-east-1');
  await expect(workload.userHealth).toHaveAttribute('data-health', 'down', { timeout: 120_000 });
  await expect(workload.title).toContainText('down');
  await expect(workload.userHealth).toContainText('us-east-1, the only region that serves, is down');
  await expect(workload.outage('checkout')).toHaveAttribute('data-outage', 'running', soon);
  await expect(workload.protection).toHaveAttribute('data-protection', 'unprotected', soon);
  await expect(workload.finding('region-down').first()).toContainText('us-east-1', soon);
  await expect(workload.signals('us-east-1')).toHaveAttribute('data-health', 'down');
  await expect(workload.signals('us-west-2')).toHaveAttribute('data-health', 'healthy');
  const orders = workload.link('orders', 'us-east-1', 'us-west-2', 'checkout');
  await expect(orders).toContainText('if still taking writes', soon);
  await expect(orders).not.toHaveAttribute('data-compliance', 'met');

  await test.step('healed, users are served again', async () => {
    await product.simulate('heal', 'us-east-1');
    await expect(workload.userHealth).toHaveAttribute('data-health', 'healthy', { timeout: 120_000 });
  });
});
