import { createHash } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { executiveVariantNames } from '@/lib/domain/reports/executive/testing/sample-executive-report';
import { readPdf } from '@/lib/reports/pdf/testing/read-pdf';
import { test as base, expect, highestSpeed } from './fixtures';
import { LinksPanel } from './pages/links-panel';
import { figuresIn, lettersOf, ReportPage } from './pages/report-page';
import { startConsole } from './running-console';

/** With the gallery open: a fleet in every situation cannot be waited for. */
const test = base.extend<{ readonly report: ReportPage }, object>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const running = await startConsole({ speed: highestSpeed, environment: { ANTIPODE_GALLERY: 'on' } });
      await use(running);
      await running.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  report: async ({ page }, use) => use(new ReportPage(page)),
});

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Time for the fleet’s past to be read, in wall milliseconds. */
const soon = { timeout: 120_000 };
/** Wall milliseconds within which the engine makes a report that it is asked for. */
const made = { timeout: 5000 };

/** The month before this one, as the fleet tells it. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

test('the report of last month is made, and what a browser prints of it has every figure of the engine’s PDF and no other', async ({
  page,
  signIn,
  product,
  report,
}) => {
  await signIn.signInAs('approver', product);
  await haveLastMonth(report);
  await expect(page).toHaveTitle(/^SIMULATED · Executive report, /);
  await expect(report.bar.getByRole('link', { name: 'Reports' })).toBeVisible();

  const { printed, pdf } = await printBoth(report);
  const onPaper = figuresIn(pdf.map(withoutPageNumber));
  const inBrowser = figuresIn(printed.map(withoutPageNumber));
  expect(onPaper.size).toBeGreaterThan(20);
  expect([...onPaper].filter((figure) => !inBrowser.has(figure))).toEqual([]);
  expect([...inBrowser].filter((figure) => !onPaper.has(figure))).toEqual([]);
  for (const text of printed) expect(text).toContain('SIMULATED');

  for (const name of ['PDF', 'CSV'] as const) {
    const file = await report.file(name);
    const hash = createHash('sha256')
      .update(await file.body())
      .digest('hex');
    expect([file.status(), file.headers().etag], name).toEqual([200, `"${hash}"`]);
  }
  expect((await report.file('JSON')).status()).toBe(200);
});

/** What the browser prints and what the engine’s PDF says, of one report: while a month is not frozen it is made anew. */
async function printBoth(report: ReportPage) {
  let both: { readonly printed: readonly string[]; readonly pdf: readonly string[] } = { printed: [], pdf: [] };
  await expect(async () => {
    await report.open(lastMonth());
    const printed = await report.print();
    const pdf = await readPdf(await (await report.file('PDF')).body());
    expect(sealOf(pdf)).toMatch(/^[0-9a-f]{64}$/);
    expect(sealOf(pdf)).toBe(sealOf(printed));
    both = { printed, pdf };
  }).toPass(soon);
  return both;
}

/** The hash at the foot of the first page. */
function sealOf([first = '']: readonly string[]): string {
  return /JSON:([0-9a-f]{64})/.exec(first.replaceAll(/\s/g, ''))?.[1] ?? 'none';
}

/** Opens the report of last month as soon as the fleet’s past is on record. */
async function haveLastMonth(report: ReportPage): Promise<void> {
  await expect(async () => {
    await report.open(lastMonth());
    await expect(report.sheet).toBeVisible(made);
  }).toPass(soon);
}

function withoutPageNumber(text: string): string {
  return text.replace(/Page\s+\d+\s+of\s+\d+/, '');
}

test('in every situation the first page is one page, the appendix begins on the next, and all of it stays light in the dark', async ({
  page,
  signIn,
  product,
  report,
}) => {
  await signIn.signInAs('viewer', product);
  await page.emulateMedia({ colorScheme: 'dark' });
  const problems: string[] = [];
  for (const variant of executiveVariantNames) {
    await report.openPicture(variant);
    await expect(report.sheet, variant).toBeVisible();
    const [first = '', second = ''] = (await report.print()).map(lettersOf);
    const title = lettersOf(await report.first.getByRole('heading', { level: 1 }).innerText());
    if (!first.includes(title)) problems.push(`${variant}: the title is not on the first page`);
    const lastNote = lettersOf((await report.first.getByRole('listitem').last().innerText()).slice(-60));
    if (!first.includes(lastNote)) problems.push(`${variant}: the first page is not one page`);
    const heading = lettersOf(await report.appendix.getByRole('heading').first().innerText());
    if (!second.includes(heading)) problems.push(`${variant}: the appendix does not begin on the second page`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) problems.push(`${variant}: is ${wide} pixels wider than its window`);
    const ground = await report.sheet.evaluate((sheet) => getComputedStyle(sheet).backgroundColor);
    if (ground !== 'rgb(255, 255, 255)') problems.push(`${variant}: is drawn on ${ground}`);
  }
  expect(problems).toEqual([]);
  for (const subject of ['closed', 'so-far', 'second-edition', 'being-made', 'malformed-period']) {
    await report.openPicture(subject);
    const axe = await new AxeBuilder({ page }).withTags(wcag).analyze();
    expect(axe.violations, subject).toEqual([]);
  }
});

test('a read-only link opens the report of its part of the fleet with its files and nothing else, until it is revoked', async ({
  page,
  signIn,
  product,
  browser,
}) => {
  await signIn.signInAs('approver', product);
  await haveLastMonth(new ReportPage(page));
  const links = new LinksPanel(page);
  await links.open();
  const address = await links.make('Board', { opens: 'Executive report', only: 'Checkout' });
  await expect(links.row('Board')).toContainText('/reports/executive');

  const context = await browser.newContext({ baseURL: product.url });
  const report = new ReportPage(await context.newPage());
  await report.page.goto(address);
  await expect(report.page).toHaveURL(/\/reports\/executive$/);
  await report.open(lastMonth());
  // It was asked for by looking at it: the report of this part of the fleet is nobody else's.
  await expect(report.sheet).toBeVisible(soon);
  await expect(report.sheet).toContainText('Checkout');
  await expect(report.sheet).not.toContainText('EU accounts');
  await expect(report.bar.getByRole('link', { name: 'Reports' })).toHaveCount(0);

  const pdf = await report.file('PDF');
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  const door = `/api/v1/reports/executive/${lastMonth()}`;
  const { request } = context;
  expect((await request.get(`${door}?report=executive`)).status()).toBe(200);
  for (const closed of [door, `${door}/csv`, `${door}?wall=noc`, '/api/fleet?report=executive', '/api/v1/executions']) {
    expect((await request.get(closed)).status(), closed).toBe(401);
  }
  for (const closed of ['/', '/reports', '/settings', '/recovery']) {
    await report.page.goto(closed);
    await expect(report.page, closed).toHaveURL(/\/sign-in$/);
  }

  await page.reload();
  await links.revoke('Board');
  await expect(links.row('Board')).toContainText('Revoked by approver');
  expect((await request.get(`${door}/pdf?report=executive`)).status()).toBe(401);
  await report.open(lastMonth());
  await expect(report.page).toHaveURL(/\/link-ended\?because=unknown$/);
  await context.close();
});

test('an address that names no report says what it names and leads to one that there is', async ({
  page,
  signIn,
  product,
  report,
}) => {
  await signIn.signInAs('viewer', product);
  await haveLastMonth(report);
  for (const [query, state] of [
    ['2026-13', 'malformed'],
    ['1999-01', 'no-such-month'],
    [`${lastMonth()}&edition=0`, 'malformed'],
    [`${lastMonth()}&edition=700`, 'no-such-edition'],
  ] as const) {
    await report.open(query);
    await expect(report.message, query).toHaveAttribute('data-state', state);
  }
  await report.message.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`period=${lastMonth()}$`));
  await page.goto('/reports');
  const line = page.getByTestId(`report-month-${lastMonth()}`);
  await line.getByRole('link').first().click();
  // It was made before: how long its page takes is the machine's.
  await expect(report.sheet).toBeVisible(soon);
});
