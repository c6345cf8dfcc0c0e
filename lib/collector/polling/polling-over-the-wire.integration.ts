import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costPieces, type PieceReadings } from '@/lib/domain/costs/pieces';
import { rangeOfMonths } from '@/lib/domain/costs/reading-ranges';
import type { Fleet } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import {
  countTurns,
  type PolledItem,
  type PollPeriods,
  periodOf,
  usualPeriods,
} from '@/lib/domain/polling/polled-item';
import { addUnits, type BilledUnit, billedUnits, costOf, type UnitCounts } from '@/lib/domain/polling/prices';
import type { EpochMs } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import type { CostsStore } from '../costs-store';
import { type Collector, createCollector } from '../create-collector';
import { sourceKinds } from '../sources/registry';
import { createFakePorts, createFakeWorld } from '../testing/fake-ports';
import { type SimulatedWorld, startWorld } from '../testing/start-world';
import { forecastFleet } from './forecast-fleet';
import { listPolledItems } from './list-polled-items';
import { UsageMeter } from './usage-meter';
import { createUsageStore } from './usage-store';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const accountId = '111122223333';
const seconds = 600;
/** What is polled, a turn of Cost Explorer within it; the simulated fleet lives just after it. */
const from = Date.parse('2026-07-14T05:55:00Z');
const to = from + seconds * 1000;

let database: TestDatabase;
let store: Store;
let world: SimulatedWorld;
let meter: UsageMeter;
const now: EpochMs = from - 60_000;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'polling-test' });
  meter = new UsageMeter(createUsageStore(store), () => now, silent);
  world = await startWorld(11, 1, { counted: true, meter, startsAt: to });
});

afterAll(async () => {
  await store?.close();
  await world?.stop();
  await database?.stop();
});

/** Bills were read at the last turn before, and no turn comes while it is polled. */
const knownPiece = { ...rangeOfMonths(from), left: [], unequal: [], currency: 'USD' };
const readCosts: CostsStore = {
  readPieces: async () =>
    Object.fromEntries(
      costPieces.map((piece) => [piece, { askedAt: from, told: toObserved(knownPiece, from, from, 'aws-api') }]),
    ) as PieceReadings,
  readDayHeads: async () => [],
  write: async () => {
    throw new Error('No piece of the costs is due.');
  },
};

/** Probes are free of charge: only AWS is asked over the wire. */
function watch(fleet: Fleet, periods: PollPeriods = usualPeriods): Collector {
  return createCollector({
    fleet,
    ports: { aws: world.ports.aws, prober: createFakePorts(createFakeWorld()).prober, costs: readCosts },
    clock: { now: () => now, toWallMs: (fleetMs) => fleetMs },
    previous: [],
    write: async () => undefined,
    engineId: 'polling-test',
    simulated: true,
    log: silent,
    polling: { periods, readUsage: (account, at) => meter.read(account, at), onPeriods: () => undefined },
  });
}

const simulated: Readonly<Record<string, BilledUnit>> = {
  'GetMetricData metrics': 'cloudwatch-metrics',
  'CloudWatch requests': 'cloudwatch-requests',
  'Cost Explorer pages': 'cost-explorer-pages',
  'DynamoDB writes': 'dynamodb-writes',
  'DynamoDB replicated writes': 'dynamodb-copied-writes',
  'DynamoDB reads': 'dynamodb-reads',
  'S3 PUT': 's3-writes',
  'S3 replicated PUT': 's3-copied-writes',
  'S3 GET and others': 's3-reads',
  'SQS requests': 'sqs-requests',
  'Secrets Manager requests': 'secrets-manager-requests',
  'KMS requests': 'kms-requests',
};

/** What the simulator counted on its side of the wire. */
function simulatorsCount(): UnitCounts {
  return Object.entries(world.simulator.usage()[accountId] ?? {}).reduce<UnitCounts>((sum, [name, units]) => {
    const unit = simulated[name];
    if (unit === undefined) throw new Error(`The simulator counts ${name}, which has no price here.`);
    return addUnits(sum, { [unit]: units });
  }, {});
}

function consolesCount(): UnitCounts {
  return Object.fromEntries(meter.read(accountId, now).map(({ unit, units }) => [unit, units]));
}

async function poll(collector: Collector): Promise<{ readonly console: UnitCounts; readonly simulator: UnitCounts }> {
  await collector.collectOnce(from - 1000);
  const before = { console: consolesCount(), simulator: simulatorsCount() };
  await collector.collectThrough(from, to);
  return {
    console: addUnits(consolesCount(), before.console, -1),
    simulator: addUnits(simulatorsCount(), before.simulator, -1),
  };
}

/** What items are forecast to use while they are polled; all but the seldom ones have many turns. */
function forecastOf(items: readonly PolledItem[], periods: PollPeriods): UnitCounts {
  return items.reduce<UnitCounts>((sum, item) => {
    const periodSeconds = periodOf(item, periods);
    const turns =
      periodSeconds > seconds ? countTurns({ periodSeconds, phaseSeconds: 0 }, from, to) : seconds / periodSeconds;
    return addUnits(sum, item.atMost.units, turns);
  }, {});
}

function tasksOf(fleet: Fleet) {
  const settings = {
    toFleetSeconds: (wallMs: number) => wallMs / 1000,
    periodOf: (_: string, usual: number) => usual,
    keepsCosts: true,
  };
  return sourceKinds.flatMap((kind) => kind(fleet, settings));
}

function expectWithin2Percent(counted: UnitCounts, forecast: UnitCounts): void {
  for (const unit of billedUnits) {
    const [was, expected] = [counted[unit], forecast[unit]];
    if (expected === undefined) expect([unit, was === undefined || was === 0]).toEqual([unit, true]);
    else expect([unit, Math.abs((was ?? Number.NaN) - expected) <= 0.02 * expected]).toEqual([unit, true]);
  }
  expect(Math.abs(costOf(counted) / costOf(forecast) - 1)).toBeLessThan(0.02);
}

/** With markers that the console writes by itself, in a table and in a bucket. */
const markedFleet: Fleet = {
  ...defaultFleet,
  workloads: defaultFleet.workloads.map((workload) => ({
    ...workload,
    stores: workload.stores.map((one) =>
      (workload.id === 'catalog' && one.kind === 'dynamodb-global-table') || one.id === 'originals'
        ? { ...one, marker: { by: 'store' as const } }
        : one,
    ),
  })),
};

describe('polling', () => {
  it('is billed what was forecast, unit by unit within 2 %, by the count of either side of the wire', async () => {
    const collector = watch(markedFleet);
    const counted = await poll(collector);
    const items = listPolledItems(tasksOf(markedFleet), collector.plan);
    expect(items.every(({ atLeast, atMost }) => costOf(atLeast.units) === costOf(atMost.units))).toBe(true);
    const forecast = forecastOf(items, usualPeriods);
    expect(Object.keys(forecast).sort()).toEqual([...billedUnits].sort());
    expectWithin2Percent(counted.simulator, forecast);
    expectWithin2Percent(counted.console, forecast);
    // What is known beforehand, from the fleet file alone, holds what discovery then tells.
    const before = forecastFleet(markedFleet, from).entities[0]?.forecast;
    const after = collector.entities().find((entity) => entity.kind === 'polling')?.forecast;
    expect([before?.isCertain, after?.isCertain]).toEqual([false, true]);
    expect(after?.atMostUsd).toBeGreaterThanOrEqual(before?.atLeastUsd ?? Number.NaN);
    expect(after?.atMostUsd).toBeLessThanOrEqual(before?.atMostUsd ?? Number.NaN);
  });

  it('under a budget keeps to stretched periods, is billed as forecast, and dates its values by them', async () => {
    const [account, ...others] = defaultFleet.accounts;
    if (account === undefined) throw new Error('The fleet has no account.');
    const fleet: Fleet = { ...defaultFleet, accounts: [{ ...account, pollingBudgetUsd: 70 }, ...others] };
    const planned = forecastFleet(fleet, Date.parse('2026-07-01T00:00:00Z'));
    expect(planned.entities[0]).toMatchObject({ verdict: 'stretched', budgetUsd: 70 });
    const collector = watch(fleet, planned.periods);
    const counted = await poll(collector);
    const items = listPolledItems(tasksOf(fleet), collector.plan);
    expectWithin2Percent(counted.simulator, forecastOf(items, planned.periods));
    const aMonth = items.reduce(
      (sum, item) => sum + (costOf(item.atMost.units) / periodOf(item, planned.periods)) * 31 * 86_400,
      0,
    );
    expect(aMonth).toBeLessThanOrEqual(70);
    // The protected tiers are polled as ever; the others as the plan says, and their figures are no older than they look.
    const cadenceOf = (workloadId: string) =>
      collector
        .entities()
        .flatMap((entity) =>
          entity.kind === 'endpoint' && entity.workloadId === workloadId ? [entity.signalCadence] : [],
        )
        .map(({ cadenceSeconds }) => cadenceSeconds);
    const stretched = planned.periods.get(`${accountId}/us-east-1/cloudwatch-unprotected`) ?? Number.NaN;
    expect(stretched).toBeGreaterThan(60);
    expect(new Set(cadenceOf('checkout'))).toEqual(new Set([60]));
    expect(new Set(cadenceOf('media'))).toEqual(new Set([stretched]));
    const source = collector.entities().find(({ id }) => id === `${accountId}/us-east-1/cloudwatch-unprotected`);
    expect(source).toMatchObject({ state: 'answered', cadence: { cadenceSeconds: stretched } });
  });

  it('is counted on where an earlier run stopped, and never less after it was killed', async () => {
    await meter.flush();
    const counted = meter.read(accountId, now);
    expect(counted.length).toBeGreaterThan(5);
    const killed = new UsageMeter(createUsageStore(store), () => now, silent);
    await killed.open();
    for (const { unit, units } of counted) {
      const after = killed.read(accountId, now).find((one) => one.unit === unit);
      expect(after?.units).toBeGreaterThanOrEqual(units);
      expect((after?.units ?? Number.NaN) - units).toBe(
        (after?.unsureUnits ?? Number.NaN) - (counted.find((one) => one.unit === unit)?.unsureUnits ?? Number.NaN),
      );
    }
    killed.note({ accountId, units: { 'kms-requests': 3 }, billed: 'surely' });
    await killed.close();
    const restarted = new UsageMeter(createUsageStore(store), () => now, silent);
    await restarted.open();
    expect(restarted.read(accountId, now)).toEqual(killed.read(accountId, now));
  });
});
