import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { LinkHistory, WorkloadHistory } from '@/lib/domain/history/types';
import { defaultFleet } from '@/lib/fleet/default-fleet';
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
let startedAt: number;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'history-test' });
  world = await startWorld(7, 10);
  const book = new MetricBook();
  collector = createCollector({
    fleet: defaultFleet,
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
  startedAt = world.clock.now();
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

/** Links that AWS publishes a lag of, at least one of every workload. */
const measured = [
  'checkout/orders/us-east-1>us-west-2',
  'storefront/sessions/eu-central-1>ap-southeast-1',
  'eu-accounts/accounts/eu-central-1>eu-west-1',
  'catalog/items/us-east-1>eu-west-1',
  'media/originals/us-east-1>us-west-2',
  'media/index/us-east-1>us-west-2',
  'archive/audit-files/us-east-1>us-west-2',
];

function linkOf({ links }: WorkloadHistory, linkId: string): LinkHistory {
  const link = links.find((one) => one.linkId === linkId);
  if (link === undefined) throw new Error(`${linkId} is not in the history.`);
  return link;
}

const inWords = ({ buckets }: LinkHistory) =>
  JSON.stringify(
    [...new Set(buckets.map(({ state }) => state))].map((state) => [
      state,
      buckets.filter((one) => one.state === state).length,
    ]),
  );

describe('history, over the simulated fleet', () => {
  it('fills the last day of every workload from CloudWatch soon after the first start, and is live beside it', async () => {
    const dayAgo = startedAt - 25 * 3_600_000;
    await until(
      'a day of every workload is there',
      async () => {
        const all = await Promise.all(defaultFleet.workloads.map(({ id }) => read(id, 'last-3-hours')));
        return all.every(({ backfill: { reachedBackTo } }) => reachedBackTo !== 'none' && reachedBackTo < dayAgo);
      },
      60_000,
    );
    for (const linkId of measured) {
      const link = linkOf(await read(linkId.slice(0, linkId.indexOf('/')), 'last-24-hours'), linkId);
      const met = link.buckets.filter(({ state }) => state === 'met').length;
      expect(met, `${linkId}: ${inWords(link)}`).toBeGreaterThan(270);
      expect(link.peak).not.toBe('none');
    }
    // The past may be there before everything was asked for the first time.
    await until(
      'every source was asked',
      async () => collector.entities().every((one) => one.kind !== 'source' || one.state !== 'not-asked-yet'),
      60_000,
    );
    // A busy machine may hear an answer late; what was asked of AWS must not suffer from filling the past for long.
    await expect
      .poll(() =>
        collector
          .entities()
          .flatMap((one) =>
            one.kind === 'source' && one.api !== 'probe' && one.api !== 'dns' && one.state !== 'answered'
              ? [`${one.id}: ${one.message}`]
              : [],
          ),
      )
      .toEqual([]);
  });

  it('knows the attainment of a day at once, and says of which copy it does not', async () => {
    const { objectives, signals, links } = await read('checkout', 'last-24-hours');
    expect(signals).toHaveLength(2);
    const [objective] = objectives;
    expect(objective?.attainment['24h'].coveragePercent).toBeGreaterThan(90);
    expect(objective?.attainment['24h'].attainmentPercent).toBeGreaterThan(99);
    expect(objective?.attainment['24h'].attainmentPercent).toBeLessThan(100);
    const strong = 'checkout/idempotency/us-east-1>us-west-2';
    expect(objective?.blindSpots).toContainEqual(expect.objectContaining({ linkId: strong, lagByDesign: true }));
    expect(
      links
        .find(({ linkId }) => linkId === strong)
        ?.buckets.every(({ maxLagSeconds }) => maxLagSeconds === 'none' || maxLagSeconds === 0),
    ).toBe(true);
    // A bucket without metrics is never known, and its workload's objective says so.
    const media = await read('media', 'last-24-hours');
    expect(media.objectives[0]?.blindSpots[0]).toMatchObject({
      linkId: 'media/thumbnails/us-east-1>us-west-2',
      lagByDesign: false,
      knownSince: 'never',
    });
  });

  it('knows the age of the newest backup of every minute of the past day, from what its vault lists', async () => {
    const { links, objectives } = await read('archive', 'last-24-hours');
    const dataLoss = objectives.find(({ scenario }) => scenario === 'data-loss');
    expect(dataLoss?.attainment['24h'].coveragePercent).toBeGreaterThan(90);
    expect(dataLoss?.attainment['24h'].attainmentPercent).toBeGreaterThan(99);
    const vault = links.find(({ vault }) => vault);
    expect(vault).toMatchObject({ linkId: 'archive/ledger/us-west-2', objectiveSeconds: 86_400 });
    // Two backups a day, each copied within an hour: a saw whose teeth are twelve hours apart.
    const ages = vault?.buckets.flatMap(({ maxLagSeconds: age }) => (age === 'none' ? [] : [age])) ?? [];
    expect(Math.max(...ages)).toBeGreaterThan(12 * 3600);
    expect(Math.max(...ages)).toBeLessThan(13.1 * 3600);
    expect(Math.min(...ages)).toBeLessThan(3600 + 300);
    expect(ages.filter((age, index) => age < (ages[index - 1] ?? 0)).length).toBeGreaterThanOrEqual(1);
  });

  it('writes the running minutes, and leaves no hole between them and the past', async () => {
    await until(
      'live minutes are closed',
      async () => {
        const { closedThrough } = await read('storefront', 'last-3-hours');
        return closedThrough !== 'never' && closedThrough > startedAt + 3 * minuteMs;
      },
      120_000,
    );
    const history = await read('storefront', 'last-3-hours');
    const replicated = history.links.filter(({ storeId }) => storeId === 'sessions');
    expect(replicated).toHaveLength(12);
    for (const link of replicated) {
      const closed = link.buckets.filter((bucket) => bucket.at < history.openFrom);
      expect(
        closed.filter(({ state }) => state === 'gap'),
        `${link.linkId}: ${inWords(link)}`,
      ).toEqual([]);
      expect(closed.at(-1)?.state, link.linkId).toBe('met');
    }
    const archive = await read('archive', 'last-3-hours');
    const running = linkOf(archive, 'archive/ledger/us-west-2').buckets.filter(({ at }) => at < archive.openFrom);
    expect(running.map(({ state }) => state)).toEqual(running.map(() => 'met'));
    const strong = linkOf(await read('checkout', 'last-3-hours'), 'checkout/idempotency/us-east-1>us-west-2');
    expect(
      strong.buckets.some(({ state }) => state === 'met'),
      inWords(strong),
    ).toBe(true);
  }, 150_000);

  it('has not asked CloudWatch more often than its packing needs', () => {
    expect(calls).toBeGreaterThan(0);
    // Five regions, fifteen days in pieces of half a day at least.
    expect(calls).toBeLessThan(5 * 15 * 4);
  });
});
