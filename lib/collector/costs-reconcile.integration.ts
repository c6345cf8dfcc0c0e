import { execFile } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { createAwsEdge } from '@/lib/aws';
import { areSameAmounts, sumAmounts } from '@/lib/domain/costs/amounts';
import { buildCostReadings } from '@/lib/domain/costs/build-cost-readings';
import { findTransferPair } from '@/lib/domain/costs/find-transfer-pair';
import { limitCosts } from '@/lib/domain/costs/limit-costs';
import { listMonths } from '@/lib/domain/costs/list-months';
import { sumLinesBy, totalOfLines } from '@/lib/domain/costs/sum-lines';
import { type Bill, type CostReadings, costCuts } from '@/lib/domain/costs/types';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { readCosts } from '@/lib/persistence/costs';
import { applyChanges } from '@/lib/persistence/entities';
import { openStore, type Store } from '@/lib/persistence/store';
import { getCostsFrom } from '@/lib/queries/get-costs';
import { missingDays, openBilledWorld } from '@/lib/simulator/testing/billed-worlds';
import { serveWorld } from '@/lib/simulator/testing/test-simulator';
import type { World } from '@/lib/simulator/world';
import { defaultAccountId } from '@/lib/simulator/world/default-fleet';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { createCostsStore } from './costs-store';
import { Counters } from './counters';
import { declareSnapshot } from './declare';
import { assumedSignalCadence } from './metric-cadence';
import { createAwsReader } from './ports';
import type { Outcome, SourceTask } from './source';
import { costReadings } from './sources/cost-readings';
import { Topology } from './topology';

const accountId = defaultAccountId;
const hourMs = 3_600_000;
const bornAt = Date.UTC(2026, 10, 20, 12);
const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Console {
  readonly store: Store;
  readonly storeUrl: string;
  readonly simulatorUrl: string;
  /** From now on nobody answers where Cost Explorer is. */
  goAway(): Promise<void>;
  /** Pages that Cost Explorer was asked for, as AWS would bill them. */
  readonly pages: () => number;
  /** Asks what is due until nothing is. */
  read(): Promise<readonly Outcome[]>;
  readings(): Promise<CostReadings>;
}

/** The source of the readings over the wire of a world and a store of its own; its clock is the world's. */
async function watch(world: World): Promise<Console> {
  const database: TestDatabase = await startTestDatabase();
  const store = openStore(database.url, { applicationName: 'costs-test' });
  const door = await serveWorld(world);
  let asked = 0;
  let isAway = false;
  const close = async () => {
    if (!isAway) await door.close();
    isAway = true;
  };
  const meter = { note: ({ units }: { units: object }) => (asked += Number(Object.values(units)[0])) };
  const edge = createAwsEdge({ mode: 'simulator', endpoint: door.url }, { meter, pace: 'unlimited' });
  cleanups.push(
    () => database.stop(),
    () => store.close(),
    close,
    async () => edge.close(),
  );
  const settings = {
    toFleetSeconds: (wallMs: number) => wallMs / 1000,
    periodOf: (_: string, usual: number) => usual,
    keepsCosts: true,
  };
  const [task] = costReadings(defaultFleet, settings) as readonly [SourceTask];
  const cadences = {
    probe: assumedSignalCadence,
    dns: assumedSignalCadence,
    signals: assumedSignalCadence,
    capacity: assumedSignalCadence,
  };
  const snapshot = declareSnapshot(
    defaultFleet,
    [{ task, cadence: { cadenceSeconds: 1, publishDelaySeconds: 1 } }],
    cadences,
    [],
    world.now,
  );
  await applyChanges(
    store,
    snapshot.all('source').map((entity) => ({
      op: 'put' as const,
      entity,
      labels: { accountId: entity.accountId, region: entity.region, workloadId: 'none' },
    })),
  );
  const ports = { aws: createAwsReader(edge), prober: {} as never, costs: createCostsStore(store) };
  const plan = { fleet: defaultFleet, topology: new Topology(), snapshot };
  return {
    store,
    storeUrl: database.url,
    simulatorUrl: door.url,
    goAway: close,
    pages: () => asked,
    read: async () => {
      const outcomes: Outcome[] = [];
      for (;;) {
        const scope = { accountId, region: 'us-east-1', deadlineMs: 20_000 };
        const outcome = await task.ask({ ...plan, ports, scope, askedAt: world.now, counters: new Counters() });
        if (outcome === 'nothing-to-ask') return outcomes;
        outcomes.push(outcome);
      }
    },
    readings: async () => {
      const [kept] = await readCosts(store, [accountId]);
      if (kept === undefined) throw new Error('an account is always there');
      return buildCostReadings(kept, world.now);
    },
  };
}

function observed<T>(observation: { readonly state: string; readonly value?: T }): T {
  if (observation.state !== 'observed' || observation.value === undefined) throw new Error(JSON.stringify(observation));
  return observation.value;
}

interface Reconciled {
  readonly code: number;
  readonly report: {
    readonly periods: number;
    readonly differences: readonly object[];
    readonly arriving: readonly object[];
    readonly unblendedNano: string;
  };
}

/** The independent comparison of what is kept with the simulator's bill. */
function reconcile({ storeUrl, simulatorUrl }: Console): Promise<Reconciled> {
  return new Promise((resolve) => {
    const script = path.join(import.meta.dirname, '../../scripts/reconcile-costs.mjs');
    const words = ['--simulator', simulatorUrl, '--store', storeUrl, '--json'];
    const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH };
    const child = execFile(process.execPath, [script, ...words], { env, maxBuffer: 1e8 }, (error, out, err) => {
      if (out === '') throw new Error(`${error} ${err}`);
      resolve({ code: child.exitCode ?? -1, report: JSON.parse(out) });
    });
  });
}

let calmWorld: World;
let calm: Console;
beforeAll(async () => {
  calmWorld = openBilledWorld('calm', { seed: 5 });
  calm = await watch(calmWorld);
  const keep = cleanups.splice(0);
  return async () => {
    for (const cleanup of keep.reverse()) await cleanup();
  };
});

describe('the bill of a fleet', { timeout: 120_000 }, () => {
  it('is read whole, reconciles with the simulator’s to the cent, and is not paid for twice', async () => {
    const console = calm;
    const world = calmWorld;
    const outcomes = await console.read();
    expect(outcomes.every(({ state, message }) => state === 'answered' && message === '')).toBe(true);
    const { code, report } = await reconcile(console);
    expect(report).toMatchObject({ differences: [], arriving: [], periods: 62 + 12 });
    expect(code).toBe(0);
    expect(BigInt(report.unblendedNano)).toBeGreaterThan(100_000n * 10n ** 9n);
    const readings = await console.readings();
    const bill = observed(readings.bill);
    expect(bill.currency).toBe('USD');
    expect([bill.days[0]?.from, bill.days.at(-1)?.from]).toEqual(['2026-09-20', '2026-11-20']);
    expect(listMonths(bill).map(({ from }) => from.slice(0, 7))).toEqual([
      ...['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'],
      ...['2026-08', '2026-09', '2026-10', '2026-11'],
    ]);
    expect(bill.coverage.filter(({ state }) => state !== 'whole').map(({ day, state }) => [day, state])).toEqual([
      ['2026-11-18', 'arriving'],
      ['2026-11-19', 'arriving'],
      ['2026-11-20', 'arriving'],
    ]);
    expect(observed(readings.anomalies)).toEqual([]);
    expect(observed(readings.commitments).reservationUtilisation.length).toBe(2);
    expect(observed(readings.forecast).periods).toHaveLength(3);
    expect(observed(readings.rightsizing).length).toBeGreaterThan(2);
    // The comparison sees a cent.
    const tamper = (cents: string) =>
      console.store.pool.query(
        `update antipode.cost_period set body = jsonb_set(body, '{lines,region-service,0,amounts,netAmortized}',
           to_jsonb(((body #>> '{lines,region-service,0,amounts,netAmortized}')::numeric + $1::numeric)::text))
         where starts_on = '2026-10-20'`,
        [cents],
      );
    await tamper('0.010000001');
    const tampered = await reconcile(console);
    expect(tampered.code).toBe(1);
    expect(tampered.report.differences).toMatchObject([
      { from: '2026-10-20', cut: 'region-service', basis: 'netAmortized' },
      { from: '2026-10-20', cut: 'region-service in all', basis: 'netAmortized' },
    ]);
    await tamper('-0.010000001');
    // A restart asks nothing again; what changed by the next turn is a few days and no more.
    const first = console.pages();
    expect(await console.read()).toEqual([]);
    world.advanceTo(bornAt + 13 * hourMs);
    await console.read();
    expect(console.pages() - first).toBeLessThanOrEqual(4 + 6);
    expect((await reconcile(console)).report).toMatchObject({ differences: [], arriving: [] });
  });

  it('shows a region loss: nothing used there, more where users went, an anomaly, and adds up all the same', async () => {
    const console = await watch(openBilledWorld('region-lost', { seed: 5 }));
    await console.read();
    const readings = await console.readings();
    const bill = observed(readings.bill);
    const usage = (day: string, region: string) =>
      Number(
        totalOfLines(
          (bill.days.find(({ from }) => from === day)?.lines['region-record-type'] ?? []).filter(
            (line) => line.region === region && line.recordType === 'Usage',
          ),
        ).unblended,
      );
    expect(usage('2026-11-20', 'us-east-1')).toBeLessThan(usage('2026-11-19', 'us-east-1') * 0.7);
    expect(usage('2026-11-20', 'us-west-2')).toBeGreaterThan(usage('2026-11-19', 'us-west-2') * 1.05);
    expect(
      observed(readings.anomalies).some(({ rootCauses }) => rootCauses.some(({ region }) => region === 'us-west-2')),
    ).toBe(true);
    const unused = observed(readings.commitments).reservationUtilisation.map(({ unusedHours }) => Number(unusedHours));
    expect(unused.every((hours) => hours > 20)).toBe(true);
    const pairs = bill.days
      .find(({ from }) => from === '2026-11-19')
      ?.lines['workload-usage-type'].flatMap(({ usageType, quantity }) => {
        const pair = findTransferPair(usageType);
        return pair === 'none' ? [] : [{ ...pair, quantity }];
      });
    expect(pairs).toContainEqual(
      expect.objectContaining({ from: 'us-east-1', to: 'us-west-2', direction: 'out', quantity: expect.anything() }),
    );
    expect((await reconcile(console)).report).toMatchObject({ differences: [] });
  });

  it('stays, dated, while us-east-1 is away, and says since when', async () => {
    const world = openBilledWorld('calm', { seed: 5 });
    const console = await watch(world);
    await console.read();
    const before = await console.readings();
    await console.goAway();
    world.advanceTo(bornAt + 13 * hourMs);
    const outcomes = await console.read();
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.every(({ state }) => state !== 'answered')).toBe(true);
    const { bill } = await console.readings();
    expect(bill).toMatchObject({ state: 'missing', since: world.now, lastKnown: { measuredAt: bornAt } });
    if (bill.state !== 'missing' || bill.lastKnown === 'none') throw new Error('the last one is kept');
    expect(bill.lastKnown.value).toEqual(observed(before.bill));
    // However often it is looked at, AWS is asked again six hours later and not before.
    const asked = console.pages();
    world.advanceTo(bornAt + 18 * hourMs);
    expect(await console.read()).toEqual([]);
    expect(console.pages()).toBe(asked);
  });

  it('with days missing says which, and neither zero nor whole', async () => {
    const console = await watch(openBilledWorld('days-missing', { seed: 5 }));
    await console.read();
    const bill = observed((await console.readings()).bill);
    expect(bill.coverage.filter(({ state }) => state === 'absent').map(({ day }) => day)).toEqual(missingDays);
    expect(listMonths(bill).at(-1)?.lacking).toEqual(expect.arrayContaining([...missingDays]));
    expect(listMonths(bill).at(-2)?.lacking).toEqual([]);
  });

  it('is in the currency it is billed in', async () => {
    const console = await watch(openBilledWorld('other-currency', { seed: 5 }));
    await console.read();
    const readings = await console.readings();
    expect([observed(readings.bill).currency, observed(readings.forecast).currency]).toEqual(['CNY', 'CNY']);
  });

  it.each([
    ['no-cost-explorer', 'not-enabled'],
    ['cost-explorer-preparing', 'no-data'],
  ] as const)('of an account with %s says so, and is asked no more than four times a day', async (kind, reason) => {
    const world = openBilledWorld(kind, { seed: 5 });
    const console = await watch(world);
    const outcomes = [...(await console.read())];
    expect(outcomes.every(({ state }) => state === 'answered')).toBe(true);
    expect(outcomes.map(({ message }) => message).join(' ')).toMatch(/Cost Explorer/);
    const { bill, forecast } = await console.readings();
    expect(bill).toMatchObject({ state: 'missing', reason, lastKnown: 'none' });
    expect(forecast).toMatchObject({ state: 'missing', reason });
    for (let hours = 1; hours <= 24; hours += 1) {
      world.advanceTo(bornAt + hours * hourMs);
      outcomes.push(...(await console.read()));
    }
    expect(outcomes.length / 6).toBeLessThanOrEqual(5);
  });
});

describe('what an actor sees', { timeout: 120_000 }, () => {
  const console: Pick<Console, 'store' | 'readings'> = {
    get store() {
      return calm.store;
    },
    readings: () => calm.readings(),
  };
  let bill: Bill;
  beforeAll(async () => {
    await calm.read();
    bill = observed((await calm.readings()).bill);
  });

  it('never changes a total: whatever is grouped and filtered, a part and the rest make the whole', () => {
    const keyed = fc.constantFrom(...costCuts).chain((cut) =>
      fc.record({
        cut: fc.constant(cut),
        day: fc.nat(bill.days.length - 1),
        key: fc.nat(1),
        picks: fc.array(fc.nat(40)),
      }),
    );
    fc.assert(
      fc.property(keyed, ({ cut, day, key, picks }) => {
        const period = bill.days[day];
        if (period === undefined) throw new Error('there are so many days');
        const lines = period.lines[cut];
        const keyOf = (line: object) => String(Object.values(line)[key]);
        const groups = sumLinesBy<(typeof lines)[number]>(lines, keyOf);
        expect(areSameAmounts(sumAmounts(groups.map(({ amounts }) => amounts)), period.total)).toBe(true);
        const wanted = new Set(picks.map((pick) => groups[pick % groups.length]?.key));
        const isWanted = (line: object) => wanted.has(keyOf(line));
        const all: readonly (typeof lines)[number][] = lines;
        const part = totalOfLines(all.filter(isWanted));
        const rest = totalOfLines(all.filter((line) => !isWanted(line)));
        expect(areSameAmounts(sumAmounts([part, rest]), period.total)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('is everything for the whole fleet, and for others what is theirs, with one total in every cut', async () => {
    const [whole] = await getCostsFrom(console.store, viewer, bornAt);
    expect(whole?.hiddenCuts).toEqual([]);
    expect(whole === undefined ? 'none' : observed(whole.bill)).toEqual(bill);
    const scope = { accounts: 'all', regions: 'all', workloads: ['checkout'] } as const;
    const [limited] = await getCostsFrom(console.store, { ...viewer, scope }, bornAt);
    if (limited === undefined) throw new Error('the account is theirs');
    const own = observed(limited.bill);
    expect(limited.hiddenCuts).toEqual(['region-record-type', 'region-service']);
    expect([limited.forecast, limited.anomalies, limited.commitments]).toEqual([
      'out-of-scope',
      'out-of-scope',
      'out-of-scope',
    ]);
    const workloads = own.days.flatMap(({ lines }) => lines['workload-usage-type'].map(({ workload }) => workload));
    expect([...new Set(workloads)].sort()).toEqual(['checkout', 'untagged']);
    for (const { lines, total } of own.days) {
      expect(areSameAmounts(totalOfLines(lines['workload-usage-type']), total)).toBe(true);
    }
    const elsewhere = { ...viewer, scope: { ...wholeFleet, accounts: ['999999999999'] } };
    expect(await getCostsFrom(console.store, elsewhere, bornAt)).toEqual([]);
  });

  it('of some regions leaves out what does not tell its region', async () => {
    const readings = await console.readings();
    const limited = limitCosts(readings, { regions: (region) => region === 'us-west-2', workloads: 'all' });
    expect(limited.hiddenCuts).toEqual(['workload-usage-type']);
    for (const { lines, total } of observed(limited.bill).days) {
      for (const cut of ['region-record-type', 'region-service', 'workload-region'] as const) {
        expect(areSameAmounts(totalOfLines(lines[cut]), total)).toBe(true);
      }
    }
  });
});
