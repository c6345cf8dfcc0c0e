import { expect, test } from './fixtures';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

test.use({ world: 'region-signals' });
test.describe.configure({ mode: 'serial' });

test('a region’s page fetches the golden signals of every service there while somebody looks', async ({
  signIn,
  region,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  await region.open('us-east-1');
  await expect(region.title).toHaveAttribute('data-health', 'healthy', soon);

  await test.step('each service has its own, and what it does not publish is said', async () => {
    await expect(region.signal('application-load-balancer', 'checkout-use1', 'traffic')).toContainText(/\d \/s/, soon);
    await expect(region.signal('application-load-balancer', 'checkout-use1', 'latency')).toContainText(/\d ms/);
    await expect(region.signal('application-load-balancer', 'checkout-use1', 'errors')).toContainText(/\d %/);
    await expect(region.signal('api-gateway', 'checkout-partners', 'latency')).toContainText(/\d ms/);
    await expect(region.signal('lambda', 'checkout-notify-use1', 'traffic')).toContainText(/\d \/s/);
    await expect(region.signal('lambda', 'checkout-smoke-test-use1', 'traffic')).toContainText('no point');
    await expect(region.signal('queue', 'checkout-events', 'errors')).toContainText('not published');
    await expect(region.signal('aurora', 'checkout-use1', 'latency')).toContainText(/\d ms/);
    await expect(region.signal('dynamodb', 'user-sessions', 'traffic')).toContainText(/\d \/s/, soon);
    await expect(region.signal('elasticache', 'storefront-cache-use1', 'saturation')).toContainText(/\d %/, soon);
    await expect(region.signal('cloudfront', 'E1STOREFRONT01', 'traffic')).toContainText(/\d \/s/, soon);
    await expect(region.signal('rds', 'media-index-use1', 'saturation')).toContainText(/\d %/, soon);
  });

  await test.step('charts open beside the row, with their table and their page in the AWS console', async () => {
    const charts = await region.openCharts('application-load-balancer', 'checkout-use1');
    await expect(charts.getByRole('img', { name: /^Latency: TargetResponseTime p95/ })).toBeVisible();
    await expect(charts.getByTestId('source-link').first()).toHaveAttribute(
      'href',
      /us-east-1\.console\.aws\.amazon\.com/,
    );
    await charts.getByText('Figures as a table').first().click();
    await expect(charts.getByRole('table').first()).toContainText(/\d ms/);
    await expect(page).toHaveURL(/charts=/);
  });

  await test.step('what users feel is told by continent, and the ways by who measured them', async () => {
    await expect(region.felt('Europe')).toContainText(/\d ms, worst/, soon);
    await expect(region.felt('Europe')).toContainText('all 2 checkers get an answer', soon);
    await expect(region.felt('Africa')).toContainText('No checker of Route 53 stands in Africa.');
    await expect(region.way('eu-west-1')).toContainText(/≈ \d+ ms/, soon);
    // No checkers stand in Frankfurt: from there only replication tells, and it says so.
    await expect(region.way('eu-central-1')).toContainText(/copies user-sessions in/, soon);
  });

  await test.step('another range is fetched for itself', async () => {
    await page.getByRole('button', { name: /^Time range/ }).click();
    await page.getByRole('button', { name: '24 hours', exact: true }).click();
    await expect(page).toHaveURL(/range=24h/);
    await expect(page.getByTestId('signal-detail')).toContainText('each 5 m', soon);
  });
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
});

test('with the region lost nothing fetched on demand reads as of now, and the page says why', async ({
  signIn,
  region,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  await region.open('us-east-1');
  const traffic = region.signal('application-load-balancer', 'checkout-use1', 'traffic');
  await expect(traffic).toHaveAttribute('data-reading', 'current', soon);
  await product.simulate('fail', 'us-east-1');

  await expect(traffic).toHaveAttribute('data-reading', 'old', { timeout: 120_000 });
  await expect(page.locator('td[data-reading="current"]')).toHaveCount(0, { timeout: 120_000 });
  await expect(page.locator('td[data-felt="known"]')).toHaveCount(0, { timeout: 120_000 });
  await expect(traffic).toContainText(/\(\d.* \/s\)/);
  const charts = await region.openCharts('application-load-balancer', 'checkout-use1');
  await expect(charts).toContainText(/us-east-1.*did not answer|not asked|timed out|unreachable/i, soon);

  await test.step('another region is fetched as ever', async () => {
    await region.open('us-west-2');
    await expect(region.signal('aurora', 'checkout-usw2', 'saturation')).toHaveAttribute(
      'data-reading',
      'current',
      soon,
    );
  });
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);

  await test.step('healed, it is fetched again', async () => {
    await product.simulate('heal', 'us-east-1');
    await region.open('us-east-1');
    await expect(traffic).toHaveAttribute('data-reading', 'current', { timeout: 120_000 });
    await expect(region.title).toHaveAttribute('data-health', 'healthy', { timeout: 120_000 });
  });
});
