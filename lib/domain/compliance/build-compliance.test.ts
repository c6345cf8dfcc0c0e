import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultFleet } from '../../fleet/default-fleet';
import type { Workload } from '../fleet';
import { judgeObjectiveMinute } from '../history/judge-minute';
import type { BucketRecord, HistoryLayout, MinuteRecord } from '../history/record';
import { bucketMsOf, minuteMs } from '../history/resolution';
import { rollUp, toBucket } from '../history/roll-up';
import { type HistoryResolution, historyResolutions, type MinuteState } from '../history/types';
import { buildCompliance, byKeeping, type ComplianceRecords } from './build-compliance';
import type { ObjectiveCompliance, PlannedWindow } from './types';

const start = Date.UTC(2026, 10, 21);
const layout: HistoryLayout = {
  links: [
    { linkId: 'a/s/x>y', storeId: 's', source: 'x', target: 'y', objectiveSeconds: 60, decides: ['region-loss'] },
    { linkId: 'a/t/x>y', storeId: 't', source: 'x', target: 'y', objectiveSeconds: 60, decides: ['region-loss'] },
  ],
  objectives: [{ scenario: 'region-loss', rpoSeconds: 60 }],
  signals: [],
};

function workload(targetPercent = 99.9): Workload {
  const [first] = defaultFleet.workloads;
  if (first === undefined) throw new Error('The fleet has no workload.');
  return {
    ...first,
    id: 'a',
    objectives: [{ scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60, targetPercent }],
  };
}

/** A minute in which each of two links was in a state; `gap` leaves no record at all. */
type Word = readonly [MinuteState, MinuteState] | 'gap';

function minutesOf(words: readonly Word[]): MinuteRecord[] {
  return words.flatMap((word, index): MinuteRecord[] => {
    if (word === 'gap') return [];
    const lag = (state: MinuteState) => (state === 'breached' ? 90 + index : state === 'met' ? 1 : ('none' as const));
    return [
      {
        workloadId: 'a',
        at: start + index * minuteMs,
        layout,
        links: word.map((state) => ({ state, lagSeconds: lag(state) })),
        objectives: [judgeObjectiveMinute(word)],
        signals: [],
      },
    ];
  });
}

function compliance(
  words: readonly Word[],
  more: { readonly resolution?: HistoryResolution; readonly target?: number; readonly planned?: PlannedWindow[] } = {},
  shuffle: (records: BucketRecord[]) => BucketRecord[] = (records) => records,
): ObjectiveCompliance {
  const { resolution = 'minute', target = 99.9, planned = [] } = more;
  const fine = shuffle(minutesOf(words).map(toBucket));
  const records = resolution === 'minute' ? fine : rollUp(fine, resolution);
  const openFrom = start + words.length * minuteMs;
  const lengthMs = bucketMsOf(resolution);
  const window = { startAt: start, records };
  const all: ComplianceRecords = {
    workload: workload(target),
    startAt: start,
    endAt: start + Math.ceil((words.length * minuteMs) / lengthMs) * lengthMs,
    resolution,
    openFrom,
    records,
    burn: { hour: window, sixHours: window, threeDays: window },
    planned,
  };
  const [objective] = buildCompliance(all).objectives;
  if (objective === undefined) throw new Error('No objective.');
  return objective;
}

const state = fc.constantFrom<MinuteState>('breached', 'at-risk', 'not-measured', 'met');
const word: fc.Arbitrary<Word> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(state, state) },
  { weight: 1, arbitrary: fc.constant('gap' as const) },
);
const words = fc.array(word, { minLength: 1, maxLength: 150 });
const repeat = (count: number, one: Word): Word[] => Array.from({ length: count }, () => one);

describe('compliance over a range', () => {
  it('counts two links breached in one minute as one minute', () => {
    const { attainment } = compliance([...repeat(98, ['met', 'met']), ['breached', 'breached'], ['met', 'breached']]);
    expect(attainment).toMatchObject({ minutesBreached: 2, minutesInside: 98, attainmentPercent: 98 });
  });

  it('has the same totals and maxima at every resolution, in any order of merging', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...historyResolutions), (all, resolution) => {
        const fine = compliance(all);
        const coarse = compliance(all, { resolution }, (records) => records.toReversed());
        expect(coarse.attainment).toEqual(fine.attainment);
        expect(coarse.burn).toEqual(fine.burn);
        expect(coarse.state).toBe(fine.state);
        const seconds = ({ worst }: ObjectiveCompliance) => (worst === 'none' ? 'none' : worst.seconds);
        expect(seconds(coarse)).toEqual(seconds(fine));
        const total = ({ timeline }: ObjectiveCompliance) =>
          timeline.reduce((sum, { minutes, missingMinutes }) => {
            const { breached, atRisk, notMeasured, met, noObjective } = minutes;
            return sum + breached + atRisk + notMeasured + met + noObjective + missingMinutes;
          }, 0);
        expect(total(coarse)).toBe(all.length);
        expect(total(fine)).toBe(all.length);
      }),
    );
  });

  it('never rounds attainment up, and never counts a gap or an unmeasured minute as inside', () => {
    fc.assert(
      fc.property(words, (all) => {
        const { attainment, state: kept } = compliance(all);
        const inside = all.filter((one) => one !== 'gap' && one.every((each) => each === 'met' || each === 'at-risk'));
        const breached = all.filter((one) => one !== 'gap' && one.includes('breached'));
        expect([attainment.minutesInside, attainment.minutesBreached]).toEqual([inside.length, breached.length]);
        const measured = inside.length + breached.length;
        if (measured === 0) {
          expect([attainment.attainmentPercent, kept]).toEqual(['not-measured', 'not-measured']);
          return;
        }
        const exact = (inside.length / measured) * 100;
        expect(attainment.attainmentPercent).toBeLessThanOrEqual(exact);
        if (measured < all.length) expect(attainment.attainmentPercent).toBeLessThan(100);
        if (breached.length > 0) expect(attainment.attainmentPercent).toBeLessThan(100);
        expect(attainment.coveragePercent).toBeLessThanOrEqual((measured / all.length) * 100);
      }),
    );
  });

  it('can only get worse for a minute that is added as breached, and proves nothing by one that is not measured', () => {
    fc.assert(
      fc.property(words, (all) => {
        const before = compliance(all).attainment;
        const worse = compliance([...all, ['breached', 'met']]).attainment;
        const dark = compliance([...all, 'gap']).attainment;
        expect(worse.budget.leftMinutes).toBeLessThanOrEqual(before.budget.leftMinutes);
        expect(dark.minutesInside).toBe(before.minutesInside);
        expect(dark.coveragePercent).toBeLessThanOrEqual(before.coveragePercent);
      }),
    );
  });

  it('calls nothing met that is not measured nearly all the time', () => {
    expect(compliance(repeat(1000, ['met', 'met'])).state).toBe('met');
    expect(compliance([...repeat(995, ['met', 'met']), ...repeat(5, 'gap')]).state).toBe('met');
    expect(compliance([...repeat(980, ['met', 'met']), ...repeat(20, 'gap')]).state).toBe('not-measured');
    expect(compliance([...repeat(980, ['met', 'met']), ...repeat(20, ['met', 'not-measured'])]).state).toBe(
      'not-measured',
    );
    expect(compliance(repeat(10, 'gap')).state).toBe('not-measured');
  });

  it('allows the minutes its own target allows, and says when they are overspent', () => {
    const all = [...repeat(990, ['met', 'met'] as const), ...repeat(10, ['breached', 'met'] as const)];
    expect(compliance(all, { target: 99 }).attainment.budget).toEqual({
      targetPercent: 99,
      allowedMinutes: 10,
      spentMinutes: 10,
      leftMinutes: 0,
    });
    expect(compliance(all, { target: 99.9 })).toMatchObject({
      state: 'breached',
      attainment: { budget: { allowedMinutes: 1, leftMinutes: -9 } },
    });
  });

  it('names the largest figure that decided, with its link and its time', () => {
    const { worst } = compliance([['met', 'met'], ['met', 'breached'], ['breached', 'met'], 'gap']);
    expect(worst).toEqual({ seconds: 92, at: start + 2 * minuteMs, linkId: 'a/s/x>y' });
    expect(compliance(repeat(3, 'gap')).worst).toBe('none');
  });

  it('sorts the worst first, and what has no objective last', () => {
    const of = (id: string, tier: 0 | 1 | 2, states: readonly ObjectiveCompliance['state'][]) => ({
      workloadId: id,
      name: id,
      tier,
      regions: [],
      objectives: states.map((one) => ({ ...compliance(['gap']), state: one })),
    });
    const all = [
      of('none', 0, []),
      of('met', 0, ['met']),
      of('dark', 1, ['not-measured', 'met']),
      of('bad', 2, ['breached']),
    ];
    expect(all.sort(byKeeping).map(({ workloadId }) => workloadId)).toEqual(['bad', 'dark', 'met', 'none']);
  });
});

describe('planned work', () => {
  const window = (from: number, to: number, reason = 'upgrade'): PlannedWindow => ({
    startAt: start + from * minuteMs,
    endAt: start + to * minuteMs,
    reason,
    saidBy: 'fleet-file',
  });

  it('counts like anything else, and is marked', () => {
    const all = [...repeat(50, ['met', 'met'] as const), ...repeat(10, ['breached', 'met'] as const)];
    const without = compliance(all);
    const planned = compliance(all, { planned: [window(48, 58)] });
    expect(planned.attainment).toEqual(without.attainment);
    expect(planned.state).toBe(without.state);
    expect(planned.planned).toMatchObject({ minutes: 10, minutesBreachedAtMost: 8 });
  });

  it('that overlaps counts once, and only as far as it lies in the range', () => {
    const all = repeat(60, ['breached', 'met']);
    const { planned } = compliance(all, {
      planned: [window(-30, 10), window(5, 15), window(50, 500), window(100, 200)],
    });
    expect(planned).toMatchObject({ minutes: 25, minutesBreachedAtMost: 25 });
    expect(planned.windows.map(({ startAt }) => (startAt - start) / minuteMs)).toEqual([0, 5, 50]);
  });

  it('never hides more than was breached in it: at most, at any resolution, and exactly by the minute', () => {
    const windows = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })), { maxLength: 4 });
    fc.assert(
      fc.property(words, windows, fc.constantFrom(...historyResolutions), (all, spans, resolution) => {
        const planned = spans.map(([from, length]) => window(from, from + length));
        const exact = all.filter(
          (one, index) =>
            one !== 'gap' &&
            one.includes('breached') &&
            spans.some(([from, length]) => index >= from && index < from + length),
        ).length;
        expect(compliance(all, { planned }).planned.minutesBreachedAtMost).toBe(exact);
        const coarse = compliance(all, { planned, resolution }).planned;
        expect(coarse.minutesBreachedAtMost).toBeGreaterThanOrEqual(exact);
        expect(coarse.minutesBreachedAtMost).toBeLessThanOrEqual(coarse.minutes);
      }),
    );
  });
});
