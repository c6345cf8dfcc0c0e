import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { WorkloadHistory } from '@/lib/domain/history/types';
import { sampleFleet } from '@/lib/domain/testing/sample-entities';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { openStore, type Store } from '@/lib/persistence/store';
import { readHistoryFrom } from '@/lib/queries/read-history';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { type Collector, createCollector } from '../create-collector';
import { type SimulatedWorld, startWorld } from '../testing/start-world';
import { createHistoryStore } from './history-store';
import { MetricBook } from './metric-book';
import { type RunningHistory, startHistory } from './start-history';
import { tapMetrics } from './tap-metrics';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };

let database: TestDatabase;
let store: Store;
let world: SimulatedWorld;
let collector: Collector;
let history: RunningHistory;
let calls = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'history-test' });
  world = await startWorld(7, 10);
  const book = new MetricBook();
  collector = createCollector({
    fleet: sampleFleet,
    ports: { ...world.ports, aws: tapMetrics(world.ports.aws, book) },
    clock: world.clock,
    previous: [],
    write: (changes) => applyChanges(store, changes),
    engineId: 'engine-test',
    simulated: true,
    log: silent,
  });
  collector.start();
  await until(
    'the fleet is on record',
    async () => (await readEntities(store, { kinds: ['workload'] })).entities.length > 0,
    20_000,
  );
  history = startHistory({
    plan: collector.plan,
    book,
    aws: world.ports.aws,
    store: createHistoryStore(store),
    clock: world.clock,
    log: silent,
    countCall: () => {
      calls += 1;
    },
  });
});

afterAll(async () => {
  await history?.stop();
  await collector?.stop();
  await store?.close();
  await world?.stop();
  await database?.stop();
});

async function read(workloadId: string, range: 'last-3-hours' | 'last-24-hours'): Promise<WorkloadHistory> {
  const read = await readHistoryFrom(store, viewer, workloadId, range, world.clock.now());
  if (read === 'not-found') throw new Error(`${workloadId} was not found.`);
  return read;
}

async function until(what: string, holds: () => Promise<boolean>, wallMs: number): Promise<void> {
  const deadline = performance.now() + wallMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ${wallMs} ms in vain: ${what}`);
    await sleep(500);
  }
}

describe('history, over the simulated fleet', () => {
  it('fills the last day from CloudWatch soon after the first start, and is live beside it', async () => {
    const startedAt = world.clock.now();
    await until(
      'a day is there',
      async () => {
        const { backfill } = await read('checkout', 'last-24-hours');
        return backfill.reachedBackTo !== 'none' && backfill.reachedBackTo < startedAt - 25 * 3_600_000;
      },
      60_000,
    );
    const { links, objectives, signals } = await read('checkout', 'last-24-hours');
    const states = new Map<string, number>();
    for (const { state } of links[0]?.buckets ?? []) states.set(state, (states.get(state) ?? 0) + 1);
    expect(states.get('met'), JSON.stringify([...states])).toBeGreaterThan(270);
    expect(links[0]?.peak).not.toBe('none');
    expect(signals).toHaveLength(2);
    expect(objectives[0]?.attainment['24h'].coveragePercent).toBeGreaterThan(90);
    expect((await collector.entities()).filter((entity) => entity.kind === 'source').length).toBeGreaterThan(30);
    for (const entity of collector.entities()) {
      if (entity.kind === 'source') expect(entity.state, `${entity.id}: ${entity.message}`).toBe('answered');
    }
  }, 90_000);

  it('writes the running minutes without a hole while the past is filled', async () => {
    const from = world.clock.now();
    await until(
      'ten live minutes are closed',
      async () => {
        const { closedThrough } = await read('storefront', 'last-3-hours');
        return closedThrough !== 'never' && closedThrough > from + 5 * minuteMs;
      },
      110_000,
    );
    const { links, openFrom } = await read('storefront', 'last-3-hours');
    expect(links).toHaveLength(12);
    for (const link of links) {
      const closed = link.buckets.filter((bucket) => bucket.at < openFrom);
      expect(
        closed.filter((bucket) => bucket.state === 'gap'),
        link.linkId,
      ).toEqual([]);
      expect(closed.at(-1)?.state, link.linkId).toBe('met');
    }
  }, 120_000);

  it('has not asked CloudWatch more often than its packing needs', () => {
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(600);
  });
});
