import { expect, test } from './fixtures';

test.use({ world: 'five-questions' });

/** Time for something to show up on the overview, in wall milliseconds. */
const soon = { timeout: 60_000 };

test('with a region lost the overview alone says what is wrong, where, since when, how sure, and what can be done', async ({
  signIn,
  overview,
  product,
  page,
}) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn.signInAs('operator', product);
  await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'healthy', soon);
  await product.simulate('fail', 'us-east-1');
  const lost = overview.finding('region-down').filter({ hasText: 'us-east-1' }).first();

  await test.step('what is wrong: the headline names it, with the counts beside it and unknown among them', async () => {
    await expect(overview.headline).toContainText(/us-east-1/, soon);
    await expect(overview.headline).toContainText(/Checkout.*down/, soon);
    await expect(overview.counts).toContainText(/\d+ down.*\d+ degraded.*\d+ unknown.*\d+ healthy/s);
    await expect(overview.headline).toBeInViewport();
  });

  await test.step('where: on the map, in the matrix and in the list, the region and nothing else', async () => {
    await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'down', soon);
    await expect(overview.region('us-east-1')).toBeInViewport();
    await expect(overview.region('us-east-1')).toContainText('Down');
    await expect(overview.cell('checkout', 'us-east-1')).toHaveAttribute('data-health', 'down', soon);
    for (const code of ['eu-central-1', 'ap-southeast-1', 'eu-west-1']) {
      await expect(overview.region(code)).toHaveAttribute('data-health', 'healthy');
    }
  });

  await test.step('since when: a moment in UTC at the finding, and the outage on a clock of its own', async () => {
    await expect(lost).toContainText(/since \d\d:\d\d(:\d\d)? UTC/, soon);
    await expect(lost).toBeInViewport();
    await expect(overview.outage('checkout')).toHaveAttribute('data-outage', 'running', soon);
    await expect(overview.outage('checkout')).toContainText(/since \d\d:\d\d:\d\d UTC/);
  });

  await test.step('how sure: how many vantages say so, what each says, and how old the newest data is', async () => {
    await expect(lost).toContainText(/\d of \d vantages fail/);
    await expect(overview.regionRow('us-east-1')).toContainText(/Console probe: .*fail/);
    await expect(overview.regionRow('us-east-1')).toContainText(/Route 53 check: .*fail/);
    await expect(overview.regionRow('us-east-1')).toContainText(/\d+ (s|m) ago/);
    await lost.getByText('Evidence and how it clears').click();
    await expect(lost).toContainText(/clears when/i);
  });

  await test.step('what can be done: one link leads to the moves out of the region, with what would be lost', async () => {
    await lost.getByRole('link', { name: /^Look at moves out of us-east-1/ }).click();
    await expect(page).toHaveURL(/\/recovery/);
    await expect(page.locator('main:visible')).toContainText('us-east-1', soon);
  });
});
