import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Combination, combineSeries, type PartSeries } from './combine-series';
import { checkRange, interestKey, periodFor, windowOf } from './interest';
import type { WindowPoint } from './metric-window';

const now = Date.UTC(2026, 10, 20, 12, 7, 31);
const hour = 3_600_000;
const day = 24 * hour;

describe('the period of a range', () => {
  test('is as fine as can be drawn', () => {
    const of = (range: Parameters<typeof windowOf>[0]) => windowOf(range, now).periodSeconds;
    expect([of('1h'), of('3h'), of('24h'), of('7d'), of('30d'), of('90d'), of('13mo')]).toEqual([
      60, 60, 300, 1800, 7200, 21_600, 86_400,
    ]);
  });

  test('is one that CloudWatch still keeps at its start', () => {
    const back = (days: number) => periodFor({ startAt: now - days * day, endAt: now - days * day + hour }, now);
    expect([back(14), back(16), back(64)]).toEqual([60, 300, 3600]);
  });

  const range = fc
    .tuple(fc.integer({ min: 0, max: 450 * day }), fc.integer({ min: 60_000, max: 390 * day }))
    .map(([back, length]) => ({ startAt: now - back - length, endAt: now - back }));

  test('gives few whole periods, of which none is still filling, whatever the range', () => {
    fc.assert(
      fc.property(range, (bounds) => {
        const { startAt, endAt, periodSeconds } = windowOf(bounds, now);
        expect(startAt % (periodSeconds * 1000)).toBe(0);
        expect(endAt % (periodSeconds * 1000)).toBe(0);
        expect(endAt).toBeLessThanOrEqual(now);
        const points = (endAt - startAt) / 1000 / periodSeconds;
        expect(points).toBeGreaterThanOrEqual(1);
        expect(points).toBeLessThanOrEqual(460);
      }),
    );
  });

  test('is shared by ranges that show the same', () => {
    const view = { view: 'signals', workloadId: 'shop', region: 'us-east-1' } as const;
    const at = (ms: number) => ({ startAt: now - hour + ms, endAt: now - 600_000 + ms });
    expect(interestKey({ ...view, range: at(0) }, now)).toBe(interestKey({ ...view, range: at(1000) }, now));
    expect(interestKey({ ...view, range: at(0) }, now)).not.toBe(interestKey({ ...view, range: at(120_000) }, now));
    expect(interestKey({ ...view, range: '3h' }, now)).toBe('signals shop us-east-1 3h');
  });
});

test('a range in which nothing can be is refused in words', () => {
  expect(checkRange('13mo', now)).toBe('ok');
  expect(checkRange({ startAt: now + 1, endAt: now + hour }, now)).toMatch(/not yet/);
  expect(checkRange({ startAt: now - 500 * day, endAt: now - 460 * day }, now)).toMatch(/longer than 455 days/);
});

describe('signals that come from several metrics', () => {
  const whole = (...points: WindowPoint[]): PartSeries => ({ isWhole: true, points });
  const part = (...points: WindowPoint[]): PartSeries => ({ isWhole: false, points });
  const share: Combination = { kind: 'share' };

  test('a counter that is not there is zero only beside what it counts, in a whole answer, after its time', () => {
    const requests = whole([0, 100], [60, 100], [120, 50]);
    expect(combineSeries([whole([60, 5]), requests], share, 120)).toEqual([
      [0, 0],
      [60, 5],
    ]);
    expect(combineSeries([part([60, 5]), requests], share, 1000)).toEqual([[60, 5]]);
  });

  test('nothing is a share of nothing', () => {
    expect(combineSeries([whole([0, 3]), whole()], share, 1000)).toEqual([]);
    expect(combineSeries([whole([0, 3]), whole([0, 0])], share, 1000)).toEqual([]);
    expect(combineSeries([], share, 1000)).toEqual([]);
  });

  test('sums add what each of them tells', () => {
    const sum = combineSeries([whole([0, 6], [60, 12]), whole([60, 6])], { kind: 'sum', factor: 1 / 6 }, 0);
    expect(sum).toEqual([
      [0, 1],
      [60, 3],
    ]);
  });

  const points = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1000 })), {
      selector: ([at]) => at,
    })
    .map((list) => list.sort(([a], [b]) => a - b));
  const series = fc.record({ isWhole: fc.boolean(), points });
  const combination = fc.constantFrom<Combination>(
    { kind: 'share' },
    { kind: 'sum', factor: 2 },
    { kind: 'value', factor: 0.1 },
    { kind: 'counter-beside', factor: 1 },
  );

  test('have a point only where a metric has one, in order, and never a broken value', () => {
    fc.assert(
      fc.property(
        fc.array(series, { maxLength: 3 }),
        combination,
        fc.integer({ min: -1, max: 25 }),
        (parts, how, settled) => {
          const combined = combineSeries(parts, how, settled);
          const told = new Set(parts.flatMap((one) => one.points.map(([at]) => at)));
          for (const [at, value] of combined) {
            expect(told.has(at)).toBe(true);
            expect(Number.isFinite(value)).toBe(true);
          }
          expect(combined.map(([at]) => at)).toEqual([...combined.map(([at]) => at)].sort((a, b) => a - b));
        },
      ),
    );
  });

  test('that are incomplete never claim less trouble: without zeros, what is left is what was told', () => {
    fc.assert(
      fc.property(points, points, (failed, all) => {
        const told = new Map(failed);
        const combined = combineSeries(
          [
            { isWhole: false, points: failed },
            { isWhole: true, points: all },
          ],
          share,
          1e9,
        );
        for (const [at] of combined) expect(told.has(at)).toBe(true);
      }),
    );
  });
});
