import { expect, highestSpeed, test } from './fixtures';
import { DrillsPage } from './pages/drills-page';
import { StartPage } from './pages/start-page';
import { signInSomebody } from './two-people';

test.use({ speed: highestSpeed, world: 'drills-page' });

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

test('the button of a drill wants the region typed, says what it does to users, and “End the drill” heals the fault', async ({
  page,
  signIn,
  product,
  browser,
}) => {
  test.setTimeout(480_000);
  await signIn.signInAs('operator', product);
  const start = new StartPage(page);
  await start.open({ workload: 'checkout', source: 'us-east-1', mode: 'graceful' });
  await start.waitUntilOpen('us-west-2', 'graceful', 3 * soon.timeout);
  await page.goto('/recovery');
  await page.getByRole('link', { name: 'Drills', exact: true }).click();
  const drills = new DrillsPage(page);
  await expect(drills.underWay).toContainText('No region is being drilled');
  const form = await drills.look('us-east-1');
  await expect(form).toContainText('users of the simulated fleet that it serves are really without service');
  await expect(drills.button).toBeDisabled();
  await drills.give('us-east-1', 'us-west-2', 'A look at the button');
  await expect(drills.button).toBeDisabled();
  await drills.begin('us-east-1', 'A look at the button', 150_000);
  expect(await product.simulate('status')).toContain('failing since');
  await expect(drills.noDrill).toContainText('one drill at a time');

  const viewer = await signInSomebody(browser, product, 'viewer');
  const seen = new DrillsPage(viewer.page);
  await seen.open();
  await expect(seen.underWay).toContainText('A look at the button');
  await expect(seen.underWay.getByRole('button')).toHaveCount(0);
  await viewer.close();

  await drills.end('Seen enough');
  await expect(drills.underWay).toContainText('No region is being drilled', soon);
  await expect(drills.ended).toContainText('Not proven');
  await expect(drills.ended).toContainText('Ended by operator: Seen enough.');
  expect(await product.simulate('status')).not.toContain('failing since');
  await expect(drills.offer('us-east-1')).toBeVisible();
});
