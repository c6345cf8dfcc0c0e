import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { oddNames } from '../lib/domain/testing/odd-entities';
import { test as base, expect, fleetSpeed } from './fixtures';
import { type RunningConsole, startConsole } from './running-console';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };

/** Which workload of the simulated fleet is called how. */
const nameOf = {
  checkout: oddNames.rightToLeft,
  catalog: oddNames.emoji,
  media: oddNames.long,
  archive: oddNames.markup,
} as const;

const active = { 'us-east-1': 'active', 'eu-west-1': 'active' };
const standby = { 'us-east-1': 'primary', 'us-west-2': 'standby' };

/** A fleet file (JSON is YAML) in which everything a person may name is named oddly. */
function oddFleet(): string {
  const workload = (id: keyof typeof nameOf, more: object) => ({ id, name: nameOf[id], owner: nameOf[id], ...more });
  const endpoints = (id: string, shorts: Readonly<Record<string, string>>) => [
    {
      id: 'web',
      hostname: `${id}.acme.example`,
      endpoints: Object.fromEntries(
        Object.entries(shorts).map(([region, short]) => [region, `${short}.${id}.acme.example`]),
      ),
    },
  ];
  const promised = [{ scenario: 'region-loss', rto: '1h', rpo: '15m' }];
  const us = { 'us-east-1': 'use1', 'us-west-2': 'usw2' };
  return JSON.stringify({
    version: 1,
    name: oddNames.markup,
    hostedZone: 'acme.example',
    accounts: [{ id: '111122223333', name: oddNames.rightToLeft }],
    regions: [
      { code: 'us-east-1', place: oddNames.markup },
      { code: 'us-west-2', place: oddNames.long },
      { code: 'eu-west-1', place: oddNames.rightToLeft },
    ],
    workloads: [
      workload('checkout', {
        tier: 0,
        strategy: 'warm-standby',
        regions: standby,
        objectives: promised,
        stores: [{ id: 'orders', kind: 'aurora-global', resource: 'checkout-global' }],
        entryPoints: endpoints('checkout', us),
      }),
      workload('catalog', {
        tier: 1,
        strategy: 'active-active',
        regions: active,
        objectives: promised,
        stores: [{ id: 'items', kind: 'dynamodb-global-table', resource: 'catalog-items' }],
        entryPoints: endpoints('catalog', { 'us-east-1': 'use1', 'eu-west-1': 'euw1' }),
      }),
      workload('media', {
        tier: 2,
        strategy: 'pilot-light',
        regions: standby,
        objectives: promised,
        stores: [{ id: 'index', kind: 'rds-replica', resource: 'media-index-use1' }],
        entryPoints: endpoints('media', us),
      }),
      workload('archive', {
        tier: 3,
        strategy: 'backup-restore',
        regions: standby,
        stores: [{ id: 'ledger', kind: 'backup', resource: 'archive', copyResource: 'archive-copy' }],
      }),
    ],
  });
}

const test = base.extend<object, { readonly product: RunningConsole }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright demands a destructuring here
    async ({}, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'antipode-odd-fleet-'));
      const file = path.join(folder, 'fleet.yaml');
      await writeFile(file, oddFleet());
      const environment = { ANTIPODE_FLEET: file, ANTIPODE_GALLERY: 'on' };
      const running = await startConsole({ speed: fleetSpeed, environment });
      await use(running);
      await running.stop();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('names in any script, of any length and full of mark-up break no page of a running fleet', async ({
  signIn,
  overview,
  workload,
  region,
  product,
  page,
}) => {
  test.setTimeout(240_000);
  await signIn.signInAs('operator', product);
  for (const [id, name] of Object.entries(nameOf)) {
    await expect(overview.workload(id).getByRole('link', { name, exact: true })).toHaveText(name, soon);
  }
  await expect(overview.workload('checkout')).toHaveAttribute('data-user-health', 'healthy', soon);
  await expectWhole(page);
  for (const [id, name] of Object.entries(nameOf)) {
    await workload.open(id);
    await expect(workload.title).toContainText(name, soon);
    await expectWhole(page);
  }
  for (const [code, place] of [
    ['us-east-1', oddNames.markup],
    ['us-west-2', oddNames.long],
    ['eu-west-1', oddNames.rightToLeft],
  ] as const) {
    await region.open(code);
    await expect(page.getByText(place, { exact: true }).first()).toBeVisible(soon);
    await expectWhole(page);
  }
});

for (const [kind, state] of [
  ['right-to-left', 'right-to-left'],
  ['emoji', 'emoji'],
  ['256 characters', 'long'],
  ['mark-up', 'markup'],
] as const) {
  test(`in the midst of trouble ${kind} in names, findings, alarms and the text of AWS Health stay text within the page`, async ({
    page,
  }) => {
    for (const query of ['page=overview', 'page=workload&subject=checkout', 'page=region&subject=us-east-1']) {
      await page.goto(`/gallery?${query}&state=${state}`);
      await expect(page.locator('main h1')).toBeVisible();
      await expectWhole(page);
    }
    await expect(page.getByTestId('health-event').first()).toContainText(oddNames.markup);
  });
}

/** Nothing was run or drawn out of a name, no figure is broken, and neither a phone nor a desk scrolls sideways. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/Antipode/);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await page.locator('body').innerText()).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(overflow, { message: `${page.url()} at ${width}` }).toBeLessThanOrEqual(0);
  }
}
