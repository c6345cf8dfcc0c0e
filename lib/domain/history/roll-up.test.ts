import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attainmentOf, budgetOf } from './attainment';
import type { HistoryLayout, MinuteRecord } from './record';
import { floorTo, minuteMs, resolutionFor, splitRange } from './resolution';
import { addCounts, countMinute, noMinutes, rollUp, toBucket } from './roll-up';
import { minuteStates } from './types';

const day = Date.UTC(2026, 10, 21);
const layout: HistoryLayout = {
  links: [{ linkId: 'a/s/x>y', storeId: 's', source: 'x', target: 'y', objectiveSeconds: 60 }],
  objectives: [{ scenario: 'region-loss', rpoSeconds: 60 }],
  signals: [{ endpointId: 'a/web/x', region: 'x' }],
};
const figure = fc.oneof(fc.constant('none' as const), fc.double({ min: 0, max: 1e6, noNaN: true }));
const minute: fc.Arbitrary<Omit<MinuteRecord, 'at'>> = fc.record({
  workloadId: fc.constantFrom('a', 'b'),
  layout: fc.constant(layout),
  links: fc.tuple(fc.record({ state: fc.constantFrom(...minuteStates), lagSeconds: figure })),
  objectives: fc.tuple(fc.record({ state: fc.constantFrom(...minuteStates), unmeasured: fc.nat(3) })),
  signals: fc.tuple(
    fc.record({ requestsPerSecond: figure, errorPercent: figure, latencyP95Ms: figure, healthyHosts: figure }),
  ),
});
/** Minutes of three hours, some of them missing. */
const minutes = fc
  .uniqueArray(fc.tuple(fc.nat(179), minute), {
    selector: ([index, one]) => `${index} ${one.workloadId}`,
    maxLength: 60,
  })
  .map((all) => all.map(([index, one]) => ({ ...one, at: day + index * minuteMs })));

const sorted = <T extends { workloadId: string; at: number }>(records: readonly T[]) =>
  [...records].sort((a, b) => a.at - b.at || a.workloadId.localeCompare(b.workloadId));

describe('rolling up', () => {
  it('gives the same in steps as at once, in any order', () => {
    fc.assert(
      fc.property(minutes, (records) => {
        const fine = records.map(toBucket);
        const inSteps = rollUp(rollUp([...fine].reverse(), 'five-minutes'), 'hour');
        expect(sorted(inSteps)).toEqual(sorted(rollUp(fine, 'hour')));
      }),
    );
  });

  it('keeps every minute in exactly one count and invents none for a gap', () => {
    fc.assert(
      fc.property(minutes, (records) => {
        const buckets = rollUp(records.map(toBucket), 'hour');
        expect(buckets.reduce((sum, bucket) => sum + bucket.minutes, 0)).toBe(records.length);
        for (const { minutes: recorded, links } of buckets) {
          const { breached, atRisk, notMeasured, met, noObjective } = links[0]?.counts ?? noMinutes;
          expect(breached + atRisk + notMeasured + met + noObjective).toBe(recorded);
        }
      }),
    );
  });

  it('keeps the largest lag of the minutes, which a mean would hide', () => {
    const at = (index: number, lagSeconds: number): MinuteRecord => ({
      workloadId: 'a',
      at: day + index * minuteMs,
      layout,
      links: [{ state: lagSeconds > 60 ? 'breached' : 'met', lagSeconds }],
      objectives: [{ state: 'met', unmeasured: 0 }],
      signals: [],
    });
    const [bucket] = rollUp([at(0, 1), at(1, 90), at(2, 1)].map(toBucket), 'five-minutes');
    expect(bucket?.links[0]).toEqual({
      counts: { ...noMinutes, breached: 1, met: 2, inside: 2 },
      maxLagSeconds: 90,
    });
  });
});

describe('a year of minutes', () => {
  const days = 365;
  const peakAt = day + 200 * 86_400_000 + 754 * minuteMs;

  /** A day of minutes: five breached in the 200th, every tenth not measured, none at all from 3 to 4 in the night. */
  function minutesOf(index: number): MinuteRecord[] {
    return Array.from({ length: 1440 }, (_, minute): MinuteRecord => {
      const at = day + index * 86_400_000 + minute * minuteMs;
      const breached = at >= peakAt && at < peakAt + 5 * minuteMs;
      const state = breached ? 'breached' : minute % 10 === 9 ? 'not-measured' : 'met';
      const lagSeconds = at === peakAt ? 4321.5 : state === 'not-measured' ? 'none' : 1;
      return {
        workloadId: 'a',
        at,
        layout,
        links: [{ state, lagSeconds }],
        objectives: [{ state, unmeasured: state === 'not-measured' ? 1 : 0 }],
        signals: [{ requestsPerSecond: minute, errorPercent: 'none', latencyP95Ms: 1, healthyHosts: 3 }],
      };
    }).filter(({ at }) => new Date(at).getUTCHours() !== 3);
  }

  it('keeps through all resolutions how many minutes were in which state, and its worst one', () => {
    const hours = Array.from({ length: days }, (_, index) =>
      rollUp(rollUp(minutesOf(index).map(toBucket), 'five-minutes'), 'hour'),
    ).flat();
    expect(hours).toHaveLength(days * 23);
    const rolled = rollUp(hours, 'day');
    expect(rolled).toHaveLength(days);
    const counts = rolled.map(({ objectives }) => objectives[0] ?? noMinutes).reduce(addCounts);
    expect(counts).toEqual({
      ...noMinutes,
      breached: 5,
      // 23 hours a day; none of the breached minutes is one that would not have been measured.
      notMeasured: days * 23 * 6,
      met: days * 23 * 54 - 5,
      inside: days * 23 * 54 - 5,
    });
    expect(rolled.filter(({ links }) => links[0]?.maxLagSeconds !== 1).map(({ at, links }) => [at, links[0]])).toEqual([
      [floorTo('day', peakAt), expect.objectContaining({ maxLagSeconds: 4321.5 })],
    ]);
    expect(rolled.every(({ signals, minutes }) => signals[0]?.maxRequestsPerSecond === 1439 && minutes === 1380)).toBe(
      true,
    );
    const attained = attainmentOf(counts, { startAt: day, endAt: day + days * 86_400_000 });
    expect(attained.minutesMeasured).toBe(days * 23 * 54);
    expect(attained.coveragePercent).toBe(86.25);
    expect(attained.attainmentPercent).toBe(99.99);
  });
});

describe('attainment', () => {
  const window = { startAt: day, endAt: day + 1440 * minuteMs };

  it('is inside ÷ measured, with coverage = measured ÷ all beside it', () => {
    const counts = { ...noMinutes, met: 700, inside: 700, breached: 20, notMeasured: 100 };
    const { attainmentPercent, coveragePercent, minutesMeasured } = attainmentOf(counts, window);
    expect([attainmentPercent, coveragePercent, minutesMeasured]).toEqual([97.22, 50, 720]);
  });

  it('is 100 % only when nothing failed and nothing was missing', () => {
    expect(attainmentOf({ ...noMinutes, met: 1440, inside: 1440 }, window).attainmentPercent).toBe(100);
    expect(attainmentOf({ ...noMinutes, met: 1439, inside: 1439 }, window).attainmentPercent).toBe(99.99);
    const long = { startAt: day, endAt: day + 1_000_000 * minuteMs };
    expect(attainmentOf({ ...noMinutes, met: 999_999, inside: 999_999, breached: 1 }, long).attainmentPercent).toBe(
      99.99,
    );
  });

  it('is not measured when nothing was', () => {
    expect(attainmentOf(noMinutes, window)).toMatchObject({ attainmentPercent: 'not-measured', coveragePercent: 0 });
  });

  it('does not count a minute at risk as inside while something beside it was not measured', () => {
    expect(countMinute('at-risk', 1).inside).toBe(0);
    expect(countMinute('at-risk', 0).inside).toBe(1);
    expect(countMinute('not-measured').inside).toBe(0);
  });

  it('never rounds in our favour', () => {
    fc.assert(
      fc.property(
        fc.nat(500_000),
        fc.nat(500_000),
        fc.nat(500_000),
        fc.nat(2),
        (inside, breached, missing, unwatched) => {
          const all = inside + breached + missing;
          const span = { startAt: day, endAt: day + all * minuteMs };
          const { attainmentPercent, coveragePercent, budget } = attainmentOf(
            { ...noMinutes, met: inside, inside, breached, notMeasured: missing },
            span,
            { unwatchedMinutes: unwatched },
          );
          if (attainmentPercent !== 'not-measured') {
            expect(attainmentPercent * (inside + breached)).toBeLessThanOrEqual(inside * 100 + 1e-6);
            expect(attainmentPercent === 100).toBe(breached === 0 && missing === 0 && unwatched === 0);
          }
          if (all > 0) expect(coveragePercent * all).toBeLessThanOrEqual((inside + breached) * 100 + 1e-6);
          expect(budget.allowedMinutes).toBeLessThanOrEqual((inside + breached) * 0.001 + 1e-6);
          expect(budget.leftMinutes).toBe(budget.allowedMinutes - breached);
        },
      ),
    );
  });

  it('never gets better by a gap or a breach', () => {
    const percentOf = (counts: typeof noMinutes) => {
      const { attainmentPercent: percent } = attainmentOf(counts, window);
      return percent === 'not-measured' ? 100 : percent;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(400), (inside, breached) => {
        const before = { ...noMinutes, met: inside, inside, breached };
        expect(percentOf(addCounts(before, countMinute('breached')))).toBeLessThanOrEqual(percentOf(before));
        expect(percentOf(addCounts(before, countMinute('not-measured')))).toBeLessThanOrEqual(percentOf(before));
      }),
    );
  });

  it('has a budget of 43 minutes in 30 days at 99.9 %, and says when it is overspent', () => {
    expect(budgetOf(43_200, 50, 99.9)).toEqual({
      targetPercent: 99.9,
      allowedMinutes: 43,
      spentMinutes: 50,
      leftMinutes: -7,
    });
  });
});

describe('the grid of history', () => {
  it('covers every minute of a range exactly once', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (start, length) => {
        const startAt = day + start * minuteMs;
        const endAt = startAt + length * minuteMs;
        const parts = splitRange(startAt, endAt);
        let at = startAt;
        for (const part of parts) {
          expect(part.startAt).toBe(at);
          expect(floorTo(part.resolution, part.startAt)).toBe(part.startAt);
          expect(floorTo(part.resolution, part.endAt)).toBe(part.endAt);
          at = part.endAt;
        }
        expect(at).toBe(length === 0 ? startAt : endAt);
      }),
    );
  });

  it('reads a day in five minutes and a month in hours', () => {
    expect([3, 24, 720, 8760].map((hours) => resolutionFor(hours * 3600))).toEqual([
      'minute',
      'five-minutes',
      'hour',
      'day',
    ]);
  });
});
