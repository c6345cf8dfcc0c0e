import { type Browser, expect, test } from '@playwright/test';
import type { Execution } from '@/lib/domain/recovery/execution';
import { type RunningConsole, startConsole } from './running-console';
import { FleetTruth, type Outage, outageOf } from './truth';
import { type Somebody, signInSomebody } from './two-people';

/** Fleet seconds per second: figures are compared with the truth, and probes have deadlines in real time. */
const measuredSpeed = 3;
/** Where nothing is compared with the truth. */
const quickSpeed = 10;
/** Kills are answered in real time, so that the fleet must not run away meanwhile. */
const killingSpeed = 2;

const leaving = { workload: 'checkout', source: 'us-east-1' } as const;
const truthful = { ANTIPODE_SIMULATOR_TRUTH: 'on' } as const;
/** Time for something to show up on a page, in wall milliseconds. */
const soon = 60_000;

test.use({ actionTimeout: soon });

/** A console of a test's own with an operator and an approver signed in. */
async function withTwoPeople(
  browser: Browser,
  speed: number,
  act: (product: RunningConsole, operator: Somebody, approver: Somebody) => Promise<void>,
): Promise<void> {
  const product = await startConsole({ speed, environment: truthful });
  try {
    const operator = await signInSomebody(browser, product, 'operator');
    const approver = await signInSomebody(browser, product, 'approver');
    await act(product, operator, approver);
    await Promise.all([operator.close(), approver.close()]);
  } finally {
    await product.stop();
  }
}

async function recordOf({ page }: Somebody, id: string): Promise<Execution> {
  const answer = await page.request.get(`/api/v1/executions/${encodeURIComponent(id)}`);
  const { execution } = (await answer.json()) as { execution: Execution };
  return execution;
}

/** Acknowledges what may be lost, gives a reason, types the region and presses the button. */
async function begin({ start }: Somebody, reason: string): Promise<string> {
  await start.acknowledgeAll();
  await start.giveReason(reason);
  await start.typeRegion('us-west-2');
  return start.press('Activate us-west-2');
}

/** The page turns by itself, without being loaded again, once two vantages say so. */
async function seeItCalledFor({ start }: Somebody): Promise<void> {
  await start.choose('us-west-2', 'ungraceful');
  await expect(start.advice).toHaveAttribute('data-advice', 'move', { timeout: soon });
  await start.waitUntilOpen('us-west-2', 'ungraceful', soon);
}

/** Follows the run from the strip that every page has, and agrees to what is shown. */
async function approve({ page, run }: Somebody, id: string): Promise<void> {
  await page.getByTestId(`strip-${id}`).getByRole('link').click();
  await run.approve(soon);
}

/** The region is dead, so that its writers cannot be proven stopped: somebody answers for it. */
async function acceptRisk({ run }: Somebody): Promise<void> {
  await run.waitUntilAsked('risk', soon);
  await run.act('acknowledge-risk', 'Accept the risk of two writers', 'Both vantages see the region dead');
}

test('checkout fails over with us-east-1 dead by two people, within its objectives, and the record agrees with the truth', async ({
  browser,
}) => {
  await withTwoPeople(browser, measuredSpeed, async (product, operator, approver) => {
    const truth = new FleetTruth(product);
    await operator.start.open(leaving);
    await operator.start.waitUntilOpen('us-west-2', 'graceful', soon);
    const users = truth.watchUsers('checkout');
    await product.simulate('fail', 'us-east-1');
    await seeItCalledFor(operator);
    const { links } = await truth.now();
    const id = await begin(operator, 'us-east-1 is dead');
    await approve(approver, id);
    await acceptRisk(operator);
    await operator.run.waitForState(/^completed/, 150_000);
    const outage = outageOf(await truth.now(), await users.stop(), await truth.effectsAfter(0));
    const run = await recordOf(operator, id);
    expectLossOfLessThanAMinute(links);
    expectRecordedAsItWas(run, outage, measuredSpeed);
    await expectReported(operator, id);
    await approver.page.goto('/workloads/checkout');
    await expect(approver.page.getByTestId('protection')).toHaveAttribute('data-protection', 'unprotected');
    await expect(approver.page.getByTestId('protection')).toContainText(/[Uu]nprotected since/);
  });
});

function expectLossOfLessThanAMinute(links: Awaited<ReturnType<FleetTruth['now']>>['links']): void {
  const orders = links.find(
    ({ workload, store, source }) => `${workload} ${store} ${source}` === 'checkout orders us-east-1',
  );
  expect(orders).toBeDefined();
  expect(orders?.lossSeconds).toBeLessThan(60);
}

/** The page of the run has its report once an engine has made it: both files, and the hash that the PDF tells of the JSON. */
async function expectReported({ page }: Somebody, id: string): Promise<void> {
  const report = page.getByTestId('run-report');
  await expect(report).toHaveAttribute('data-report', 'made', { timeout: soon });
  const address = `/api/v1/executions/${encodeURIComponent(id)}/report`;
  const [json, pdf] = [await page.request.get(address), await page.request.get(`${address}.pdf`)];
  expect([json.status(), pdf.status()]).toEqual([200, 200]);
  expect(await json.text()).toContain(id);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(report).toContainText(/SHA-256 [0-9a-f]{64}/);
}

/** One probe interval at each end, and what the truth itself is sampled by. */
function expectRecordedAsItWas({ clock }: Execution, outage: Outage, speed: number): void {
  const toleranceMs = 2000 + 300 * speed;
  const { impactAt, recoveredAt, actualSeconds } = clock;
  if (impactAt === 'none' || recoveredAt === 'not-yet' || actualSeconds === 'not-yet') {
    throw new Error(`The run recorded no recovery: ${JSON.stringify(clock)}`);
  }
  const error = { impact: impactAt - outage.from, recovery: recoveredAt - outage.until };
  console.log(JSON.stringify({ error, actualSeconds, truth: (outage.until - outage.from) / 1000, clock }));
  expect((outage.until - outage.from) / 1000).toBeLessThan(300);
  expect(actualSeconds).toBeLessThan(300);
  expect(Math.abs(impactAt - outage.from)).toBeLessThanOrEqual(toleranceMs);
  expect(Math.abs(recoveredAt - outage.until)).toBeLessThanOrEqual(toleranceMs);
}

test('a dry run changes nothing, and checkout moves while every endpoint of AWS in us-east-1 is silent and no region is dead', async ({
  browser,
}) => {
  await withTwoPeople(browser, quickSpeed, async (product, operator, approver) => {
    const truth = new FleetTruth(product);
    await operator.start.open({ ...leaving, mode: 'graceful' });
    await operator.start.waitUntilOpen('us-west-2', 'graceful', soon);
    const before = await truth.newestEffect();
    await operator.start.giveReason('before the season');
    const dryRun = await operator.start.press('Dry run, changes nothing');
    await operator.run.waitForState(/^completed/, soon);
    await expect(operator.page.getByTestId('practice-band')).toContainText('DRY RUN');
    expect((await recordOf(operator, dryRun)).steps.every(({ state }) => state !== 'pending')).toBe(true);
    expect(await truth.effectsAfter(before)).toEqual([]);

    // Regional control planes too, and the endpoint of the routing cluster there: databases cannot be switched over.
    await product.simulate('hang-endpoints', 'region=us-east-1');
    await operator.start.open({ ...leaving, mode: 'ungraceful' });
    await operator.start.goOnInSpiteOf('source-healthy', 'nothing there can be changed any more');
    const id = await begin(operator, 'us-east-1 looks bad');
    await approve(approver, id);
    await acceptRisk(operator);
    await operator.run.waitForState(/^completed/, 200_000);
    const { users } = await truth.now();
    const checkout = users.find(({ workload }) => workload === 'checkout');
    expect(checkout?.byRegion['us-west-2']).toBeGreaterThan(0.95);
    const run = await recordOf(operator, id);
    expect(run.overridden.map(({ code }) => code)).toEqual(['source-healthy']);
    expectNoEffectIn('us-east-1', await truth.effectsAfter(before));
  });
});

test('checkout fails over while the engine that drives the run is killed five times, another one carrying on', async ({
  browser,
}) => {
  test.setTimeout(420_000);
  await withTwoPeople(browser, killingSpeed, async (product, operator, approver) => {
    const second = await startConsole({ speed: killingSpeed, beside: product });
    try {
      const truth = new FleetTruth(product);
      await operator.start.open(leaving);
      await operator.start.waitUntilOpen('us-west-2', 'graceful', soon);
      const users = truth.watchUsers('checkout');
      await product.simulate('fail', 'us-east-1');
      await seeItCalledFor(operator);
      const { links } = await truth.now();
      const id = await begin(operator, 'us-east-1 is dead');
      const kill = () => killDriver(operator, id, [product, second]);
      await kill();
      await approve(approver, id);
      await kill();
      await acceptRisk(operator);
      for (let more = 0; more < 3; more += 1) await kill();
      await operator.run.waitForState(/^completed/, 240_000);
      const effects = await truth.effectsAfter(0);
      const outage = outageOf(await truth.now(), await users.stop(), effects);
      expectLossOfLessThanAMinute(links);
      expectRecordedAsItWas(await recordOf(operator, id), outage, killingSpeed);
      expectEachEffectOnce(effects);
    } finally {
      await second.stop();
    }
  });
});

/** Kills the engine that drives the run as a power cut would, once somebody drives it. */
async function killDriver(somebody: Somebody, id: string, consoles: readonly RunningConsole[]): Promise<void> {
  let pid: number | undefined;
  await expect(async () => {
    const { driver } = await recordOf(somebody, id);
    const home = consoles.find(({ supervisorPid }) => driver.endsWith(`-process-${supervisorPid}`));
    pid = (await home?.programs())?.get('engine');
    expect(pid).toBeDefined();
  }).toPass({ timeout: soon });
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** The promotion is no call that may be made twice. */
function expectEachEffectOnce(effects: Awaited<ReturnType<FleetTruth['effectsAfter']>>): void {
  const promoted = effects.filter(
    ({ operation, outcome }) => operation === 'FailoverGlobalCluster' && outcome === 'ok',
  );
  expect(promoted).toHaveLength(1);
}

function expectNoEffectIn(region: string, effects: Awaited<ReturnType<FleetTruth['effectsAfter']>>): void {
  expect(effects.filter((effect) => effect.region === region && effect.outcome === 'ok')).toEqual([]);
}
