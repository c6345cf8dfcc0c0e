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
  /** What the console says once the region is dead; without users nobody can tell. */
  readonly advice?: 'cannot-say';
  /** Where nobody else is asked, only an approver goes on in spite of a gate. */
  readonly begunBy?: 'approver';
  /** Gates that a person answers for on the way out, and those of the way home besides what every return asks. */
  readonly inSpiteOf?: RegExp;
  readonly homeInSpiteOf?: RegExp;
}

/** What every return asks: what was left behind, and that it is no flap. */
const everyReturn = /left-behind-not-reviewed|residue-open|anti-flap/;

const trips: readonly Trip[] = [
  { workload: 'checkout', leaves: 'us-east-1', to: 'us-west-2', act: 'Activate' },
  { workload: 'storefront', leaves: 'us-east-1', to: 'best', act: 'Deactivate' },
  { workload: 'catalog', leaves: 'us-east-1', to: 'best', act: 'Deactivate' },
  // Its objects are copied one way: what was written away is a person's to bring back.
  {
    workload: 'media',
    leaves: 'us-east-1',
    to: 'us-west-2',
    act: 'Activate',
    begunBy: 'approver',
    homeInSpiteOf: /not-copied-back/,
  },
  // Its users are moved, and the shard without a lawful copy is left behind by name.
  {
    workload: 'eu-accounts',
    leaves: 'eu-central-1',
    to: 'eu-west-1',
    act: 'Activate',
    inSpiteOf: /store-left-behind/,
  },
  {
    workload: 'archive',
    leaves: 'us-east-1',
    to: 'us-west-2',
    act: 'Activate',
    advice: 'cannot-say',
    begunBy: 'approver',
    inSpiteOf: /source-unknown|loss-unknown/,
    homeInSpiteOf: /source-not-healthy|not-copied-back/,
  },
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
      const begins = trip.begunBy === 'approver' ? approver : operator;
      const out = await leave(product, begins, approver, trip);
      await product.simulate('heal', trip.leaves);
      await comeHome(product, begins, approver, trip);
      await settleWhatIsLeft(operator, out);
    } finally {
      await product.stop();
    }
  });
}

/** Gives the id of the run. */
async function leave(product: RunningConsole, operator: Somebody, approver: Somebody, trip: Trip): Promise<string> {
  const { workload, leaves, act } = trip;
  await operator.start.open({ workload, source: leaves });
  await expect(operator.page.locator('[data-testid^="target-"]').first()).toBeVisible({ timeout: soon });
  // A console that has only begun to look knows of no copies, and would ask for a reason for each.
  await expect(operator.page.getByText(/has been discovered anywhere yet|cannot be read now/)).toHaveCount(0, {
    timeout: 5 * minute,
  });
  await product.simulate('fail', leaves);
  await expect(operator.start.advice).toHaveAttribute('data-advice', trip.advice ?? 'move', { timeout: 5 * minute });
  const target = await chooseOpen(operator, trip);
  await answerFor(operator, trip.inSpiteOf ?? /^$/);
  await operator.start.acknowledgeAll();
  await operator.start.giveReason(`${leaves} is dead`);
  const region = act === 'Activate' ? target : leaves;
  await operator.start.typeRegion(region);
  const id = await operator.start.press(`${act} ${region}`);
  expect(await seeThrough(operator, approver, id)).toMatch(/^completed/);
  return id;
}

/** Chooses the first way that nothing stands in, or nothing but what a person may answer for. */
async function chooseOpen({ page, start }: Somebody, { to, inSpiteOf }: Trip): Promise<string> {
  const clear = inSpiteOf === undefined ? '[data-overridable="0"]' : '';
  const open = page.locator(
    `[data-testid^="target-${to === 'best' ? '' : to}"][data-testid$="-ungraceful"][data-hard="0"]${clear}`,
  );
  await expect(open.first()).toBeVisible({ timeout: 5 * minute });
  const name = (await open.first().getAttribute('data-testid')) ?? '';
  const target = name.replace(/^target-/, '').replace(/-ungraceful$/, '');
  await start.choose(target, 'ungraceful');
  return target;
}

/** Waits until nothing else stands in the way than what is expected, and gives a reason for each of that. */
async function answerFor({ page }: Somebody, expected: RegExp): Promise<void> {
  // The form comes after the decision.
  await expect(page.getByTestId('start-form')).toBeVisible({ timeout: soon });
  await expect(async () => {
    const standing = await page
      .locator('[data-testid^="blocker-"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-testid')));
    expect(standing.filter((name) => !expected.test(name ?? ''))).toEqual([]);
  }).toPass({ timeout: 12 * minute });
  for (const blocker of await page.locator('[data-testid^="blocker-"]').getByRole('textbox').all()) {
    await blocker.fill('It was looked at');
  }
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
  const { homeInSpiteOf } = trip;
  await answerFor(
    operator,
    homeInSpiteOf === undefined ? everyReturn : new RegExp(`${everyReturn.source}|${homeInSpiteOf.source}`),
  );
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
  if (users !== undefined) expect(users.servedShare).toBeGreaterThan(0.95);
  await operator.page.goto('/recovery');
  await expect(operator.page.getByTestId(`away-${workload}`)).toHaveCount(0, { timeout: soon });
}

/** Everything that was changed is as before, or somebody takes it over by name: then nothing is left to be done. */
async function settleWhatIsLeft({ page }: Somebody, id: string): Promise<void> {
  await page.goto('/recovery');
  const left = page.getByTestId(`residue-of-${id}`);
  await expect(left).toBeVisible({ timeout: soon });
  const open = left.locator('li[data-state="open"], li[data-state="unknown"]');
  // What is read again clears by itself; what nobody reads does not.
  await expect(open.filter({ hasNotText: 'not read by the console' }))
    .toHaveCount(0, { timeout: 2 * minute })
    .catch(() => undefined);
  for (let count = await open.count(); count > 0; count -= 1) {
    const line = open.first();
    const what = await line.textContent();
    await line.getByRole('button', { name: /^Own this line/ }).click();
    await line.getByRole('textbox').fill('It was looked at, and may stay');
    await line
      .getByRole('button', { name: /^Own this line/ })
      .last()
      .click();
    await expect(open, `still open: ${what}`).toHaveCount(count - 1, { timeout: soon });
  }
  await expect(left).toHaveAttribute('data-clean', 'true', { timeout: soon });
}

/** Does what people are asked for until the run has ended. */
async function seeThrough(operator: Somebody, approver: Somebody, id: string): Promise<Execution['state']> {
  for (const until = Date.now() + 15 * minute; Date.now() < until; ) {
    const answer = await operator.page.request.get(`/api/v1/executions/${encodeURIComponent(id)}`);
    const { execution } = (await answer.json()) as { execution: Execution };
    if (execution.endedAt !== 'not-yet') return execution.state;
    const waiting = execution.steps.find(({ state }) => state === 'waiting');
    const asks = waiting?.waitsFor;
    if (execution.state === 'paused-by-failed-step') {
      throw new Error(
        JSON.stringify(execution.steps.filter(({ state }) => state === 'failed' || state === 'in-doubt')),
      );
    }
    if (asks === 'approve') {
      await approver.run.open(id);
      await approver.run.approve(soon);
    } else if (asks === 'acknowledge-risk') {
      await operator.run.open(id);
      const planned = execution.route.workflows.flatMap(({ steps }) => steps);
      const deletes = planned.some(({ id: step, spec }) => step === waiting?.stepId && spec.kind === 'clean-up');
      const words = deletes ? 'Agree to delete it' : 'Accept the risk of two writers';
      await operator.run.act('acknowledge-risk', words, 'The region is dead');
    } else if (asks === 'task-done') {
      await operator.run.open(id);
      await operator.run.act('task-done', 'It is done', 'Done by hand');
    }
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  throw new Error('The run has not ended.');
}
