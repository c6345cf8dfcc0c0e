import { expect, fleetSpeed, test } from './fixtures';

/** Time for something to show up on the overview, in wall milliseconds. */
const soon = { timeout: 60_000 };

/** CloudWatch publishes a minute up to 90 s after its end and is asked once a minute: 210 s of the fleet's time. */
const lastPointsMs = 210_000 / fleetSpeed;

test.describe.configure({ mode: 'serial' });

test('the overview of a calm fleet answers where, how well and how sure, and says that it is simulated', async ({
  signIn,
  overview,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);

  await expect(overview.simulatedBand).toContainText('SIMULATED');
  for (const region of ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1']) {
    await expect(overview.region(region)).toHaveAttribute('data-health', 'healthy', soon);
  }
  for (const workload of ['checkout', 'storefront']) {
    await expect(overview.workload(workload)).toHaveAttribute('data-user-health', 'healthy', soon);
    await expect(overview.measured(workload)).toContainText(/\d/, soon);
    await expect(overview.atMost(workload)).toContainText(/\d/);
  }
  await expect(overview.finding('capacity-short').first()).toBeVisible(soon);
  await expect(overview.finding('alarm-in-wrong-region').first()).toBeVisible(soon);
  await expect(overview.finding('region-down')).toHaveCount(0);
  await expect(overview.consoleBand).toHaveCount(0);
  await expect(overview.freshnessBar).toContainText(/source/);
  await expect(overview.monthCosts).toContainText(/Costs of \w+ \d{4}/, soon);
  await expect(overview.monthCosts).toContainText(/\$[\d,]+\.\d\d( est\.)?, read \d+ \w+; AWS bills about a day late/);
  await expect(overview.monthCosts.getByRole('row').filter({ hasText: 'us-east-1' })).toContainText(/\$[\d,]+\.\d\d/);
  const [total = Number.NaN, ...lines] = cents(await overview.monthCosts.innerText());
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.reduce((sum, one) => sum + one, 0)).toBe(total);
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
});

test('a region that fails is named unreachable, then down by two vantages; its figures keep their dates; the rest goes on; healed, it recovers', async ({
  signIn,
  overview,
  product,
  page,
}) => {
  test.setTimeout(420_000);
  await signIn.signInAs('operator', product);
  await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'healthy', soon);
  await expect(overview.measured('checkout')).toContainText(/\d/, soon);

  // A machine too busy to probe in time counts as an outage of its own; the clock of this one must begin with the failure.
  await expect(overview.outage('checkout')).not.toHaveAttribute('data-outage', 'running', { timeout: 120_000 });

  await test.step('unreachable from here, before anything is called down', async () => {
    await product.simulate('fail', 'us-east-1');
    await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'unknown', soon);
    await expect(overview.regionRow('us-east-1')).toContainText(/unreachable from here/i, soon);
  });

  await test.step('down, once Route 53 fails it too', async () => {
    await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'down', soon);
    await expect(overview.finding('region-down').first()).toContainText('us-east-1', soon);
    await expect(overview.finding('region-down').first()).toContainText(/2 of 2 vantages/);
  });

  await test.step('the workloads hit are named, each by what its users get', async () => {
    await expect(overview.workload('checkout')).toHaveAttribute('data-user-health', 'down', soon);
    await expect(overview.workload('storefront')).toHaveAttribute('data-user-health', 'degraded', soon);
  });

  await test.step('the measured figure keeps its date while at most grows and the outage clock runs apart', async () => {
    await expect(overview.outage('checkout')).toHaveAttribute('data-outage', 'running', soon);
    await expect(overview.atMost('checkout')).toContainText('if still taking writes', soon);
    // Points of the last minutes before the failure are still being published: let them arrive.
    await page.waitForTimeout(lastPointsMs);
    const measured = await datedMeasure(overview.measured('checkout'));
    const before = {
      atMost: await seconds(overview.atMost('checkout')),
      outage: await seconds(overview.outage('checkout')),
    };
    await page.waitForTimeout(20_000);
    expect(await datedMeasure(overview.measured('checkout'))).toEqual(measured);
    // Both at one moment: they are compared, and go on meanwhile.
    const [atMost, outage] = await Promise.all([
      seconds(overview.atMost('checkout')),
      seconds(overview.outage('checkout')),
    ]);
    const after = { atMost, outage };
    expect(after.atMost - before.atMost).toBeGreaterThan(60);
    expect(after.outage - before.outage).toBeGreaterThan(60);
    expect(after.atMost).toBeGreaterThan(after.outage);
  });

  await test.step('nothing of the region is well, anywhere on the page', async () => {
    for (const claim of await overview.claimsToBeWell.all()) {
      expect(await claim.getAttribute('data-region')).not.toBe('us-east-1');
      expect(await claim.getAttribute('data-source')).not.toBe('us-east-1');
      expect(await claim.getAttribute('data-target')).not.toBe('us-east-1');
    }
    await expect(overview.cell('checkout', 'us-east-1')).toHaveAttribute('data-health', 'down');
    await expect(overview.cell('storefront', 'us-east-1')).toHaveAttribute('data-health', 'down');
  });

  await test.step('the other regions are healthy and go on updating', async () => {
    for (const region of ['eu-central-1', 'ap-southeast-1', 'eu-west-1']) {
      await expect(overview.region(region)).toHaveAttribute('data-health', 'healthy');
    }
    // Users of Media are sent to us-west-2, where its database takes no writes: there, and only there, it is degraded.
    await expect(overview.region('us-west-2')).toHaveAttribute('data-health', /healthy|degraded/);
    for (const workload of ['checkout', 'storefront']) {
      await expect(overview.cell(workload, 'us-west-2')).toHaveAttribute('data-health', 'healthy');
    }
    const cell = overview.cell('storefront', 'eu-central-1');
    const first = await cell.innerText();
    await expect.poll(() => cell.innerText(), { timeout: 60_000 }).not.toBe(first);
    await expect(cell).toHaveAttribute('data-health', 'healthy');
  });

  await test.step('healed, the recovery is seen and the outage keeps its length', async () => {
    await product.simulate('heal', 'us-east-1');
    await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'healthy', { timeout: 120_000 });
    await expect(overview.workload('checkout')).toHaveAttribute('data-user-health', 'healthy', { timeout: 120_000 });
    await expect(overview.workload('storefront')).toHaveAttribute('data-user-health', 'healthy', { timeout: 120_000 });
    await expect(overview.outage('checkout')).toHaveAttribute('data-outage', 'ended', { timeout: 120_000 });
    await expect(overview.finding('region-down')).toHaveCount(0, soon);
  });
});

test('while the engine is stopped pages serve, nothing stays well and a band says since when; back, it carries on', async ({
  signIn,
  overview,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  await expect(overview.region('eu-central-1')).toHaveAttribute('data-health', 'healthy', soon);
  const engine = (await product.programs()).get('engine');
  if (engine === undefined) throw new Error('The engine is not running.');

  process.kill(engine, 'SIGSTOP');
  try {
    await expect(overview.consoleBand).toContainText(/has not polled since \d\d:\d\d/, soon);
    await expect(overview.claimsToBeWell).toHaveCount(0, soon);
    await overview.open();
    await expect(overview.consoleBand).toContainText('Do not rely on this page');
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  await expect(overview.consoleBand).toHaveCount(0, soon);

  process.kill(engine, 'SIGKILL');
  await expect.poll(async () => (await product.programs()).get('engine'), soon).not.toBe(engine);
  await expect(overview.region('eu-central-1')).toHaveAttribute('data-health', 'healthy', { timeout: 120_000 });
  await expect(overview.consoleBand).toHaveCount(0, soon);
});

type Figure = import('@playwright/test').Locator;

/** Every amount in US dollars of a text, in cents. */
function cents(text: string): readonly number[] {
  return [...text.matchAll(/(-?)\$([\d,]+)\.(\d\d)/g)].map(([, sign, dollars = '', fraction = '']) =>
    Number(`${sign}${dollars.replaceAll(',', '')}${fraction}`),
  );
}

/** The measured figure with its date, without the age that counts on. */
async function datedMeasure(figure: Figure): Promise<{ value: string | null; at: string | null }> {
  return { value: await figure.getAttribute('data-seconds'), at: await figure.getAttribute('data-measured-at') };
}

/** A duration as the page shows it, read from the figure behind it. */
async function seconds(figure: Figure): Promise<number> {
  const value = Number(await figure.getAttribute('data-seconds'));
  if (!Number.isFinite(value) || value <= 0) throw new Error(`No figure: ${await figure.innerText()}`);
  return value;
}
