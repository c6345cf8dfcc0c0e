import { expect, highestSpeed, test } from './fixtures';
import type { WorkloadPage } from './pages/workload-page';

/** Time for something to show up on a page, in wall milliseconds. */
const soon = { timeout: 60_000 };
/** A store with an objective of 15 minutes needs as long to break it, and CloudWatch some minutes to say so. */
const brokenAtLast = { timeout: 180_000 };

test.use({ speed: highestSpeed, world: 'a-store-stalls' });
// Each has a fleet of its own where two run beside each other.
test.describe.configure({ mode: 'parallel' });

interface Stall {
  readonly id: string;
  readonly store: string;
  /** A direction of replication as its row is named. */
  readonly link: readonly [source: string, target: string];
  readonly verdict: RegExp;
  readonly protection: RegExp;
  /** What the objective says, the store named where the workload has several. */
  readonly words: RegExp;
}

/** Files of Archive that wait to be copied are counted and grow older, and an objective of a day is still truly met. */
async function expectWaitingFiles(workload: WorkloadPage): Promise<void> {
  await workload.open('archive');
  const files = workload.link('audit-files', 'us-east-1', 'us-west-2', 'archive');
  // Calm, they take about three minutes.
  await expect(files).toContainText(/\d{2} m.* at \d\d:\d\d UTC/, brokenAtLast);
  await expect(files.getByTestId('backlog')).toContainText(/[1-9][\d,]* waiting/);
  await expect(files).toHaveAttribute('data-compliance', 'met');
  await expect(workload.vault('ledger', 'us-west-2')).toHaveAttribute('data-compliance', 'met');
}

/** Stores whose lag is measured while it grows. */
const fallingBehind: readonly Stall[] = [
  {
    id: 'checkout',
    store: 'orders',
    link: ['us-east-1', 'us-west-2'],
    verdict: /breached/,
    protection: /unprotected/,
    words: /Breached by .*orders us-east-1 → us-west-2/,
  },
  {
    id: 'eu-accounts',
    store: 'accounts',
    link: ['eu-central-1', 'eu-west-1'],
    verdict: /breached/,
    protection: /unprotected/,
    words: /Breached by .*accounts eu-central-1 → eu-west-1.*; legacy-shard reaches no lawful target/,
  },
  {
    id: 'media',
    store: 'originals',
    link: ['us-east-1', 'us-west-2'],
    verdict: /at-risk|breached/,
    protection: /at-risk|unprotected/,
    words: /(At risk|Breached).*originals us-east-1 → us-west-2.*; 1 of 3 links not measured/,
  },
];

/** Tables whose lag is no longer published once nothing arrives, and a database with an objective of 15 minutes. */
const goingSilent: readonly Stall[] = [
  {
    id: 'storefront',
    store: 'sessions',
    link: ['us-east-1', 'us-west-2'],
    verdict: /breached/,
    protection: /unprotected/,
    words: /Breached by .*takes writes and nothing arrives.*sessions/,
  },
  {
    id: 'catalog',
    store: 'items',
    link: ['us-east-1', 'eu-west-1'],
    verdict: /at-risk|breached/,
    protection: /at-risk|unprotected/,
    words: /(At risk: stalled|Breached by).*takes writes and nothing arrives.*items/,
  },
  {
    id: 'media',
    store: 'index',
    link: ['us-east-1', 'us-west-2'],
    verdict: /at-risk|breached/,
    protection: /at-risk|unprotected/,
    words: /(At risk|Breached).*index us-east-1 → us-west-2.*; 1 of 3 links not measured/,
  },
];

/** What the page of a workload says once its weakest store is stalled: that store, that verdict, and users still well. */
async function expectStall(workload: WorkloadPage, stall: Stall): Promise<void> {
  const { id, store, link, verdict, protection, words } = stall;
  await workload.open(id);
  await expect(workload.objective('region-loss')).toContainText(words, brokenAtLast);
  await expect(workload.objective('region-loss')).toHaveAttribute('data-compliance', verdict);
  await expect(workload.link(store, ...link, id)).toHaveAttribute('data-compliance', verdict);
  await expect(workload.protection).toHaveAttribute('data-protection', protection);
  await expect(workload.protection).toContainText(store);
  await expect(workload.finding('objective-breached').or(workload.finding('objective-at-risk')).first()).toContainText(
    words,
    soon,
  );
  await expect(workload.userHealth).toHaveAttribute('data-health', 'healthy');
}

/** The other workloads of a wave, each with its directions of replication: a page that has not read them all says less. */
const waves = [
  ['whose lag grows past what was promised', fallingBehind, { storefront: 14, catalog: 2 }],
  ['where nothing arrives any more', goingSilent, { checkout: 3, 'eu-accounts': 2, archive: 1 }],
] as const;

for (const [what, stalls, others] of waves) {
  test(`a store ${what} costs its own workload its protection, by name, while users are well and other workloads are as before`, async ({
    signIn,
    workload,
    product,
  }) => {
    test.setTimeout(480_000);
    await signIn.signInAs('viewer', product);
    const before = new Map<string, Awaited<ReturnType<WorkloadPage['statements']>>>();
    for (const [id, links] of Object.entries(others)) {
      await workload.open(id);
      await expect(workload.objective('region-loss')).toBeVisible(soon);
      // A machine that is busy for a moment misses probes, and a copy that was not read yet is not measured: the page
      // truly says so, and this is about a calm one.
      await expect(async () => {
        const said = await workload.statements();
        expect(said).toMatchObject({ users: id === 'archive' ? 'unknown' : 'healthy' });
        const { protection, users: _users, ...verdicts } = said;
        expect(protection).not.toBe('unknown');
        expect(Object.keys(verdicts)).toHaveLength(links);
        for (const state of ['breached', 'at-risk', 'not-measured'])
          expect(Object.values(verdicts)).not.toContain(state);
        before.set(id, said);
      }, id).toPass(brokenAtLast);
    }
    const archiveToo = !('archive' in others);
    if (archiveToo) await product.simulate('stall', 'archive', 'audit-files');
    for (const { id, store } of stalls) await product.simulate('stall', id, store);
    for (const stall of stalls) await test.step(`${stall.id}: ${stall.store}`, () => expectStall(workload, stall));
    if (archiveToo) await test.step('archive: audit-files', () => expectWaitingFiles(workload));
    await test.step('the pages of other workloads say what they said', async () => {
      for (const id of Object.keys(others)) {
        await workload.open(id);
        // As above: what a busy machine misses for a moment is truly said, and passes.
        await expect.poll(() => workload.statements(), { ...brokenAtLast, message: id }).toEqual(before.get(id));
      }
    });
    for (const { id, store } of stalls) await product.simulate('unstall', id, store);
    if (archiveToo) await product.simulate('unstall', 'archive', 'audit-files');
    await test.step('replicating again, they are protected as before', async () => {
      for (const { id, store, link } of stalls) {
        await workload.open(id);
        const row = workload.link(store, ...link, id);
        await expect(row, id).not.toHaveAttribute('data-compliance', /breached|at-risk/, brokenAtLast);
      }
    });
  });
}
