import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { AccessRefused } from '@/lib/access/permissions';
import { type Collector, createCollector } from '@/lib/collector/create-collector';
import { createInterestStore } from '@/lib/collector/interests/interest-store';
import { type RunningInterests, startInterests } from '@/lib/collector/interests/start-interests';
import type { CollectorPorts } from '@/lib/collector/ports';
import { type SimulatedWorld, startWorld } from '@/lib/collector/testing/start-world';
import type { Entity } from '@/lib/domain/entities';
import { mostInterests } from '@/lib/domain/series/interest';
import type { CheckersWindow, MetricWindow, SignalsWindow, WindowAnswer } from '@/lib/domain/series/metric-window';
import type { TimeRange } from '@/lib/domain/time-range';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { applyChanges } from '@/lib/persistence/entities';
import { interestChannel } from '@/lib/persistence/interests';
import { windowChannel } from '@/lib/persistence/metric-windows';
import { openStore, type Store } from '@/lib/persistence/store';
import { listenForWakeUps, type WakeUps } from '@/lib/persistence/wake-ups';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { askSeriesFrom, type SeriesSources } from './ask-series';
import type { AskedViews } from './parse-interests';
import { WindowWakeUps } from './window-wake-ups';

const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const here = new AbortController().signal;

let database: TestDatabase;
let store: Store;
let world: SimulatedWorld;
let running: RunningInterests;
let listening: WakeUps;
let sources: SeriesSources;
/** Metrics that were asked of CloudWatch for open views, by call. */
const calls: { region: string; queries: number }[] = [];
/** Looks of the keeper that found nobody at any view. */
let emptyLooks = 0;
/** Calls and writes of the keeper that have not ended. */
let underWay = 0;

// Longer than a view that came late may take, twice.
vi.setConfig({ testTimeout: 420_000 });

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  world = await startWorld(3, 1);
  const collector = createCollector({
    fleet: defaultFleet,
    ports: world.ports,
    clock: world.clock,
    previous: [],
    write: (changes) => applyChanges(store, changes),
    engineId: 'test',
    simulated: true,
    log: silent,
  });
  await discover(collector);
  const aws: CollectorPorts['aws'] = {
    ...world.ports.aws,
    metricData: (scope, queries, window) => {
      calls.push({ region: scope.region, queries: queries.length });
      return counted(world.ports.aws.metricData(scope, queries, window));
    },
  };
  const kept = createInterestStore(store);
  running = startInterests({
    plan: collector.plan,
    aws,
    store: {
      ...kept,
      readLive: async () => {
        const live = await kept.readLive();
        if (live.length === 0) emptyLooks += 1;
        return live;
      },
      write: (windows) => counted(kept.write(windows)),
    },
    now: () => world.clock.now(),
    listen: (onWake) => listenForWakeUps(store, interestChannel, onWake),
    log: silent,
  });
  const wakeUps = new WindowWakeUps();
  listening = listenForWakeUps(store, windowChannel, (payload) => wakeUps.heard(payload));
  sources = { store, wakeUps, now: () => world.clock.now(), holdMs: 15_000 };
});

async function counted<T>(work: Promise<T>): Promise<T> {
  underWay += 1;
  return work.finally(() => {
    underWay -= 1;
  });
}

/** Nobody looks any more, and the keeper knows it: what it was about has ended, and it has forgotten every view since. */
async function untilForgotten(): Promise<void> {
  await store.pool.query('delete from antipode.interest');
  const until = performance.now() + 90_000;
  let quietSince = Number.POSITIVE_INFINITY;
  // A look that had begun before may still find somebody, and the first empty one may come before a call has ended.
  for (; emptyLooks < quietSince + 2; await sleep(20)) {
    if (underWay > 0) quietSince = Number.POSITIVE_INFINITY;
    else if (quietSince === Number.POSITIVE_INFINITY) quietSince = emptyLooks;
    if (performance.now() > until) throw new Error('The keeper did not forget what nobody looks at.');
  }
}

/** On a busy machine a call may miss its deadline: it is asked again until everything is found. */
async function discover(collector: Collector): Promise<void> {
  const discovering = ['elbv2', 'route53', 'rds', 'rds-instances', 'dynamodb', 'elasticache', 'sqs'];
  const isFound = (one: Entity) => one.kind !== 'source' || !discovering.includes(one.api) || one.state === 'answered';
  const until = performance.now() + 90_000;
  while (performance.now() < until) {
    await collector.collectOnce(world.clock.now());
    if (collector.entities().every(isFound)) return;
  }
  throw new Error('The fleet was not found.');
}

afterAll(async () => {
  await running.stop();
  await listening.stop();
  await world.stop();
  await store.close();
  await database.stop();
});

beforeEach(async () => {
  await untilForgotten();
  await store.pool.query('delete from antipode.metric_window');
  calls.length = 0;
});

interface Asking {
  readonly workload?: string;
  readonly region?: string;
  readonly view?: 'signals' | 'checkers';
  readonly range?: TimeRange;
  readonly actor?: Actor | 'nobody';
}

function asked({ workload = 'checkout', region = 'us-east-1', view = 'signals', range = '1h' }: Asking): AskedViews {
  return { interests: [{ view, workloadId: workload, region, range }], have: new Map() };
}

async function ask(asking: Asking = {}): Promise<WindowAnswer> {
  const [answer] = await askSeriesFrom(sources, asking.actor ?? viewer, asked(asking), here);
  if (answer === undefined) throw new Error('There was no answer.');
  return answer;
}

/** Far more than the product takes to ask for a part again, be it as late as its next refresh, a minute. */
const wholeWithinMs = 180_000;

/** Asks, as a page does, until everything of it has come; how long that takes is the machine's. */
async function askUntilWhole(asking: Asking = {}): Promise<MetricWindow> {
  let seen: unknown = 'nothing';
  for (const until = performance.now() + wholeWithinMs; performance.now() < until; ) {
    const { window, refusal } = await ask(asking);
    if (typeof window !== 'string') {
      const open = window.series.filter(({ state }) => state === 'not-asked-yet');
      if (open.length === 0) return window;
      seen = open.map(({ id, note }) => `${id}: ${note}`);
    } else seen = { window, refusal };
    await sleep(250);
  }
  throw new Error(`It never came whole: ${JSON.stringify(seen)}`);
}

function signals(window: MetricWindow): SignalsWindow {
  if (window.view !== 'signals') throw new Error('These are no signals.');
  return window;
}

function newest(window: SignalsWindow, id: string): number | undefined {
  return window.series.find((one) => one.id === id)?.points.at(-1)?.[1];
}

describe('a view that somebody opens', () => {
  it('is fetched within the first request, with every service of the workload in the region', async () => {
    const first = await ask();
    expect(first).toMatchObject({ key: 'signals checkout us-east-1 1h', refusal: 'none' });
    const window = signals(await askUntilWhole());
    const families = [...new Set(window.series.map(({ resource }) => resource.family))].sort();
    expect(families).toEqual(['api-gateway', 'application-load-balancer', 'aurora', 'dynamodb', 'lambda', 'queue']);
    expect(newest(window, 'application-load-balancer/checkout-use1/traffic')).toBeGreaterThan(1);
    expect(newest(window, 'application-load-balancer/checkout-use1/errors')).toBeLessThan(5);
    expect(newest(window, 'application-load-balancer/checkout-use1/saturation')).toBe(50);
    expect(newest(window, 'aurora/checkout-use1/latency')).toBeGreaterThan(1);
    expect(newest(window, 'lambda/checkout-notify-use1/latency')).toBeGreaterThan(100);
    expect(newest(window, 'api-gateway/checkout-partners/latency')).toBeGreaterThan(10);
    expect(newest(window, 'queue/checkout-events/latency')).toBeGreaterThan(0);
    const smoke = window.series.filter(({ resource }) => resource.name === 'checkout-smoke-test-use1');
    expect(smoke.every(({ state, points }) => state === 'read' && points.length === 0)).toBe(true);
  });

  it('is fetched once for two who look at it at the same time', async () => {
    const other: Actor = { name: 'operator', role: 'operator', scope: wholeFleet };
    const [one, two] = await Promise.all([ask(), ask({ actor: other })]);
    expect(one.window).not.toBe('none');
    expect(two.window).not.toBe('none');
    expect(calls.filter(({ region }) => region === 'us-east-1')).toHaveLength(1);
  });

  it('of the edge and of caches asks where each of them publishes', async () => {
    const window = signals(await askUntilWhole({ workload: 'storefront', region: 'eu-central-1' }));
    expect(new Set(calls.map(({ region }) => region))).toEqual(new Set(['eu-central-1', 'us-east-1']));
    expect(newest(window, 'cloudfront/E1STOREFRONT01/traffic')).toBeGreaterThan(10);
    expect(window.series.find(({ resource }) => resource.family === 'cloudfront')?.source).toMatchObject({
      region: 'us-east-1',
      dimensions: { Region: 'Global' },
    });
  });

  it('has the waits of Route 53’s checkers by where they stand', async () => {
    const window = (await askUntilWhole({ view: 'checkers', region: 'us-west-2' })) as CheckersWindow;
    expect(window.series).toHaveLength(16);
    const of = (from: string, measure: string) =>
      window.series.find((one) => one.from === from && one.measure === measure)?.points.at(-1)?.[1] ?? Number.NaN;
    expect(of('us-west-2', 'connection')).toBeLessThan(of('ap-southeast-1', 'connection'));
    expect(of('eu-west-1', 'first-byte')).toBeGreaterThan(of('eu-west-1', 'connection'));
    expect(window.endpoints).toMatchObject([{ hostname: 'usw2.checkout.acme.example', state: 'read' }]);
  });
});

describe('what is not fetched', () => {
  it('is what nobody may see: it is not told from what is not there, and nothing is asked', async () => {
    const confined: Actor = {
      name: 'media-team',
      role: 'viewer',
      scope: { accounts: 'all', regions: ['us-east-1'], workloads: ['media'] },
    };
    expect(await ask({ actor: confined })).toMatchObject({
      refusal: 'No workload checkout is known to you.',
      window: 'none',
    });
    expect(await ask({ workload: 'nowhere' })).toMatchObject({ refusal: 'No workload nowhere is known to you.' });
    expect(await ask({ actor: confined, workload: 'media', region: 'us-west-2' })).toMatchObject({
      refusal: 'No region us-west-2 is known to you.',
    });
    await expect(ask({ actor: 'nobody' })).rejects.toThrow(AccessRefused);
    await sleep(1500);
    expect(calls).toEqual([]);
  });

  it('is a range in which nothing can be', async () => {
    const now = world.clock.now();
    expect(await ask({ range: { startAt: now + 60_000, endAt: now + 3_600_000 } })).toMatchObject({
      asking: false,
      refusal: expect.stringContaining('not yet'),
    });
  });

  it('is more than one person may have open, and says so', async () => {
    const start = Date.UTC(2026, 0, 1);
    const many = Array.from({ length: mostInterests.ofPerson }, (_, index) => index);
    await store.pool.query(
      `insert into antipode.interest (key, view, actor, expires_at)
       select 'other ' || n, '{"view":"signals","workloadId":"none","region":"x","range":"1h"}', 'viewer', now() + interval '60 s'
       from unnest($1::int[]) n`,
      [many],
    );
    expect(start).toBeGreaterThan(0);
    expect(await ask()).toMatchObject({ asking: false, refusal: expect.stringMatching(/as many as one person may/) });
    expect(await ask({ actor: { ...viewer, name: 'another' } })).toMatchObject({ refusal: 'none' });
  });

  it('is what nobody looks at any more: an interest that is not renewed ends', async () => {
    await ask();
    await store.pool.query(`update antipode.interest set expires_at = now() - interval '1 s'`);
    const before = emptyLooks;
    await expect.poll(() => emptyLooks, { timeout: 60_000 }).toBeGreaterThan(before);
    calls.length = 0;
    await sleep(2500);
    expect(calls).toEqual([]);
  });
});

describe('while a region is lost', () => {
  it('its figures keep their last points and say why there is no new one, and others are fetched as ever', async () => {
    await askUntilWhole();
    await world.fail('us-east-1');
    try {
      // As if the minute were over.
      await untilForgotten();
      const other = signals(await askUntilWhole({ region: 'us-west-2' }));
      expect(newest(other, 'aurora/checkout-usw2/saturation')).toBeGreaterThan(1);
      const trafficOf = (window: SignalsWindow) =>
        window.series.find(({ id }) => id === 'application-load-balancer/checkout-use1/traffic');
      for (const until = performance.now() + wholeWithinMs; performance.now() < until; await sleep(300)) {
        const traffic = trafficOf(signals(await askUntilWhole()));
        if (traffic?.state !== 'timed-out' && traffic?.state !== 'unreachable') continue;
        expect(traffic.note).toContain('us-east-1');
        expect(traffic.points.length).toBeGreaterThan(30);
        return;
      }
      throw new Error('Nobody noticed that the region does not answer.');
    } finally {
      await world.heal('us-east-1');
    }
  });
});
