import type { Page } from '@playwright/test';
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
  await expect(overview.monthCosts).toContainText(/, read \d+ \w+; AWS bills about a day late/);
  await test.step('what the month costs adds up, or is not known while nothing of it is billed', async () => {
    const told = await overview.monthCosts.innerText();
    if (told.includes('is billed yet')) {
      expect(cents(told)).toEqual([]);
      // The fleet may be some minutes ahead, and AWS is about a day late.
      expect([1, 2]).toContain(new Date(Date.now() + 3_600_000).getUTCDate());
      return;
    }
    expect(told).toMatch(/\$[\d,]+\.\d\d( est\.)?, read/);
    await expect(overview.monthCosts.getByRole('row').filter({ hasText: 'us-east-1' })).toContainText(/\$[\d,]+\.\d\d/);
    const [total = Number.NaN, ...lines] = cents(told);
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.reduce((sum, one) => sum + one, 0)).toBe(total);
  });
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
});

test('a region that fails is named unreachable, then down by two vantages; its figures keep their dates; the rest goes on; healed, it recovers', async ({
  signIn,
  overview,
  product,
  page,
}) => {
  test.setTimeout(900_000);
  await signIn.signInAs('operator', product);

  const untilCalm = async () => {
    await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'healthy', { timeout: 120_000 });
    await expect(overview.measured('checkout')).toContainText(/\d/, soon);
    // A machine too busy to probe in time counts as an outage of its own; the clock of this one must begin with the failure.
    await expect(overview.outage('checkout')).not.toHaveAttribute('data-outage', 'running', { timeout: 120_000 });
  };
  await untilCalm();

  await test.step('unreachable from here, before anything is called down; down, once Route 53 fails it too', async () => {
    for (let attempt = 1; ; attempt += 1) {
      const seen = await watchRegion(page, 'us-east-1');
      await product.simulate('fail', 'us-east-1');
      await expect(overview.region('us-east-1')).toHaveAttribute('data-health', 'down', soon);
      const states = await seen();
      const unreachable = states.indexOf('unknown, unreachable from here');
      const down = states.findIndex((state) => state.startsWith('down'));
      if (unreachable >= 0 && unreachable < down) break;
      // A machine that stands still for as long as Route 53 needs hears of both vantages at once: it fails once more then.
      if (attempt === 3) throw new Error(`Not called unreachable before it was down: ${states.join(' → ')}`);
      await product.simulate('heal', 'us-east-1');
      await untilCalm();
    }
  });

  await test.step('the finding says by how many vantages', async () => {
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
    // On a busy machine one may be read later still, and a page be drawn late: then both are looked at once more.
    await expect(async () => {
      const before = await readFigures(page, 'checkout');
      await page.waitForTimeout(20_000);
      const after = await readFigures(page, 'checkout');
      expect(after.measured).toEqual(before.measured);
      expect(after.atMost - before.atMost).toBeGreaterThan(60);
      expect(after.outage - before.outage).toBeGreaterThan(60);
      expect(after.atMost).toBeGreaterThan(after.outage);
    }).toPass({ timeout: 120_000 });
  });

  await test.step('nothing of the region is well, anywhere on the page', async () => {
    const claimsOf = (region: string) =>
      overview.claimsToBeWell.evaluateAll(
        (all, of) =>
          all
            .filter((one) =>
              ['data-region', 'data-source', 'data-target'].some((name) => one.getAttribute(name) === of),
            )
            .map((one) => one.textContent),
        region,
      );
    await expect.poll(() => claimsOf('us-east-1')).toEqual([]);
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

/** Every amount in US dollars of a text, in cents. */
function cents(text: string): readonly number[] {
  return [...text.matchAll(/(-?)\$([\d,]+)\.(\d\d)/g)].map(([, sign, dollars = '', fraction = '']) =>
    Number(`${sign}${dollars.replaceAll(',', '')}${fraction}`),
  );
}

/**
 * Watches what the page says of a region, so that nothing is missed, however short it is said. Answers how to read it: its
 * states one after the other, each with whether it is called unreachable from here.
 */
async function watchRegion(page: Page, code: string): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((region) => {
    const seen: string[] = [];
    const part = (name: string) => document.querySelector(`[data-testid="${name}-${region}"]`);
    const look = () => {
      const isDark = /unreachable from here/i.test(part('region-row')?.textContent ?? '');
      const state = `${part('region')?.getAttribute('data-health')}${isDark ? ', unreachable from here' : ''}`;
      if (seen.at(-1) !== state) seen.push(state);
    };
    new MutationObserver(look).observe(document.body, {
      ...{ attributes: true, characterData: true },
      ...{ childList: true, subtree: true },
    });
    Object.assign(window, { seenOfRegion: seen });
  }, code);
  return () => page.evaluate(() => (window as unknown as { seenOfRegion: readonly string[] }).seenOfRegion);
}

interface ShownFigures {
  /** With its date, without the age that counts on. */
  readonly measured: { readonly value: string | null; readonly at: string | null };
  readonly atMost: number;
  readonly outage: number;
}

/** What the page shows at one moment, in seconds: figures that are compared go on meanwhile. */
function readFigures(page: Page, workload: string): Promise<ShownFigures> {
  return page.evaluate((id) => {
    const read = (testId: string, name: string) =>
      document.querySelector(`[data-testid="${testId}-${id}"]`)?.getAttribute(name) ?? null;
    const seconds = (testId: string) => {
      const value = Number(read(testId, 'data-seconds'));
      if (!Number.isFinite(value) || value <= 0) throw new Error(`No figure: ${testId}`);
      return value;
    };
    return {
      measured: { value: read('rpo-measured', 'data-seconds'), at: read('rpo-measured', 'data-measured-at') },
      atMost: seconds('rpo-at-most'),
      outage: seconds('outage'),
    };
  }, workload);
}
