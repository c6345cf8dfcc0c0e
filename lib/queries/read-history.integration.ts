import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { AccessRefused } from '@/lib/access/permissions';
import type { HistoryLayout, MinuteRecord } from '@/lib/domain/history/record';
import { minuteMs } from '@/lib/domain/history/resolution';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { applyChanges } from '@/lib/persistence/entities';
import { appendMinutes } from '@/lib/persistence/history';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { readHistoryFrom } from './read-history';
import { readLinkPeaksFrom } from './read-link-peaks';

const now = Date.UTC(2026, 10, 21, 12, 7, 30);
const closedThrough = Date.UTC(2026, 10, 21, 12, 2);
const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };
const layout: HistoryLayout = {
  links: [{ linkId: 'shop/orders/x>y', storeId: 'orders', source: 'x', target: 'y', objectiveSeconds: 60 }],
  objectives: [{ scenario: 'region-loss', rpoSeconds: 60 }],
  signals: [
    { endpointId: 'shop/web/x', region: 'x' },
    { endpointId: 'shop/web/y', region: 'y' },
  ],
};

let database: TestDatabase;
let store: Store;

/** Six days: a breach of 90 minutes five days ago, and half an hour without a record this morning. */
function* minutes(): Generator<MinuteRecord> {
  for (let at = closedThrough - 6 * 1440 * minuteMs; at < closedThrough; at += minuteMs) {
    if (at >= Date.UTC(2026, 10, 21, 3) && at < Date.UTC(2026, 10, 21, 3, 30)) continue;
    const breached = at >= Date.UTC(2026, 10, 16) && at < Date.UTC(2026, 10, 16, 1, 30);
    const state = breached ? 'breached' : 'met';
    const signal = { requestsPerSecond: 10, errorPercent: 0.1, latencyP95Ms: 20, healthyHosts: 3 };
    yield {
      workloadId: 'shop',
      at,
      layout,
      links: [{ state, lagSeconds: breached ? 600 : 1 }],
      objectives: [{ state, unmeasured: 0 }],
      signals: [signal, signal],
    };
  }
}

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  const [workload] = defaultFleet.workloads;
  if (workload === undefined) throw new Error('The fleet has no workload.');
  await applyChanges(store, [
    {
      op: 'put',
      entity: { kind: 'workload', id: 'shop', workload: { ...workload, id: 'shop' }, outage: { state: 'none' } },
      labels: { accountId: '111122223333', region: 'none', workloadId: 'shop' },
    },
  ]);
  const all = [...minutes()];
  for (let at = 0; at < all.length; at += 1440) await appendMinutes(store, all.slice(at, at + 1440));
});

afterAll(async () => {
  await store.close();
  await database.stop();
});

async function read(range: Parameters<typeof readHistoryFrom>[3], at = now, actor: Actor | 'nobody' = viewer) {
  const history = await readHistoryFrom(store, actor, 'shop', range, at);
  if (history === 'not-found') throw new Error('The workload was not found.');
  return history;
}

describe('reading the history of a workload', () => {
  it('shows a day in five minutes with its gap and what is still open', async () => {
    const { links, resolution, closedThrough: through, signals } = await read('last-24-hours');
    expect([resolution, through]).toEqual(['five-minutes', closedThrough]);
    const buckets = links[0]?.buckets ?? [];
    expect(buckets).toHaveLength(289);
    const gaps = buckets.filter((bucket) => bucket.state === 'gap');
    expect(gaps.map(({ at, maxLagSeconds }) => [new Date(at).toISOString().slice(11, 16), maxLagSeconds])).toEqual([
      ['03:00', 'none'],
      ['03:05', 'none'],
      ['03:10', 'none'],
      ['03:15', 'none'],
      ['03:20', 'none'],
      ['03:25', 'none'],
    ]);
    expect(buckets.slice(-2).map(({ state }) => state)).toEqual(['met', 'open']);
    expect(signals.map(({ region }) => region)).toEqual(['x', 'y']);
  });

  it('counts attainment, coverage and budget of each window from exactly its minutes', async () => {
    const { objectives } = await read('last-24-hours');
    const windows = objectives[0]?.attainment;
    expect(windows?.['24h']).toMatchObject({ minutesBreached: 0, attainmentPercent: 99.99 });
    expect(windows?.['24h'].minutesMeasured).toBe((windows?.['24h'].minutesAll ?? Number.NaN) - 30);
    expect(windows?.['30d']).toMatchObject({
      minutesMeasured: 6 * 1440 - 30,
      minutesBreached: 90,
      minutesInside: 6 * 1440 - 120,
      attainmentPercent: 98.95,
      coveragePercent: 19.92,
      budget: { allowedMinutes: 8, spentMinutes: 90, leftMinutes: -82 },
    });
  });

  it('keeps the breach visible in a month of hours', async () => {
    const { links, resolution } = await read('last-30-days');
    expect(resolution).toBe('hour');
    const breached = links[0]?.buckets.filter((bucket) => bucket.state === 'breached') ?? [];
    expect(breached.map(({ minutes: counts, maxLagSeconds }) => [counts.breached, maxLagSeconds])).toEqual([
      [60, 600],
      [30, 600],
    ]);
    expect(links[0]?.peak).toEqual({ lagSeconds: 600, at: Date.UTC(2026, 10, 16) });
  });

  it('shows a gap and losing coverage when the engine stopped, not minutes that stay open', async () => {
    const { links, objectives } = await read('last-3-hours', closedThrough + 7_200_000);
    const states = links[0]?.buckets.map(({ state }) => state) ?? [];
    expect(states.filter((state) => state === 'gap')).toHaveLength(100);
    expect(states.filter((state) => state === 'open')).toHaveLength(20);
    expect(objectives[0]?.attainment['24h'].coveragePercent).toBeLessThan(92);
  });

  it('refuses nobody by name, and does not tell a stranger that the workload exists', async () => {
    await expect(readHistoryFrom(store, 'nobody', 'shop', 'last-24-hours', now)).rejects.toThrow(AccessRefused);
    const stranger: Actor = { ...viewer, scope: { ...wholeFleet, workloads: ['other'] } };
    expect(await readHistoryFrom(store, stranger, 'shop', 'last-24-hours', now)).toBe('not-found');
    expect(await readHistoryFrom(store, viewer, 'nothing', 'last-24-hours', now)).toBe('not-found');
    const regional: Actor = { ...viewer, scope: { ...wholeFleet, regions: ['x'] } };
    expect((await read('last-24-hours', now, regional)).signals.map(({ region }) => region)).toEqual(['x']);
  });

  it('takes any range and never more than is kept', async () => {
    const { buckets } = (await read({ startAt: 0, endAt: now + 1e12 })).links[0] ?? { buckets: [] };
    expect(buckets.length).toBeLessThanOrEqual(457);
    expect((await read({ startAt: now, endAt: now - 1 })).links[0]?.buckets.length).toBeLessThanOrEqual(1);
  });
});

describe('the worst of the last 24 hours', () => {
  it('is told of every link the actor may see, and of no older minute', async () => {
    expect(await readLinkPeaksFrom(store, viewer, now)).toMatchObject({
      peaks: [{ linkId: 'shop/orders/x>y', lagSeconds: 1 }],
    });
    const early = Date.UTC(2026, 10, 16, 20);
    expect((await readLinkPeaksFrom(store, viewer, early)).peaks).toEqual([
      { linkId: 'shop/orders/x>y', lagSeconds: 600 },
    ]);
  });

  it('is told to nobody without a session, and nothing of it outside the scope', async () => {
    await expect(readLinkPeaksFrom(store, 'nobody', now)).rejects.toBeInstanceOf(AccessRefused);
    const stranger: Actor = { ...viewer, scope: { ...wholeFleet, workloads: ['other'] } };
    expect((await readLinkPeaksFrom(store, stranger, now)).peaks).toEqual([]);
  });
});
