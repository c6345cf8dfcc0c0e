import { getTableColumns, getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../scripts/testing/start-test-database';
import type { HistoryLayout, MinuteRecord } from '../domain/history/record';
import { minuteMs } from '../domain/history/resolution';
import { noMinutes, toBucket } from '../domain/history/roll-up';
import type { MinuteState } from '../domain/history/types';
import { appendMinutes, readHistory } from './history';
import { advanceBackfill, noteBackfill, readBackfill } from './history-backfill';
import { readHistoryExtent } from './history-extent';
import { findNewestLayout } from './history-layouts';
import { dropExpiredHistory, ensureHistoryPartitions } from './history-partitions';
import { readLinkPeaks } from './history-peaks';
import * as schema from './history-schema';
import { openStore, type Store } from './store';

const dayMs = 86_400_000;
const day = Date.UTC(2026, 10, 21);
const layout: HistoryLayout = {
  links: [
    { linkId: 'shop/orders/x>y', storeId: 'orders', source: 'x', target: 'y', objectiveSeconds: 60 },
    { linkId: 'shop/orders/x>z', storeId: 'orders', source: 'x', target: 'z', objectiveSeconds: 60 },
  ],
  objectives: [{ scenario: 'region-loss', rpoSeconds: 60 }],
  signals: [{ endpointId: 'shop/web/x', region: 'x' }],
};

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
});
afterAll(async () => {
  await store.close();
  await database.stop();
});
beforeEach(async () => {
  await store.pool.query(
    'truncate antipode.history_minute, antipode.history_five_minutes, antipode.history_hour, antipode.history_day, antipode.history_backfill',
  );
});

function minute(index: number, state: MinuteState = 'met', lagSeconds: number | 'none' = 1): MinuteRecord {
  return {
    workloadId: 'shop',
    at: day + index * minuteMs,
    layout,
    links: [
      { state, lagSeconds },
      { state: 'met', lagSeconds: 2 },
    ],
    objectives: [{ state, unmeasured: state === 'not-measured' ? 1 : 0 }],
    signals: [{ requestsPerSecond: 100, errorPercent: 'none', latencyP95Ms: 12.5, healthyHosts: 3 }],
  };
}

const read = (resolution: 'minute' | 'five-minutes' | 'hour' | 'day') =>
  readHistory(store, resolution, ['shop'], day - dayMs, day + 2 * dayMs);

describe('history on record', () => {
  test('a minute comes back as it was written, what was not measured included', async () => {
    const record = minute(0, 'not-measured', 'none');
    await appendMinutes(store, [record]);
    expect(await read('minute')).toEqual([toBucket(record)]);
  });

  test('writing a closed minute again changes nothing, whatever is said of it later', async () => {
    await appendMinutes(store, [minute(0, 'breached', 90)]);
    await appendMinutes(store, [minute(0, 'met', 1), minute(0, 'breached', 90)]);
    expect(await read('minute')).toEqual([toBucket(minute(0, 'breached', 90))]);
    const [hour] = await read('hour');
    expect(hour).toMatchObject({ minutes: 1, objectives: [{ ...noMinutes, breached: 1 }] });
  });

  test('roll-ups hold counts per state and the worst figure of exactly the minutes on record', async () => {
    const records = [minute(0), minute(3, 'breached', 61), minute(4, 'not-measured', 'none'), minute(59), minute(61)];
    // In pieces, out of order, and partly twice, as a restart would write them.
    await appendMinutes(store, records.slice(3));
    await appendMinutes(store, records.slice(0, 4));
    expect((await read('five-minutes')).map(({ at, minutes }) => [(at - day) / minuteMs, minutes])).toEqual([
      [0, 3],
      [55, 1],
      [60, 1],
    ]);
    const [first, second] = await read('hour');
    expect(first?.links[0]).toEqual({
      counts: { ...noMinutes, met: 2, breached: 1, notMeasured: 1, inside: 2 },
      maxLagSeconds: 61,
    });
    expect(second?.minutes).toBe(1);
    const [whole] = await read('day');
    expect(whole?.objectives).toEqual([{ ...noMinutes, met: 3, breached: 1, notMeasured: 1, inside: 3 }]);
    expect(whole?.signals[0]).toMatchObject({ measuredMinutes: 5, maxErrorPercent: 'none', minHealthyHosts: 3 });
  });

  test('a vault gets its place beside the links, and minutes of before stay as they were', async () => {
    const { links, objectives, signals } = layout;
    const ledger = {
      linkId: 'archive/ledger/y',
      storeId: 'ledger',
      source: 'y',
      target: 'y',
      objectiveSeconds: 86_400,
    };
    const guarded: HistoryLayout = {
      links: [...links, { ...ledger, vault: true, decides: ['data-loss'] }],
      objectives: [...objectives, { scenario: 'data-loss', rpoSeconds: 86_400 }],
      signals,
    };
    const before: MinuteRecord = { ...minute(0), workloadId: 'archive' };
    const after: MinuteRecord = {
      ...minute(1),
      workloadId: 'archive',
      layout: guarded,
      links: [...minute(1).links, { state: 'met', lagSeconds: 40_000 }],
      objectives: [...minute(1).objectives, { state: 'met', unmeasured: 0 }],
    };
    await appendMinutes(store, [before]);
    await appendMinutes(store, [after]);
    const read = await readHistory(store, 'minute', ['archive'], day, day + dayMs);
    expect(read).toEqual([toBucket(before), toBucket(after)]);
    expect(await findNewestLayout(store, 'archive')).toEqual(guarded);
  });

  test('a change of the topology starts a new layout, and going back finds the old one again', async () => {
    const swapped: HistoryLayout = {
      ...layout,
      links: [{ linkId: 'shop/orders/y>x', storeId: 'orders', source: 'y', target: 'x', objectiveSeconds: 60 }],
    };
    await appendMinutes(store, [minute(0)]);
    await appendMinutes(store, [
      { ...minute(1), layout: swapped, links: [{ state: 'met', lagSeconds: 5 }] },
      { ...minute(2), layout: structuredClone(layout) },
    ]);
    const buckets = await read('five-minutes');
    expect(buckets.map(({ minutes, layout: { links } }) => [links[0]?.linkId, minutes]).sort()).toEqual([
      ['shop/orders/x>y', 2],
      ['shop/orders/y>x', 1],
    ]);
    expect(await findNewestLayout(store, 'shop')).toEqual(layout);
    const { rows } = await store.pool.query(`select 1 from antipode.history_layout where workload_id = 'shop'`);
    expect(rows).toHaveLength(2);
  });

  test('two writers of the same hour lose none of each other’s minutes', async () => {
    const other = openStore(database.url, { applicationName: 'test-2' });
    try {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => appendMinutes(index % 2 === 0 ? store : other, [minute(index)])),
      );
    } finally {
      await other.close();
    }
    expect((await read('hour')).map(({ minutes }) => minutes)).toEqual([20]);
  });

  test('a day that is too old is dropped whole, and no later than its resolution says', async () => {
    await appendMinutes(store, [minute(0), minute(1440)]);
    expect(await dropExpiredHistory(store, day + 16 * dayMs - 1)).not.toContain('history_minute_20261121');
    expect(await dropExpiredHistory(store, day + 16 * dayMs)).toContain('history_minute_20261121');
    expect((await read('minute')).map(({ at }) => at)).toEqual([day + dayMs]);
    expect((await read('hour')).map(({ at }) => at)).toEqual([day, day + dayMs]);
    expect(await readHistoryExtent(store, 'shop')).toEqual({
      recordedSince: day,
      closedThrough: day + dayMs + minuteMs,
    });
    // The partition can be made again: a store whose clock was wrong is not stuck.
    await ensureHistoryPartitions(store, day, day);
  });

  test('thirteen months later the hours and days still tell the worst minute and how many there were', async () => {
    // Two minutes a day, in pieces as they would come; the 100th day has the worst.
    const days = 400;
    for (let from = 0; from < days; from += 40) {
      const records = Array.from({ length: 40 }, (_, offset) => from + offset).flatMap((index) => [
        minute(index * 1440 + 61, index === 100 ? 'breached' : 'met', index === 100 ? 9999.5 : 1),
        minute(index * 1440 + 62, 'not-measured', 'none'),
      ]);
      await appendMinutes(store, records);
    }
    const now = day + days * dayMs;
    const dropped = await dropExpiredHistory(store, now);
    expect(dropped.filter((name) => name.startsWith('history_minute')).length).toBe(days - 15);
    expect(dropped.filter((name) => /history_(hour|day)/.test(name))).toEqual([]);
    const whole = (resolution: 'minute' | 'five-minutes' | 'hour' | 'day') =>
      readHistory(store, resolution, ['shop'], day, now);
    expect((await whole('minute')).every(({ at }) => at >= now - 15 * dayMs)).toBe(true);
    expect((await whole('five-minutes')).length).toBeLessThanOrEqual(63 + 7);
    for (const resolution of ['hour', 'day'] as const) {
      const buckets = await whole(resolution);
      expect(buckets.map(({ minutes }) => minutes)).toEqual(Array.from({ length: days }, () => 2));
      const worst = buckets.filter(({ objectives }) => objectives[0]?.breached === 1);
      expect(worst.map(({ at, links }) => [Math.floor((at - day) / dayMs), links[0]?.maxLagSeconds])).toEqual([
        [100, 9999.5],
      ]);
    }
    expect((await readHistoryExtent(store, 'shop')).recordedSince).toBe(day);
    // A month later the first hours and days are too old as well: only whole partitions go.
    const later = await dropExpiredHistory(store, day + 460 * dayMs + 364 * dayMs);
    expect(later.some((name) => name.startsWith('history_day'))).toBe(true);
  });

  test('a workload of which nothing was recorded says so', async () => {
    expect(await readHistoryExtent(store, 'nobody')).toEqual({ recordedSince: 'never', closedThrough: 'never' });
    expect(await findNewestLayout(store, 'nobody')).toBe('none');
  });

  test('partitions are made once by however many programs ask at once', async () => {
    const others = Array.from({ length: 4 }, () => openStore(database.url, { applicationName: 'test-many' }));
    try {
      await Promise.all(others.map((one) => ensureHistoryPartitions(one, day + 30 * dayMs, day + 33 * dayMs)));
    } finally {
      await Promise.all(others.map((one) => one.close()));
    }
  });

  test('progress of filling the past never goes back', async () => {
    const range = { workloadId: 'shop', startAt: day - dayMs, endAt: day, doneTo: day, sentence: '' };
    await noteBackfill(store, range);
    await advanceBackfill(store, [{ ...range, doneTo: day - 3_600_000 }]);
    await advanceBackfill(store, [{ ...range, sentence: 'us-east-1 does not answer.' }]);
    await noteBackfill(store, range);
    expect(await readBackfill(store, ['shop'])).toEqual([
      { ...range, doneTo: day - 3_600_000, sentence: 'us-east-1 does not answer.' },
    ]);
  });

  test('the tables have the columns that the repositories name', async () => {
    const { rows } = await store.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'antipode'`,
    );
    const existing = new Set(rows.map((row) => row.name));
    const tables = [
      schema.historyWriter,
      schema.historyLayout,
      schema.historyMinute,
      schema.historyBackfill,
      ...Object.values(schema.historyRollUps),
    ];
    for (const table of tables) {
      for (const column of Object.values(getTableColumns(table))) {
        expect(existing).toContain(`${getTableName(table)}.${column.name}`);
      }
    }
  });
});

describe('the largest lag of every link', () => {
  test('is over hours, five minutes and minutes alike, under every layout, and none of what was never measured', async () => {
    const other = { ...layout, links: [{ ...layout.links[0], linkId: 'shop/orders/x>y' }] } as HistoryLayout;
    await appendMinutes(store, [
      minute(3, 'breached', 90),
      minute(60, 'met', 7),
      minute(130, 'met', 'none'),
      { ...minute(131), layout: other, links: [{ state: 'met', lagSeconds: 12 }] },
    ]);
    const peaks = (from: number, until: number) =>
      readLinkPeaks(store, ['shop'], day + from * minuteMs, day + until * minuteMs);
    const sorted = async (from: number, until: number) =>
      (await peaks(from, until)).map(({ linkId, lagSeconds }) => [linkId.slice(-3), lagSeconds]).sort();
    expect(await sorted(0, 140)).toEqual([
      ['x>y', 90],
      ['x>z', 2],
    ]);
    expect(await sorted(4, 132)).toEqual([
      ['x>y', 12],
      ['x>z', 2],
    ]);
    expect(await sorted(131, 132)).toEqual([['x>y', 12]]);
    expect(await sorted(132, 140)).toEqual([]);
    expect(await readLinkPeaks(store, [], day, day + dayMs)).toEqual([]);
  });
});
