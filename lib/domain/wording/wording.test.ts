import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration } from './duration';
import { formatCount, formatList } from './list';
import { formatAge, formatClock, formatDate, formatMoment } from './moment';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
/** Seconds that a worded duration stands for. */
const read = (text: string) =>
  [...text.matchAll(/([\d.]+) ([smhd])/g)].reduce(
    (sum, [, value, unit]) => sum + Number(value) * (units[unit ?? ''] ?? 0),
    0,
  );

describe('a duration', () => {
  test.each([
    [0, '0 s'],
    [0.04, '0.1 s'],
    [0.62, '0.7 s'],
    [1.2, '1.2 s'],
    [9.95, '10 s'],
    [38, '38 s'],
    [59.2, '1 m'],
    [60, '1 m'],
    [250, '4 m 10 s'],
    [3599.5, '1 h'],
    [11_520, '3 h 12 m'],
    [86_399, '1 d'],
    [183_600, '2 d 3 h'],
  ])('of %d s reads %s', (seconds, words) => expect(formatDuration(seconds)).toBe(words));

  test('is rounded against us: never shorter than it was, and never longer where we claim something', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (seconds) => {
        expect(read(formatDuration(seconds))).toBeGreaterThanOrEqual(seconds - 1e-6 * Math.max(1, seconds));
        expect(read(formatDuration(seconds, 'down'))).toBeLessThanOrEqual(seconds + 1e-6 * Math.max(1, seconds));
      }),
    );
  });

  test('that is none is refused: what is missing is worded, not counted', () => {
    for (const none of [Number.NaN, -1, Number.POSITIVE_INFINITY])
      expect(() => formatDuration(none)).toThrow(RangeError);
  });
});

describe('a moment', () => {
  const at = Date.parse('2026-11-20T03:12:09.700Z');

  test('always says UTC', () => {
    expect(formatClock(at)).toBe('03:12 UTC');
    expect(formatClock(at, 'second')).toBe('03:12:09 UTC');
    expect(formatDate(at)).toBe('20 Nov 2026, 03:12 UTC');
  });

  test('is a clock time within a day and a date beyond it', () => {
    expect(formatMoment(at, at + 86_399_000)).toBe('03:12 UTC');
    expect(formatMoment(at, at + 86_400_000)).toBe('20 Nov 2026, 03:12 UTC');
  });

  test('is worded as an age within a day and as a date beyond it', () => {
    const age = (seconds: number) => formatAge(at, at + seconds * 1000);
    expect([age(0), age(8.2), age(119), age(121), age(240)]).toEqual([
      '0 s ago',
      '9 s ago',
      '119 s ago',
      '3 m ago',
      '4 m ago',
    ]);
    expect([age(7200), age(80_000), age(86_400)]).toEqual(['2 h ago', '23 h ago', '20 Nov 2026, 03:12 UTC']);
    expect(age(-3)).toBe('0 s ago');
  });

  test('never reads younger than it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399_000 }), (ms) => {
        expect(read(formatAge(at, at + ms).replace(' ago', '')) * 1000).toBeGreaterThanOrEqual(ms);
      }),
    );
  });
});

test('a list names what there is and counts the rest', () => {
  expect(formatList([])).toBe('none');
  expect(formatList(['a'])).toBe('a');
  expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
  expect(formatList(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
  expect([formatCount(1, 'region'), formatCount(0, 'region')]).toEqual(['1 region', '0 regions']);
});
