import { expect, highestSpeed, test } from './fixtures';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

test.use({ speed: highestSpeed, world: 'workloads' });
test.describe.configure({ mode: 'serial' });

interface Calm {
  readonly id: string;
  readonly name: string;
  /** `[scenario, RPO, RTO]` as the objectives are written. */
  readonly objectives: readonly (readonly ['region-loss' | 'data-loss', string, string])[];
  /** Directions of replication, each with what is said of its figures. */
  readonly links: readonly (readonly [store: string, source: string, target: string, figures: RegExp])[];
  readonly regions: readonly string[];
  readonly protection: RegExp;
  readonly protectionWords: RegExp;
  /** What the law says of it, if it does. */
  readonly law?: string;
  /** Findings it always has: true blemishes of the fleet. */
  readonly findings: readonly string[];
}

/** A lag of a whole number of minutes is written without seconds. */
const measured = /\d+(\.\d+)? (ms|s|m|h).* at \d\d:\d\d UTC/;

const calm: readonly Calm[] = [
  {
    id: 'checkout',
    name: 'Checkout',
    objectives: [['region-loss', '1 m', '5 m']],
    links: [
      ['orders', 'us-east-1', 'us-west-2', measured],
      ['idempotency', 'us-east-1', 'us-west-2', /Met by design/],
    ],
    regions: ['us-east-1', 'us-west-2'],
    protection: /at-risk/,
    protectionWords: /events is not replicated/,
    findings: ['alarm-in-wrong-region', 'store-unprotected'],
  },
  {
    id: 'storefront',
    name: 'Storefront',
    objectives: [['region-loss', '1 m', '0 s']],
    links: [
      ['sessions', 'us-east-1', 'ap-southeast-1', measured],
      ['sessions', 'eu-central-1', 'us-west-2', measured],
      ['cache', 'us-east-1', 'us-west-2', /Not judged: it can be filled anew/],
    ],
    regions: ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1'],
    protection: /protected/,
    protectionWords: /not provable now|Protected/,
    findings: ['capacity-short', 'objective-shorter-than-evidence'],
  },
  {
    id: 'catalog',
    name: 'Catalog',
    objectives: [['region-loss', '15 m', '0 s']],
    links: [
      ['items', 'us-east-1', 'eu-west-1', measured],
      ['items', 'eu-west-1', 'us-east-1', measured],
    ],
    regions: ['us-east-1', 'eu-west-1'],
    protection: /protected/,
    protectionWords: /Any one of its 2 regions could be lost/,
    findings: [],
  },
  {
    id: 'eu-accounts',
    name: 'EU accounts',
    objectives: [['region-loss', '5 m', '30 m']],
    links: [
      ['accounts', 'eu-central-1', 'eu-west-1', measured],
      ['legacy-shard', 'eu-central-1', 'ap-southeast-1', /ap-southeast-1 is not a lawful target/],
    ],
    regions: ['eu-central-1', 'eu-west-1'],
    protection: /unprotected/,
    protectionWords: /legacy-shard reaches no lawful target/,
    law: 'Personal data under the GDPR, lawful in eu-central-1 and eu-west-1 only.',
    findings: ['unprotected', 'target-unlawful'],
  },
  {
    id: 'media',
    name: 'Media',
    objectives: [['region-loss', '15 m', '4 h']],
    links: [
      ['originals', 'us-east-1', 'us-west-2', measured],
      ['thumbnails', 'us-east-1', 'us-west-2', /Not measured: metrics are not enabled/],
      ['index', 'us-east-1', 'us-west-2', measured],
    ],
    regions: ['us-east-1', 'us-west-2'],
    protection: /unknown/,
    protectionWords: /thumbnails us-east-1 → us-west-2: Not measured/,
    findings: ['objective-not-measured', 'link-unmeasured'],
  },
];

for (const expected of calm) {
  test(`the page of calm ${expected.name} shows what users get, what is promised, each copy with its figures, and who serves`, async ({
    signIn,
    workload,
    product,
    page,
  }) => {
    const { id, name, objectives, links, regions, findings } = expected;
    await signIn.signInAs('viewer', product);
    await workload.open(id);
    await expect(workload.title).toHaveText(`${name}: healthy`, soon);
    await expect(workload.userHealth).toContainText('Healthy');
    if (expected.law !== undefined) await expect(page.locator('main:visible')).toContainText(expected.law);
    await expect(workload.protection).toHaveAttribute('data-protection', expected.protection, soon);
    await expect(workload.protection).toContainText(expected.protectionWords, soon);
    for (const [scenario, rpo, rto] of objectives) {
      await expect(workload.objective(scenario).getByRole('cell').nth(0)).toHaveText(rpo);
      await expect(workload.objective(scenario).getByRole('cell').nth(2)).toContainText(rto);
      await expect(workload.objective(scenario)).toContainText('no drill or recovery is on record');
    }
    for (const [store, source, target, figures] of links) {
      await expect(workload.link(store, source, target, id), store).toContainText(figures, soon);
    }
    for (const region of regions) {
      await expect(workload.signals(region)).toHaveAttribute('data-health', 'healthy', soon);
      await expect(workload.signals(region)).toContainText(/\d %.*\d req\/s/s, soon);
    }
    await expect(workload.panel('Who serves')).toContainText(/Requests served by/);
    await expect(workload.entryPoint('web')).toContainText(/Route 53 answers/, soon);
    for (const code of findings) await expect(workload.finding(code).first()).toBeVisible(soon);
    await expect(workload.finding('objective-breached')).toHaveCount(0);
    await expectNoBrokenFigure(page);
  });
}

test('the page of Checkout shows what would be stranded in a queue that nothing copies', async ({
  signIn,
  workload,
  product,
}) => {
  await signIn.signInAs('viewer', product);
  await workload.open('checkout');
  const queue = workload.queue('events', 'us-east-1');
  await expect(queue).toContainText(/[\d,]+ messages in us-east-1.* would be stranded/, soon);
});

test('the page of Archive judges replication and backups apart, and claims no health without users', async ({
  signIn,
  workload,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  await workload.open('archive');
  await expect(workload.title).toHaveText('Archive: no users of its own', soon);
  await expect(workload.userHealth).toContainText('there are no users to judge');
  await expect(workload.link('audit-files', 'us-east-1', 'us-west-2', 'archive')).toContainText(measured, soon);
  await expect(workload.objective('region-loss').getByRole('cell').first()).toHaveText('1 d');
  const dataLoss = workload.objective('data-loss');
  await expect(dataLoss).toContainText(/Met.*newest complete recovery point is of/, soon);
  for (const region of ['us-east-1', 'us-west-2']) {
    await expect(workload.vault('ledger', region)).toContainText(/\d\d:\d\d UTC.*\d+ (m|h).*Met/s, soon);
  }
  await expect(workload.panel('Who serves')).toContainText('No regional endpoint is known');
  await expect(workload.panel('Routing')).toContainText('declares no entry point');
  await expectNoBrokenFigure(page);
});

test('the last 24 hours are drawn after the page has come, out of what CloudWatch still knew of the past', async ({
  signIn,
  workload,
  product,
  page,
}) => {
  await signIn.signInAs('viewer', product);
  const served = await page.request.get('/workloads/catalog');
  expect(await served.text()).toContain('workload-title');
  expect(await served.text()).not.toContain('history-chart');

  await workload.open('catalog');
  const history = workload.panel('Last 24 hours');
  await expect(page.getByTestId('history-chart')).toBeVisible(soon);
  await expect(history).toContainText(/Closed up to/, soon);
  await expect(history).not.toContainText('No history yet');
  const lines = page.getByTestId('history-chart').locator('.recharts-line-curve');
  await expect(lines.first()).toBeVisible(soon);
  // Measured for hours, though the console has run for minutes.
  const attainment = page.getByTestId('attainment-region-loss');
  await expect
    .poll(async () => minutesMeasured(await attainment.innerText()), { timeout: 120_000 })
    .toBeGreaterThan(20 * 60);
  await expectNoBrokenFigure(page);
});

/** Of the last 24 hours, by the first row. */
function minutesMeasured(attainment: string): number {
  return Number(/([\d,]+) min measured/.exec(attainment)?.[1]?.replaceAll(',', ''));
}

async function expectNoBrokenFigure(page: import('@playwright/test').Page): Promise<void> {
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
}
