import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import { createCollector } from '../create-collector';
import { createFakePorts, createFakeWorld, smallFleet } from '../testing/fake-ports';
import { toMonthCosts, toMonthRange } from './costs';

const hour = 3_600_000;
const start = Date.parse('2026-11-20T00:10:00Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function setUp(previous: readonly Entity[] = [], world = createFakeWorld()) {
  const collector = createCollector({
    fleet: smallFleet,
    ports: createFakePorts(world),
    clock: { now: () => start, toWallMs: (fleetMs: number) => fleetMs },
    previous,
    write: async () => undefined,
    engineId: 'engine-test',
    simulated: true,
    log: silent,
  });
  return { collector, world };
}

const costOf = (entities: readonly Entity[]) => entities.find((entity) => entity.kind === 'cost');

describe('the month’s costs', () => {
  it('are read at most four times a day, however often everything else is asked and the engine restarts', async () => {
    const world = createFakeWorld();
    let previous: readonly Entity[] = [];
    for (let at = start; at < start + 24 * hour; at += hour / 4) {
      const { collector } = setUp(previous, world);
      await collector.collectOnce(at);
      previous = collector.entities();
    }
    expect(world.costCalls).toHaveLength(4);
  });

  it('are read again soon after a read in vain, and then seldom: each may be billed, and a day has four', async () => {
    const world = createFakeWorld();
    world.silentRegions.add('us-east-1');
    const { collector } = setUp([], world);
    for (let at = start; at < start + 23 * hour; at += at < start + 120_000 ? 30_000 : 300_000) {
      if (at >= start + 2 * hour) world.silentRegions.clear();
      await collector.collectOnce(at);
    }
    expect(world.costCalls).toHaveLength(4);
    expect(costOf(collector.entities())?.monthToDate.state).toBe('observed');
    expect(costOf(collector.entities())?.readToday?.map((at) => (at - start) / 60_000)).toEqual([0, 1, 62, 352]);
  });

  it('that were read in vain say when they are really read again', async () => {
    const world = createFakeWorld();
    world.silentRegions.add('us-east-1');
    const { collector } = setUp([], world);
    let at = start;
    const tried: number[] = [];
    for (const reads of [1, 2, 3]) {
      await collector.collectOnce(at);
      expect(world.costCalls).toHaveLength(reads);
      const source = collector.entities().find((entity) => entity.kind === 'source' && entity.api === 'ce');
      at = source?.kind === 'source' ? source.nextAttemptAt : Number.NaN;
      tried.push((at - start) / 60_000);
    }
    expect(tried).toEqual([1, 61, 350]);
  });

  it('are of the days up to and with today', () => {
    expect(toMonthRange(start)).toEqual({ fromDay: '2026-11-01', untilDay: '2026-11-21' });
    expect(toMonthRange(Date.parse('2026-12-31T23:59:59Z'))).toEqual({ fromDay: '2026-12-01', untilDay: '2027-01-01' });
  });

  it('stay as last known, with their date, while the region of Cost Explorer is gone', async () => {
    const { collector, world } = setUp();
    await collector.collectOnce(start);
    world.silentRegions.add('us-east-1');
    for (let at = start + 6 * hour; at <= start + 48 * hour; at += 6 * hour) await collector.collectOnce(at);
    const cost = costOf(collector.entities());
    expect(cost?.monthToDate).toMatchObject({
      state: 'missing',
      reason: 'timed-out',
      lastKnown: { measuredAt: start, value: { totalUsd: 12.5, estimated: true } },
    });
  });

  it('have the same total whichever way they are grouped', () => {
    const line = fc.record({
      region: fc.constantFrom('us-east-1', 'eu-west-1', 'NoRegion'),
      service: fc.constantFrom('Amazon S3', 'Amazon RDS', 'Tax'),
      costUsd: fc.integer({ min: -1_000_000, max: 100_000_000 }).map((cents) => cents / 100),
    });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const month = toMonthCosts({ fromDay: '', untilDay: '', lines, estimated: true });
        const cents = (parts: readonly { readonly costUsd: number }[]) =>
          Math.round(parts.reduce((sum, { costUsd }) => sum + costUsd, 0) * 100);
        expect([cents(month.byRegion), cents(month.byService)]).toEqual([
          Math.round(month.totalUsd * 100),
          Math.round(month.totalUsd * 100),
        ]);
      }),
    );
  });
});
