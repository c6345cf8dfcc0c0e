import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Fleet } from '@/lib/domain/fleet';
import type { Interest } from '@/lib/domain/series/interest';
import type { SignalsWindow } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import { createCollector } from '../create-collector';
import { createFakePorts, createFakeWorld, type FakeWorld, smallFleet } from '../testing/fake-ports';
import { InterestKeeper } from './interest-keeper';
import { OpenViewBudget } from './open-view-budget';
import { MemoryInterestStore } from './testing/memory-interest-store';

const start = Date.UTC(2026, 4, 12, 9, 30, 20);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Watching {
  readonly world: FakeWorld;
  readonly store: MemoryInterestStore;
  readonly keeper: InterestKeeper;
  /** One look at `now`, with everything it fetched. */
  look(at?: EpochMs): Promise<void>;
  open(interest?: Partial<Interest>): string;
}

/** The small fleet, discovered, with somebody who may look at it. */
async function watching({
  budget,
  isDiscovered = true,
  fleet = smallFleet,
  lateRegion,
}: {
  /** CloudWatch answers here 5 ms after it does elsewhere. */
  readonly lateRegion?: string;
  readonly budget?: OpenViewBudget;
  readonly fleet?: Fleet;
  readonly isDiscovered?: boolean;
} = {}): Promise<Watching> {
  const world = createFakeWorld();
  let now = start;
  const clock = { now: () => now, toWallMs: (ms: number) => ms };
  const ports = createFakePorts(world);
  const collector = createCollector({
    fleet,
    ports,
    clock,
    previous: [],
    write: async () => undefined,
    engineId: 'test',
    simulated: true,
    log: silent,
  });
  if (isDiscovered) await collector.collectOnce(now);
  world.metricCalls.length = 0;
  const store = new MemoryInterestStore();
  const keeper = new InterestKeeper({
    plan: collector.plan,
    aws: {
      ...ports.aws,
      metricData: async (scope, ...asked) => {
        if (scope.region === lateRegion) await sleep(5);
        return ports.aws.metricData(scope, ...asked);
      },
    },
    store,
    now: () => now,
    ...(budget === undefined ? {} : { budget }),
  });
  return {
    world,
    store,
    keeper,
    look: async (at = now) => {
      now = at;
      await keeper.turn();
      await keeper.settled();
    },
    open: (interest = {}) =>
      store.look({ view: 'signals', workloadId: 'shop', region: 'us-east-1', range: '1h', ...interest }, now),
  };
}

function signalsOf(store: MemoryInterestStore, key: string): SignalsWindow {
  const window = store.window(key);
  if (window.view !== 'signals') throw new Error('These are no signals.');
  return window;
}

describe('what people look at', () => {
  it('is fetched once for all who look at the same, in the period that suits the range', async () => {
    const { world, store, look, open } = await watching();
    const key = open();
    expect(open()).toBe(key);
    await look();
    expect(world.metricCalls).toHaveLength(1);
    const { series, periodSeconds, startAt, endAt } = signalsOf(store, key);
    expect([periodSeconds, (endAt - startAt) / 60_000]).toEqual([60, 60]);
    const traffic = series.find(({ id }) => id === 'application-load-balancer/shop-us-east-1/traffic');
    expect(traffic).toMatchObject({ state: 'read', unit: 'per-second', source: { metric: 'RequestCount' } });
    expect(traffic?.points).toHaveLength(60);
    expect(traffic?.points[0]).toEqual([startAt, 1]);
  });

  it('shares calls with other views of the same place and time', async () => {
    const { world, look, open } = await watching();
    open({ range: '1h' });
    open({ range: '1h', view: 'checkers' });
    open({ range: '3h' });
    await look();
    // Nothing is known of health checks; one call for each stretch of time.
    expect(world.metricCalls.map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1']);
  });

  it('is fetched again each minute while somebody looks, and not when nobody does any more', async () => {
    const { world, store, look, open } = await watching();
    const key = open();
    await look();
    await look(start + 30_000);
    expect(world.metricCalls).toHaveLength(1);
    await look(start + 61_000);
    expect(world.metricCalls).toHaveLength(2);
    store.leave(key);
    await look(start + 130_000);
    expect(world.metricCalls).toHaveLength(2);
  });

  it('of a stretch that is over is fetched once and never again', async () => {
    const { world, look, open } = await watching();
    open({ range: { startAt: start - 7_200_000, endAt: start - 3_600_000 } });
    await look();
    await look(start + 600_000);
    expect(world.metricCalls).toHaveLength(1);
  });

  it('keeps its last points with the reason while the region does not answer, and is looked for sooner', async () => {
    const { world, store, look, open } = await watching();
    const key = open();
    await look();
    world.silentRegions.add('us-east-1');
    await look(start + 61_000);
    const lost = signalsOf(store, key).series.find(({ signal }) => signal === 'latency');
    expect(lost).toMatchObject({ state: 'timed-out', note: expect.stringContaining('did not answer') });
    expect(lost?.points.length).toBeGreaterThan(50);
    world.silentRegions.clear();
    await look(start + 82_000);
    expect(signalsOf(store, key).series.find(({ signal }) => signal === 'latency')?.state).toBe('read');
  });

  it('that broke in our own hands has failed, is heard of, and is asked again as anything else', async () => {
    const { world, store, look, open } = await watching();
    const key = open();
    world.metricStatus = () => {
      throw new Error('broken');
    };
    await expect(look()).rejects.toThrow('could not be asked');
    const traffic = () => signalsOf(store, key).series.find(({ signal }) => signal === 'traffic')?.state;
    expect(traffic()).toBe('failed');
    world.metricStatus = () => 'complete';
    await look(start + 21_000);
    expect(traffic()).toBe('read');
  });

  it('says of a metric that is refused that it is denied, and never that it is zero', async () => {
    const { world, store, look, open } = await watching();
    world.metricStatus = (query) => (query.name === 'HTTPCode_ELB_5XX_Count' ? 'forbidden' : 'complete');
    const key = open();
    await look();
    const errors = signalsOf(store, key).series.find(
      ({ signal, resource }) => signal === 'errors' && resource.name === 'shop-us-east-1',
    );
    expect(errors).toMatchObject({ state: 'denied', points: [] });
  });

  it('is refused with words and a time while open views ask for too much, and fetched when there is room', async () => {
    const { store, look, open } = await watching({ budget: new OpenViewBudget({ most: 15 }) });
    const first = open();
    await look();
    expect(store.refusal(first)).toBe('none');
    const second = open({ range: '3h' });
    await look(start + 1000);
    expect(store.refusal(second)).toMatch(
      /as many metrics of account 111122223333 as may be asked.*tried again at 09:31:20 UTC/,
    );
    store.leave(first);
    await look(start + 61_000);
    expect(store.refusal(second)).toBe('none');
  });

  it('is fetched as seldom as the polling budget of the account wants, and refused where that leaves nothing', async () => {
    let allowed = 0.1;
    const { world, store, look, open } = await watching({ budget: new OpenViewBudget({ allowance: () => allowed }) });
    const key = open();
    await look();
    expect(world.metricCalls).toHaveLength(1);
    await look(start + 61_000);
    expect(world.metricCalls).toHaveLength(1);
    await look(start + 140_000);
    expect(world.metricCalls).toHaveLength(2);
    allowed = 0;
    await look(start + 400_000);
    expect(world.metricCalls).toHaveLength(2);
    expect(store.refusal(key)).toMatch(
      /polling budget of account 111122223333 leaves nothing for open views.*raise pollingBudget/,
    );
  });

  it('of a workload that is not there (any more) is refused, not invented', async () => {
    const { world, store, look, open } = await watching();
    const key = open({ workloadId: 'gone' });
    await look();
    expect(store.refusal(key)).toContain('no workload gone');
    expect(world.metricCalls).toEqual([]);
  });

  it('is fetched anew when the store did not take it', async () => {
    const { world, store, look, open } = await watching();
    const key = open();
    const write = store.write.bind(store);
    store.write = async (windows) => {
      if (windows.length > 0) throw new Error('The store is away.');
    };
    await expect(look()).rejects.toThrow('away');
    store.write = write;
    await look(start + 2000);
    expect(signalsOf(store, key).series.length).toBeGreaterThan(4);
    expect(world.metricCalls).toHaveLength(2);
  });

  it('never goes back to less when a write is slower than the one after it', async () => {
    const atTheEdge = smallFleet.workloads.map((one) => ({ ...one, distributions: [{ id: 'E1SHOP' }] }));
    const fleet = { ...smallFleet, workloads: atTheEdge };
    const { store, look, open } = await watching({ fleet, lateRegion: 'us-west-2' });
    const key = open({ region: 'us-west-2' });
    const write = store.write.bind(store);
    let isFirst = true;
    store.write = async (windows) => {
      const isSlow = isFirst && windows.length > 0;
      if (windows.length > 0) isFirst = false;
      if (isSlow) await sleep(20);
      return write(windows);
    };
    await look();
    expect(store.written.filter((one) => one.key === key)).toHaveLength(2);
    const { series } = signalsOf(store, key);
    expect(series.filter(({ state }) => state === 'not-asked-yet')).toEqual([]);
    expect(new Set(series.map(({ source }) => (source === 'none' ? 'none' : source.region)))).toContain('us-east-1');
  });

  it('that has nothing to say yet waits for no write of an earlier look', async () => {
    const { store, keeper, open } = await watching();
    open();
    await new Promise<void>((resolve) => {
      store.write = async (windows) => {
        if (windows.length > 0) resolve();
        await new Promise(() => 'never');
      };
      void keeper.turn();
    });
    await keeper.turn();
  });

  it('has a later date with each part, however soon one comes after another: pages tell by it what they have', async () => {
    const atTheEdge = smallFleet.workloads.map((one) => ({ ...one, distributions: [{ id: 'E1SHOP' }] }));
    const { store, look, open } = await watching({ fleet: { ...smallFleet, workloads: atTheEdge } });
    const key = open({ region: 'us-west-2' });
    await look();
    const dates = store.written.flatMap(({ key: of, window }) =>
      of === key && window !== 'kept' ? [window.receivedAt] : [],
    );
    expect(dates).toHaveLength(2);
    expect(dates[1]).toBeGreaterThan(dates[0] ?? Number.NaN);
  });

  it('is fetched although what another one is refused for could not be written just then', async () => {
    const { store, look, open } = await watching();
    const refused = open({ workloadId: 'gone' });
    const key = open();
    const write = store.write.bind(store);
    store.write = async (windows) => {
      if (windows.some(({ refusal }) => refusal !== 'none')) throw new Error('The store is away.');
      return write(windows);
    };
    await expect(look()).rejects.toThrow('away');
    store.write = write;
    await look(start + 1000);
    expect(store.refusal(refused)).toContain('no workload gone');
    expect(signalsOf(store, key).series.map(({ state }) => state)).toContain('read');
  });

  it('is asked for by the names that AWS has for it in that region', async () => {
    const { store, look, open } = await watching();
    const key = open({ region: 'us-west-2' });
    await look();
    const names = signalsOf(store, key).series.map(({ resource }) => resource.name);
    expect(new Set(names)).toEqual(new Set(['shop-us-west-2', 'orders-us-west-2']));
  });

  it('has no figures of what is not found yet, and says so', async () => {
    const { world, store, look, open } = await watching({ isDiscovered: false });
    const key = open();
    await look();
    expect(world.metricCalls).toEqual([]);
    const { series } = signalsOf(store, key);
    expect(new Set(series.map(({ state }) => state))).toEqual(new Set(['not-asked-yet']));
    expect(series.map(({ note }) => note)).toContain('No load balancer shop-us-east-1 was found in us-east-1 yet.');
  });

  it('where no health check is known waits for the list of them', async () => {
    const { store, look, open } = await watching();
    const key = open({ view: 'checkers' });
    await look();
    const window = store.window(key);
    expect(window.view === 'checkers' ? window.endpoints : []).toMatchObject([
      { hostname: 'us-east-1.shop.acme.example', state: 'not-asked-yet' },
    ]);
  });
});
