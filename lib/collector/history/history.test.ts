import { beforeEach, describe, expect, it } from 'vitest';
import type { Fleet } from '@/lib/domain/fleet';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { EpochMs } from '@/lib/domain/time';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';
import { type Collector, createCollector } from '../create-collector';
import type { AwsReader } from '../ports';
import { createFakePorts, createFakeWorld, type FakeWorld, smallFleet } from '../testing/fake-ports';
import { Backfill, oldestMinute } from './backfill';
import { MetricBook } from './metric-book';
import { MinuteRecorder } from './minute-recorder';
import { tapMetrics } from './tap-metrics';
import { MemoryHistoryStore } from './testing/memory-history-store';

const start = Date.UTC(2026, 10, 21, 12, 0, 20);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const objective = { scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60 } as const;
const fleet = { ...smallFleet, workloads: smallFleet.workloads.map((one) => ({ ...one, objectives: [objective] })) };

let world: FakeWorld;
let store: MemoryHistoryStore;
let book: MetricBook;
let collector: Collector;
let recorder: MinuteRecorder;
let now: EpochMs;

beforeEach(() => {
  world = createFakeWorld();
  // 2 s of lag (the metric counts milliseconds), 10 writes a second, nothing for the minutes to come.
  world.metric = (query, _region, at) => {
    if (at + 150_000 > now) return 'none';
    return query.name.startsWith('AuroraGlobalDB') ? 2000 : 10;
  };
  store = new MemoryHistoryStore();
  book = new MetricBook();
  now = start;
  collector = watch(fleet);
  recorder = new MinuteRecorder(collector.plan, book, store, start);
});

function watch(watched: Fleet, replaced: Partial<AwsReader> = {}): Collector {
  const fake = createFakePorts(world);
  const ports = { ...fake, aws: { ...fake.aws, ...replaced } };
  return createCollector({
    fleet: watched,
    ports: { ...ports, aws: tapMetrics(ports.aws, book) },
    clock: { now: () => now, toWallMs: (ms) => ms },
    previous: [],
    write: async () => undefined,
    engineId: 'test',
    simulated: true,
    log: silent,
  });
}

function strongLink(copyState: DiscoveredLink['copyState']): DiscoveredLink {
  return {
    source: 'us-east-1',
    target: 'us-west-2',
    consistency: 'strong',
    copyState,
    lagQueries: [],
    quality: 'bound',
    writes: { region: 'us-east-1', queries: [], writesPerSecondPerUnit: 1, silentWhenIdle: true },
  };
}

/** Lets minutes pass: every half minute everything is asked and looked at, every minute what closed is written. */
async function pass(minutes: number): Promise<void> {
  for (let half = 0; half < minutes * 2; half++) {
    now += 30_000;
    await collector.collectOnce(now);
    recorder.look(now);
    await recorder.record(now);
  }
}

const states = () =>
  store.of('shop').map(({ at, links }) => [(at - Date.UTC(2026, 10, 21, 12)) / minuteMs, links[0]?.state]);
const sentences = () => [...store.ranges.values()].map(({ sentence }) => sentence);
const link = (index: number) => store.of('shop')[index]?.links[0];

describe('recording the minutes of the running time', () => {
  it('writes each minute once it is closed, from the minute it started in and without a hole', async () => {
    await pass(10);
    const times = store.of('shop').map(({ at }) => at);
    expect(times[0]).toBe(Date.UTC(2026, 10, 21, 12));
    expect(times).toEqual(times.map((_, index) => Date.UTC(2026, 10, 21, 12, index)));
    // Closed after d + 3 c of its slowest evidence, the errors: 240 s + 180 s after its start, then written within a
    // minute and a look.
    expect(now - Math.max(...times)).toBeGreaterThanOrEqual(420_000);
    expect(now - Math.max(...times)).toBeLessThan(510_000);
    expect(link(0)).toEqual({ state: 'met', lagSeconds: 2 });
    expect(store.of('shop')[0]?.objectives).toEqual([{ state: 'met', unmeasured: 0 }]);
    expect(store.of('shop')[0]?.signals[0]).toMatchObject({ requestsPerSecond: 10 / 60, healthyHosts: 10 });
  });

  it('catches a lag that lasted one minute only', async () => {
    const calm = world.metric;
    const peakAt = Date.UTC(2026, 10, 21, 12, 3);
    world.metric = (query, region, at) => {
      const value = calm(query, region, at);
      return value !== 'none' && at === peakAt && query.name.startsWith('AuroraGlobalDB') ? 61_000 : value;
    };
    await pass(14);
    expect(states().filter(([, state]) => state !== 'met')).toEqual([[3, 'breached']]);
  });

  it('adds to a lag what its metric is known to tell too little', async () => {
    const { links } = createFakePorts(world).aws;
    const withAddition: AwsReader['links'] = async (...asked) => {
      const answer = await links(...asked);
      if (answer.state !== 'answered' || answer.value === 'absent') return answer;
      const value = answer.value.map((one) => ({
        ...one,
        lagQueries: one.lagQueries.map((lag) => ({ ...lag, addedSeconds: 60 })),
      }));
      return { ...answer, value };
    };
    collector = watch(fleet, { links: withAddition });
    recorder = new MinuteRecorder(collector.plan, book, store, start);
    await pass(10);
    expect(link(0)).toEqual({ state: 'breached', lagSeconds: 62 });
  });

  describe('of a workload that is backed up', () => {
    const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 21, hour, minute);
    const point = (createdAt: EpochMs, completedAt: EpochMs) => ({
      arn: `point-${createdAt}`,
      resourceArn: 'disk',
      status: 'completed' as const,
      createdAt,
      completedAt,
    });
    const fromMinute = (minute: EpochMs) => store.of('shop').find((record) => record.at === minute);
    const vaultOf = (minute: EpochMs) => fromMinute(minute)?.links.at(-1);
    const dataLossOf = (minute: EpochMs) => fromMinute(minute)?.objectives[1];

    let isReadable: boolean;

    beforeEach(() => {
      isReadable = true;
      const { recoveryPoints } = createFakePorts(world).aws;
      const objectives = [objective, { scenario: 'data-loss', rtoSeconds: 86_400, rpoSeconds: 21_600 } as const];
      const ledger = { id: 'ledger', kind: 'backup', resource: 'ledger', copyResource: 'ledger-copy' } as const;
      const workloads = fleet.workloads.map((one) => ({ ...one, objectives, stores: [...one.stores, ledger] }));
      collector = watch(
        { ...fleet, workloads },
        {
          recoveryPoints: async (...asked) =>
            isReadable ? recoveryPoints(...asked) : { state: 'throttled', call: 'backup', message: 'Too many calls.' },
        },
      );
      recorder = new MinuteRecorder(collector.plan, book, store, start);
      world.recoveryPoints = [point(at(9), at(10)), point(at(3), at(4))];
    });

    it('judges the loss of data by the vault at the place of restore, and the loss of a region without it', async () => {
      await pass(10);
      const { layout } = store.of('shop')[0] ?? {};
      expect(layout?.links.at(-1)).toEqual({
        linkId: 'shop/ledger/us-west-2',
        storeId: 'ledger',
        source: 'us-west-2',
        target: 'us-west-2',
        objectiveSeconds: 21_600,
        vault: true,
        decides: ['data-loss'],
      });
      expect(vaultOf(at(12, 1))).toEqual({ state: 'met', lagSeconds: 3 * 3600 + 120 });
      expect(dataLossOf(at(12, 1))).toEqual({ state: 'met', unmeasured: 0 });
      world.recoveryPoints = [];
      await pass(14);
      expect(dataLossOf(at(12, 16))).toEqual({ state: 'breached', unmeasured: 0 });
      expect(fromMinute(at(12, 16))?.objectives[0]).toEqual({ state: 'met', unmeasured: 0 });
    });

    it('does not measure a vault that nobody read, and never calls it inside', async () => {
      await pass(5);
      isReadable = false;
      await pass(40);
      const states = store.of('shop').map(({ objectives }) => objectives[1]);
      expect(states[0]).toEqual({ state: 'met', unmeasured: 0 });
      expect(states.at(-1)).toEqual({ state: 'not-measured', unmeasured: 1 });
      expect(store.of('shop').at(-1)?.links.at(-1)).toEqual({ state: 'not-measured', lagSeconds: 'none' });
      expect(store.of('shop').at(-1)?.objectives[0]?.state).toBe('met');
    });

    it('fills the past from the points that are listed, each from its completion on', async () => {
      await pass(10);
      const backfill = await prepare();
      while ((await backfill.step(now)) === 'stepped');
      expect(dataLossOf(at(3, 59))).toEqual({ state: 'not-measured', unmeasured: 1 });
      expect(vaultOf(at(4))).toEqual({ state: 'met', lagSeconds: 3660 });
      expect(dataLossOf(at(8, 59))?.state).toBe('met');
      expect(dataLossOf(at(9))?.state).toBe('breached');
      expect(dataLossOf(at(9, 59))?.state).toBe('breached');
      expect(vaultOf(at(10))).toEqual({ state: 'met', lagSeconds: 3660 });
      expect(store.of('shop').every(({ objectives }) => objectives[0]?.state === 'met')).toBe(true);
    });

    it('waits for a vault that does not answer, and goes on without one that may not be read', async () => {
      await pass(2);
      now += 20 * minuteMs;
      const silentVault = await prepare(async () => ({ state: 'timed-out', call: 'x', message: 'It took too long.' }));
      await silentVault.step(now);
      expect(sentences()).toContain('Waits: It took too long.');
      expect(store.minutes.size).toBe(0);
      const closedVault = await prepare(async () => ({ state: 'denied', call: 'x', message: 'Access denied.' }));
      await closedVault.step(now);
      expect(store.of('shop').at(-1)?.objectives).toEqual([
        { state: 'met', unmeasured: 0 },
        { state: 'not-measured', unmeasured: 1 },
      ]);
    });

    async function prepare(recoveryPoints = createFakePorts(world).aws.recoveryPoints): Promise<Backfill> {
      const backfill = new Backfill({
        plan: collector.plan,
        aws: { ...createFakePorts(world).aws, recoveryPoints },
        store,
        turn: async () => 'go',
        wallNow: () => 0,
        countCall: () => undefined,
        signal: new AbortController().signal,
      });
      await backfill.prepare(start);
      return backfill;
    }
  });

  describe('of a workload with a copy that has no lag by design', () => {
    let copyState: DiscoveredLink['copyState'];

    beforeEach(async () => {
      copyState = 'replicating';
      const links: AwsReader['links'] = async (scope, kind, resource) =>
        kind === 'dynamodb-global-table'
          ? { state: 'answered', value: [strongLink(copyState)], notices: [] }
          : createFakePorts(world).aws.links(scope, kind, resource);
      const strong = { id: 'keys', kind: 'dynamodb-global-table', resource: 'keys' } as const;
      collector = watch(
        { ...fleet, workloads: fleet.workloads.map((one) => ({ ...one, stores: [...one.stores, strong] })) },
        { links },
      );
      recorder = new MinuteRecorder(collector.plan, book, store, start);
    });

    it('counts the measured links of minutes before anybody looked, and never calls the copy good in them', async () => {
      await pass(10);
      const backfill = new Backfill({
        plan: collector.plan,
        aws: createFakePorts(world).aws,
        store,
        turn: async () => 'go',
        wallNow: () => 0,
        countCall: () => undefined,
        signal: new AbortController().signal,
      });
      await backfill.prepare(start);
      await backfill.step(now);
      const past = store.of('shop').filter(({ at }) => at < start - minuteMs);
      expect(past.length).toBeGreaterThan(10);
      for (const { links, objectives } of past) {
        expect(links.map(({ state }) => state)).toEqual(['not-measured', 'met']);
        expect(objectives).toEqual([{ state: 'met', unmeasured: 0 }]);
      }
      const live = store.of('shop').filter(({ at }) => at > start);
      expect(live.length).toBeGreaterThan(0);
      for (const { links } of live) expect(links.map(({ state }) => state)).toEqual(['met', 'met']);
      expect(past[0]?.layout.links.map(({ lagByDesign, decides }) => [lagByDesign, decides])).toEqual([
        [true, ['region-loss']],
        [undefined, ['region-loss']],
      ]);
    });

    it('does not count a minute as inside in which it looked and could not tell', async () => {
      copyState = 'unknown';
      await pass(10);
      const { objectives } = store.of('shop').at(-1) ?? {};
      expect(objectives).toEqual([{ state: 'not-measured', unmeasured: 1 }]);
    });
  });

  it('writes nothing as inside while a region is silent, and goes on when it returns', async () => {
    await pass(4);
    world.silentRegions.add('us-east-1').add('us-west-2');
    await pass(12);
    world.silentRegions.clear();
    await pass(12);
    const kinds = states().map(([, state]) => state);
    expect(kinds).toContain('not-measured');
    expect(kinds.slice(0, 2)).toEqual(['met', 'met']);
    expect(kinds.at(-1)).toBe('met');
    const times = store.of('shop').map(({ at }) => at);
    expect(new Set(times).size).toBe(times.length);
  });

  it('calls it a breach when clients write and no lag is published for longer than the objective', async () => {
    const calm = world.metric;
    const from = Date.UTC(2026, 10, 21, 12, 4);
    world.metric = (query, region, at) =>
      at >= from && query.name.startsWith('AuroraGlobalDB') ? 'none' : calm(query, region, at);
    await pass(16);
    const kinds = Object.fromEntries(states());
    expect(kinds[3]).toBe('met');
    expect(kinds[6]).toBe('breached');
    expect(link(6)?.lagSeconds).toBe('none');
  });

  it('takes for no stall what it could not ask: lag of a region that does not answer is not measured', async () => {
    await pass(4);
    world.silentRegions.add('us-west-2');
    await pass(16);
    const kinds = states().map(([, state]) => state);
    expect(kinds.slice(-4)).toEqual(['not-measured', 'not-measured', 'not-measured', 'not-measured']);
    expect(kinds).not.toContain('breached');
  });

  it('takes the silence of a whole region for no stall: its metrics may be lost, and not its data', async () => {
    const calm = world.metric;
    const from = Date.UTC(2026, 10, 21, 12, 4);
    world.metric = (query, region, at) => (at >= from && region === 'us-west-2' ? 'none' : calm(query, region, at));
    await pass(16);
    const kinds = Object.fromEntries(states());
    expect(kinds[3]).toBe('met');
    expect(kinds[6]).toBe('not-measured');
    expect(Object.values(kinds)).not.toContain('breached');
  });

  it('loses no minute while the store is away for a while', async () => {
    await pass(8);
    store.isDown = true;
    for (let minute = 0; minute < 4; minute++) await pass(1).catch(() => undefined);
    store.isDown = false;
    await pass(4);
    const times = store.of('shop').map(({ at }) => at);
    expect(times).toEqual(times.map((_, index) => Date.UTC(2026, 10, 21, 12, index)));
  });

  it('leaves a long pause to be filled from CloudWatch instead of calling it silence', async () => {
    await pass(8);
    now += 3 * 3_600_000;
    await collector.collectOnce(now);
    const unseen = await recorder.record(now);
    expect(unseen).toHaveLength(1);
    expect([...store.ranges.values()]).toMatchObject([{ workloadId: 'shop', doneTo: unseen[0]?.endAt }]);
    expect(unseen[0]?.startAt).toBe(
      Math.max(
        ...store
          .of('shop')
          .filter(({ at }) => at < start + 1_000_000)
          .map(({ at }) => at),
      ) + minuteMs,
    );
  });
});

describe('filling the past', () => {
  let wall: number;
  let turns: number;

  const make = () =>
    new Backfill({
      plan: collector.plan,
      aws: createFakePorts(world).aws,
      store,
      turn: async () => {
        turns += 1;
        return 'go';
      },
      wallNow: () => wall,
      countCall: () => undefined,
      signal: new AbortController().signal,
    });

  beforeEach(async () => {
    wall = 0;
    turns = 0;
    await collector.collectOnce(now);
    now += 60_000;
    await collector.collectOnce(now);
    now += 20 * minuteMs;
    world.metricCalls.length = 0;
  });

  async function fill(backfill: Backfill, steps = 1000): Promise<number> {
    for (let step = 0; step < steps; step++) {
      if ((await backfill.step(now)) === 'done') return step;
    }
    return steps;
  }

  it('fills every minute of 15 days, newest first, and then is done', async () => {
    const backfill = make();
    await backfill.prepare(start);
    await backfill.step(now);
    const first = store.of('shop').map(({ at }) => at);
    expect(Math.max(...first)).toBe(Date.UTC(2026, 10, 21, 11, 59));
    await fill(backfill);
    const times = store.of('shop').map(({ at }) => at);
    expect(times[0]).toBe(oldestMinute(now));
    expect(times.length).toBe((Date.UTC(2026, 10, 21, 12) - oldestMinute(now)) / minuteMs);
    expect(store.of('shop').every(({ objectives }) => objectives[0]?.state === 'met')).toBe(true);
    // Bounded and packed: two regions, at most a day a call, both in one turn.
    expect(world.metricCalls.length).toBeLessThanOrEqual(2 * 18);
    expect(turns).toBe(world.metricCalls.length / 2);
  });

  it('does not wait for the newest minutes to close before it fills what is older', async () => {
    now = start + 30_000;
    const backfill = make();
    await backfill.prepare(start);
    expect(await backfill.step(now)).toBe('stepped');
    expect((await store.extent('shop')).closedThrough).toBe(Date.UTC(2026, 10, 21, 11, 45));
  });

  it('goes on where it stopped when the engine restarts', async () => {
    const before = make();
    await before.prepare(start);
    await fill(before, 5);
    const done = store.minutes.size;
    const calls = world.metricCalls.length;
    const after = make();
    await after.prepare(start);
    await fill(after);
    expect(store.minutes.size).toBeGreaterThan(done);
    const all = (Date.UTC(2026, 10, 21, 12) - oldestMinute(now)) / minuteMs;
    expect(store.minutes.size).toBe(all);
    expect(world.metricCalls.length - calls).toBeLessThanOrEqual(2 * 12);
  });

  it('asks only for the time it was off when it starts again later', async () => {
    await fillAll();
    const later = start + 2 * 3_600_000;
    now = later + 20 * minuteMs;
    const again = make();
    await again.prepare(later);
    world.metricCalls.length = 0;
    await fill(again);
    expect(world.metricCalls.length).toBe(4);
    expect((await store.extent('shop')).closedThrough).toBe(Date.UTC(2026, 10, 21, 14));
  });

  it('waits and says why while a region does not answer, and leaves no hole behind', async () => {
    const backfill = make();
    await backfill.prepare(start);
    world.silentRegions.add('us-west-2');
    expect(await backfill.step(now)).toBe('stepped');
    expect(store.minutes.size).toBe(0);
    expect(sentences().at(-1)).toMatch(/us-west-2 did not answer/);
    expect(await backfill.step(now)).toBe('nothing-now');
    world.silentRegions.clear();
    wall += 60_000;
    await fill(backfill);
    expect(store.minutes.size).toBe((Date.UTC(2026, 10, 21, 12) - oldestMinute(now)) / minuteMs);
    expect(sentences()).toEqual(['', '']);
  });

  it('leaves no hole before the first minute of the running time, however quick the rest was', async () => {
    now = start;
    const backfill = make();
    await backfill.prepare(start);
    await fill(backfill, 30);
    const before = store.minutes.size;
    while (store.minutes.size === before) {
      await pass(1);
      await fill(backfill, 1);
    }
    // What closes first is written first: the newest minutes of the past, then the running ones.
    await pass(2);
    await fill(backfill, 1);
    const times = store.of('shop').map(({ at }) => at);
    expect(Math.max(...times)).toBeGreaterThan(start);
    expect(times).toEqual(times.map((_, index) => oldestMinute(start) + index * minuteMs));
  });

  it('notes the whole past again when the engine was killed while it noted it', async () => {
    const note = store.noteBackfill.bind(store);
    let noted = 0;
    store.noteBackfill = async (range) => {
      noted += 1;
      if (noted > 1) throw new Error('The engine was killed.');
      await note(range);
    };
    await expect(make().prepare(start)).rejects.toThrow('killed');
    store.noteBackfill = note;
    await fillAll();
    expect(store.minutes.size).toBe((Date.UTC(2026, 10, 21, 12) - oldestMinute(now)) / minuteMs);
  });

  it('fills the past even if the store was away until the first running minutes were written', async () => {
    await pass(10);
    expect(store.minutes.size).toBeGreaterThan(0);
    const before = store.of('shop')[0]?.at;
    await fillAll();
    expect(before).toBeGreaterThan(start);
    expect(store.of('shop')[0]?.at).toBe(oldestMinute(now));
  });

  it('fills a range once that was noted before the rest was', async () => {
    const range = {
      workloadId: 'shop',
      startAt: start - (start % minuteMs),
      endAt: start - (start % minuteMs) + minuteMs,
    };
    await store.noteBackfill({ ...range, doneTo: range.endAt, sentence: '' });
    const backfill = make();
    backfill.add(range);
    await backfill.prepare(start);
    expect(await fill(backfill, 50)).toBeLessThan(50);
  });

  it('does not wait for links of a store that has none', async () => {
    const stores = [
      ...(fleet.workloads[0]?.stores ?? []),
      { id: 'events', kind: 'sqs-queue', resource: 'events' },
    ] as const;
    collector = watch({ ...fleet, workloads: fleet.workloads.map((one) => ({ ...one, stores })) });
    await collector.collectOnce(now);
    const backfill = make();
    await backfill.prepare(start);
    expect(await backfill.step(now)).toBe('stepped');
  });

  it('waits for discovery, says so, and takes what there is when it does not end', async () => {
    collector = watch(fleet);
    const backfill = make();
    await backfill.prepare(start);
    expect(await backfill.step(now)).toBe('nothing-now');
    expect(sentences()).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/not everything .* is found/)));
    world.silentRegions.add('us-west-2');
    await collector.collectOnce(now);
    expect(await backfill.step(now)).toBe('nothing-now');
    world.silentRegions.clear();
    wall += 120_000;
    expect(await backfill.step(now)).toBe('stepped');
    expect(sentences()).toContain('');
  });

  it('fills the past of a workload that the fleet file gained, and asks nothing twice of the others', async () => {
    await fillAll();
    const [shop] = fleet.workloads;
    if (shop === undefined) throw new Error('The fleet has no workload.');
    collector = watch({ ...fleet, workloads: [shop, { ...shop, id: 'annex' }] });
    await collector.collectOnce(now);
    await collector.collectOnce(now);
    const before = store.of('shop').length;
    const backfill = make();
    await backfill.prepare(now);
    now += 20 * minuteMs;
    await fill(backfill);
    expect(store.of('annex')[0]?.at).toBe(oldestMinute(now));
    expect(store.of('annex').every(({ objectives }) => objectives[0]?.state === 'met')).toBe(true);
    expect(store.of('shop').length - before).toBe((now - 20 * minuteMs - start) / minuteMs);
  });

  it('leaves what nothing was published about not measured', async () => {
    const calm = world.metric;
    const from = Date.UTC(2026, 10, 20, 3);
    world.metric = (query, region, at) => (at >= from && at < from + 600_000 ? 'none' : calm(query, region, at));
    await fillAll();
    const lost = store.of('shop').filter(({ objectives }) => objectives[0]?.state !== 'met');
    expect(lost.map(({ at, objectives }) => [(at - from) / minuteMs, objectives[0]?.state])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index, 'not-measured']),
    );
  });

  async function fillAll(): Promise<void> {
    const backfill = make();
    await backfill.prepare(start);
    await fill(backfill);
  }
});
