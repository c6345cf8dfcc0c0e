import { expect, test } from '@playwright/test';
import type { Execution } from '@/lib/domain/recovery/execution';
import { type RunningConsole, startConsole } from './running-console';
import { FleetTruth } from './truth';
import { type Somebody, signInSomebody } from './two-people';

/**
 * Every workload of the default fleet leaves a dead region and comes home, by two people in browsers. Copies of its
 * databases are built anew in minutes; a region is well for half an hour of the fleet's time before anything returns.
 */
const environment = { ANTIPODE_SIMULATOR_TRUTH: 'on', ANTIPODE_SIMULATOR_FLEET: 'default-quick' } as const;
const speed = 8;
const minute = 60_000;
const soon = minute;

interface Trip {
  readonly workload: string;
  readonly leaves: string;
  /** Who takes over; `best` takes what the console ranks first. */
  readonly to: string | 'best';
  /** What is pressed. */
  readonly act: 'Activate' | 'Deactivate';
}

const trips: readonly Trip[] = [
  { workload: 'checkout', leaves: 'us-east-1', to: 'us-west-2', act: 'Activate' },
  { workload: 'storefront', leaves: 'us-east-1', to: 'best', act: 'Deactivate' },
  { workload: 'catalog', leaves: 'us-east-1', to: 'best', act: 'Deactivate' },
  { workload: 'media', leaves: 'us-east-1', to: 'us-west-2', act: 'Activate' },
];

test.use({ actionTimeout: soon });

for (const trip of trips) {
  test(`${trip.workload} leaves ${trip.leaves} when it is dead, and comes home when it is well`, async ({
    browser,
  }) => {
    test.setTimeout(25 * minute);
    const product = await startConsole({ speed, environment });
    try {
      const operator = await signInSomebody(browser, product, 'operator');
      const approver = await signInSomebody(browser, product, 'approver');
      await leave(product, operator, approver, trip);
      await product.simulate('heal', trip.leaves);
      await comeHome(product, operator, approver, trip);
    } finally {
      await product.stop();
    }
  });
}

async function leave(product: RunningConsole, operator: Somebody, approver: Somebody, trip: Trip): Promise<void> {
  const { workload, leaves, act } = trip;
  await operator.start.open({ workload, source: leaves });
  await expect(operator.page.locator('[data-testid^="target-"]').first()).toBeVisible({ timeout: soon });
  await product.simulate('fail', leaves);
  await expect(operator.start.advice).toHaveAttribute('data-advice', 'move', { timeout: 5 * minute });
  const target = await chooseOpen(operator, trip.to);
  await operator.start.acknowledgeAll();
  await operator.start.giveReason(`${leaves} is dead`);
  const region = act === 'Activate' ? target : leaves;
  await operator.start.typeRegion(region);
  const id = await operator.start.press(`${act} ${region}`);
  expect(await seeThrough(operator, approver, id)).toMatch(/^completed/);
}

/** Chooses the first way that nothing stands in. */
async function chooseOpen({ page, start }: Somebody, wanted: string): Promise<string> {
  const open = page.locator(
    `[data-testid^="target-${wanted === 'best' ? '' : wanted}"][data-testid$="-ungraceful"][data-hard="0"][data-overridable="0"]`,
  );
  await expect(open.first()).toBeVisible({ timeout: 5 * minute });
  const name = (await open.first().getAttribute('data-testid')) ?? '';
  const target = name.replace(/^target-/, '').replace(/-ungraceful$/, '');
  await start.choose(target, 'ungraceful');
  return target;
}

async function comeHome(product: RunningConsole, operator: Somebody, approver: Somebody, trip: Trip): Promise<void> {
  const { workload } = trip;
  await operator.page.goto('/recovery');
  const away = operator.page.getByTestId(`away-${workload}`);
  await expect(away).toBeVisible({ timeout: soon });
  await away.getByRole('link', { name: /^Look at the way home/ }).click();
  const way = operator.page.locator('[data-testid^="target-"][data-testid$="-graceful"]').first();
  await expect(way).toBeVisible({ timeout: soon });
  // Time clears most of what stands in the way; the rest a person answers for.
  await expect(way).toHaveAttribute('data-hard', '0', { timeout: 12 * minute });
  await approver.page.goto(operator.page.url());
  await expect(async () => {
    const standing = await operator.page
      .locator('[data-testid^="blocker-"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-testid')));
    expect(standing.filter((name) => !/left-behind-not-reviewed|residue-open|anti-flap/.test(name ?? ''))).toEqual([]);
  }).toPass({ timeout: 12 * minute });
  for (const blocker of await operator.page.locator('[data-testid^="blocker-"]').getByRole('textbox').all()) {
    await blocker.fill('It was looked at');
  }
  const button = operator.page
    .getByTestId('start-form')
    .getByRole('button', { name: /^(Return|Activate|Deactivate|Bring)/ });
  const words = (await button.first().textContent())?.trim() ?? '';
  await operator.start.giveReason('It is well again');
  const label = await operator.page.getByLabel(/^Type .* to confirm$/).first();
  const region = /Type (\S+) to confirm/.exec(
    await label.evaluate((box) => (box as HTMLInputElement).labels?.[0]?.textContent ?? ''),
  )?.[1];
  if (region !== undefined) await operator.start.typeRegion(region);
  const id = await operator.start.press(words);
  expect(await seeThrough(operator, approver, id)).toMatch(/^completed/);
  const truth = await new FleetTruth(product).now();
  const users = truth.users.find((each) => each.workload === workload);
  expect(users?.servedShare).toBeGreaterThan(0.95);
  await operator.page.goto('/recovery');
  await expect(operator.page.getByTestId(`away-${workload}`)).toHaveCount(0, { timeout: soon });
}

/** Does what people are asked for until the run has ended. */
async function seeThrough(operator: Somebody, approver: Somebody, id: string): Promise<Execution['state']> {
  for (const until = Date.now() + 15 * minute; Date.now() < until; ) {
    const answer = await operator.page.request.get(`/api/v1/executions/${encodeURIComponent(id)}`);
    const { execution } = (await answer.json()) as { execution: Execution };
    if (execution.endedAt !== 'not-yet') return execution.state;
    const asks = execution.steps.find(({ state }) => state === 'waiting')?.waitsFor;
    if (execution.state === 'paused-by-failed-step') {
      throw new Error(
        JSON.stringify(execution.steps.filter(({ state }) => state === 'failed' || state === 'in-doubt')),
      );
    }
    if (asks === 'approve') {
      await approver.run.open(id);
      await approver.run.approveButton.click();
    } else if (asks === 'acknowledge-risk') {
      await operator.run.open(id);
      await operator.run.act('acknowledge-risk', 'Accept the risk of two writers', 'The region is dead');
    } else if (asks === 'task-done') {
      await operator.run.open(id);
      await operator.run.act('task-done', 'It is done', 'Done by hand');
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  throw new Error('The run has not ended.');
}
