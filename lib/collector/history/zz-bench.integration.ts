import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { applyChanges } from '@/lib/persistence/entities';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { type Collector, createCollector } from '../create-collector';
import { type SimulatedWorld, startWorld } from '../testing/start-world';
import { createHistoryStore } from './history-store';
import { MetricBook } from './metric-book';
import { type RunningHistory, startHistory } from './start-history';
import { tapMetrics } from './tap-metrics';

const silent = { info: () => undefined, warn: (...a: unknown[]) => console.log('WARN', ...a), error: () => undefined };
let database: TestDatabase;
let store: Store;
let world: SimulatedWorld;
let collector: Collector;
let history: RunningHistory;
const speed = Number(process.env.BENCH_SPEED ?? 10);
const days = Number(process.env.BENCH_DAYS ?? 1);
beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'history-test' });
  world = await startWorld(7, speed);
});
afterAll(async () => {
  await history?.stop();
  await collector?.stop();
  await store?.close();
  await world?.stop();
  await database?.stop();
});
it('bench', async () => {
  const { monitorEventLoopDelay } = await import('node:perf_hooks');
  const loop = monitorEventLoopDelay({ resolution: 5 });
  const t0 = performance.now();
  const book = new MetricBook();
  collector = createCollector({
    fleet: defaultFleet,
    ports: { ...world.ports, aws: tapMetrics(world.ports.aws, book) },
    clock: world.clock,
    previous: [],
    write: (changes) => applyChanges(store, changes),
    engineId: 'e',
    simulated: true,
    log: silent,
  });
  collector.start();
  const real = createHistoryStore(store);
  let appendMs = 0,
    appends = 0,
    rows = 0,
    callMs = 0,
    calls = 0,
    queries = 0,
    points = 0;
  const perRegion = new Map<string, number>();
  history = startHistory({
    plan: collector.plan,
    book,
    clock: world.clock,
    log: silent,
    aws: {
      ...world.ports.aws,
      metricData: async (scope, qs, window) => {
        const t = performance.now();
        const a = await world.ports.aws.metricData(scope, qs, window);
        const d = performance.now() - t;
        callMs += d;
        calls++;
        queries += qs.length;
        if (a.state === 'answered') points += a.value.reduce((s, x) => s + x.points.length, 0);
        else console.log(a.state, a.message);
        perRegion.set(scope.region, (perRegion.get(scope.region) ?? 0) + d);
        if (calls < 12)
          console.log(
            `t=${((t - t0) / 1000).toFixed(1)} call ${scope.region} ${qs.length}q ${(window.endAt - window.startAt) / 60000} min ${d.toFixed(0)} ms`,
          );
        return a;
      },
    },
    store: {
      ...real,
      append: async (records) => {
        const t = performance.now();
        await real.append(records);
        appendMs += performance.now() - t;
        appends++;
        rows += records.length;
        if (appends < 5)
          console.log(
            `append ${records.length} ${(performance.now() - t).toFixed(0)} ms at ${((performance.now() - t0) / 1000).toFixed(1)}`,
          );
      },
    },
  });
  await sleep(3000);
  loop.enable();
  const startedAt = world.clock.now();
  const done = new Map<string, number>();
  while (done.size < defaultFleet.workloads.length && performance.now() - t0 < 420_000) {
    await sleep(500);
    const ranges = await real.backfill(defaultFleet.workloads.map((w) => w.id));
    for (const w of defaultFleet.workloads) {
      const mine = ranges.filter((r) => r.workloadId === w.id);
      const reach = Math.min(...mine.filter((r) => r.doneTo < r.endAt).map((r) => r.doneTo));
      if (!done.has(w.id) && reach <= startedAt - days * 86_400_000 - 16 * 60_000 + (days >= 14 ? 86_400_000 : 0)) {
        done.set(w.id, performance.now() - t0);
        console.log(`${w.id} ${days} d after ${((performance.now() - t0) / 1000).toFixed(1)} s`);
      }
    }
  }
  console.log({
    wallS: (performance.now() - t0) / 1000,
    calls,
    queries,
    points,
    callMs,
    appends,
    rows,
    appendMs,
    perRegion: [...perRegion],
  });
}, 480_000);
