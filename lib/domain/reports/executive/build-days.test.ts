import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDays, joinDays } from './build-days';
import { toFrame } from './frame';
import type { ReportedDay } from './report';
import { type HourOf, metHour, october, sampleKept, sampleWorkload } from './testing/sample-evidence';

const checkout = sampleWorkload('checkout');
const closed = toFrame({ findingsSince: 'never', month: '2026-10', ...october });
const dayMs = 86_400_000;

function daysOf(hourOf: HourOf, frame = closed): readonly ReportedDay[] {
  return buildDays(sampleKept(checkout, { startAt: frame.startAt, endAt: frame.endAt, hourOf }).objectives, frame);
}

const hourOfDay = (at: number) => new Date(at).getUTCHours();
const dayOfMonth = (at: number) => new Date(at).getUTCDate();

describe('the days of a month', () => {
  test('are all there, each by the worst of its hours', () => {
    const days = daysOf((at) => {
      if (dayOfMonth(at) === 2 && hourOfDay(at) === 5) return { breached: 1, met: 59, inside: 59 };
      if (dayOfMonth(at) === 3 && hourOfDay(at) === 5) return { atRisk: 60, inside: 60 };
      return { met: 60, inside: 60 };
    });
    expect(days).toHaveLength(31);
    expect(days.slice(0, 4).map(({ state }) => state)).toEqual(['met', 'breached', 'at-risk', 'met']);
    expect(days[0]).toEqual({ day: '2026-10-01', state: 'met', minutesMeasured: 1440, minutesAll: 1440 });
  });

  test('of which a part has no record are not met, and of which nothing has are a gap', () => {
    const days = daysOf((at) => {
      if (dayOfMonth(at) === 4) return 'gap';
      return dayOfMonth(at) === 5 && hourOfDay(at) < 2 ? 'gap' : { met: 60, inside: 60 };
    });
    expect(days[3]).toEqual({ day: '2026-10-04', state: 'gap', minutesMeasured: 0, minutesAll: 1440 });
    expect(days[4]).toEqual({ day: '2026-10-05', state: 'not-measured', minutesMeasured: 1320, minutesAll: 1440 });
  });

  test('that go on are open, and breached already where they were', () => {
    const frame = toFrame({
      findingsSince: 'never',
      month: '2026-10',
      startAt: october.startAt,
      endAt: october.startAt + 2.5 * dayMs,
    });
    expect(daysOf(metHour, frame).map(({ state }) => state)).toEqual(['met', 'met', 'open']);
    const hit: HourOf = (at) => (dayOfMonth(at) === 3 ? { breached: 60 } : { met: 60, inside: 60 });
    expect(daysOf(hit, frame).at(-1)).toEqual({
      day: '2026-10-03',
      state: 'breached',
      minutesMeasured: 720,
      minutesAll: 720,
    });
  });

  test('that are over and not closed yet are open', () => {
    const kept = sampleKept(checkout, { startAt: october.startAt, endAt: october.endAt - 3_600_000 });
    expect(buildDays(kept.objectives, closed).at(-1)?.state).toBe('open');
  });

  test('of an objective that nothing is on record of are gaps, and of none are without an objective', () => {
    expect(new Set(buildDays(['none'], closed).map(({ state }) => state))).toEqual(new Set(['gap']));
    expect(new Set(buildDays([], closed).map(({ state }) => state))).toEqual(new Set(['no-objective']));
  });

  test('of a fleet are those of its worst workload: one that nothing is known of leaves none met', () => {
    const [unknown, met] = [buildDays(['none'], closed), daysOf(metHour)];
    expect(joinDays([met, unknown], closed)[0]).toEqual({
      day: '2026-10-01',
      state: 'not-measured',
      minutesMeasured: 1440,
      minutesAll: 2880,
    });
    expect(joinDays([unknown, unknown], closed)[0]?.state).toBe('gap');
    expect(joinDays([met, buildDays([], closed)], closed)[0]?.state).toBe('met');
  });

  test('are met only when nearly all of them was measured and nothing of it breached', () => {
    const frame = toFrame({
      findingsSince: 'never',
      month: '2026-10',
      startAt: october.startAt,
      endAt: october.startAt + dayMs,
    });
    const anyHour = fc.constantFrom<Exclude<ReturnType<HourOf>, 'gap'> | 'gap'>(
      { met: 60, inside: 60 },
      { met: 59, inside: 59, notMeasured: 1 },
      { notMeasured: 60 },
      { atRisk: 60, inside: 60 },
      { breached: 2, met: 58, inside: 58 },
      'gap',
    );
    fc.assert(
      fc.property(fc.array(anyHour, { minLength: 24, maxLength: 24 }), (hours) => {
        const [day] = daysOf((at) => hours[hourOfDay(at)] ?? 'gap', frame);
        if (day === undefined) throw new Error('There is one.');
        expect(day.minutesAll).toBe(1440);
        expect(day.minutesMeasured).toBeLessThanOrEqual(day.minutesAll);
        if (day.state !== 'met') return;
        expect(day.minutesMeasured).toBeGreaterThanOrEqual(1440 * 0.99);
        expect(hours.some((hour) => hour !== 'gap' && (hour.breached !== undefined || hour.atRisk !== undefined))).toBe(
          false,
        );
      }),
    );
  });
});
