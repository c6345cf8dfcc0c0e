import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutLines, spanPlace } from './lay-out-lines';
import { toAreaPath, toLinePath } from './line-path';
import { chosenLine, heightOf, type LinesFigure, missingSpans } from './lines-figure';
import { bucketAt, shareOf, timeTicks } from './time-axis';

const x = (index: number) => index * 10;
const y = (value: number) => 100 - value;
const series = (values: readonly (number | null)[], id = 'a') => ({ id, label: id, values });

describe('a path', () => {
  test('is lifted at each gap and never joins its two sides', () => {
    expect(toLinePath([1, 2, null, 4, 5], x, y)).toBe('M0 99L10 98M30 96L40 95');
  });

  test('draws a value between two gaps as a dot and nothing where there is nothing', () => {
    expect(toLinePath([null, 3, null], x, y)).toBe('M10 97h0');
    expect(toLinePath([null, null], x, y)).toBe('');
  });

  test('has ground only under what is there', () => {
    expect(toAreaPath([1, 2, null, 4], x, y, 100)).toBe('M0 100L0 99 10 98 10 100Z');
  });

  test('is never broken by what is no number', () => {
    const value = fc.oneof(fc.constant(null), fc.double());
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(toLinePath(values, x, y)).not.toMatch(/NaN|Infinity/);
      }),
    );
  });
});

describe('the height of a chart', () => {
  const limit = (value: number) => ({ value, label: 'objective' });
  test('holds the threshold unless every line would lie flat on the floor', () => {
    expect(heightOf({ series: [series([1, null, 3])], threshold: limit(20) })).toEqual({
      highest: 20,
      threshold: 'inside',
    });
    expect(heightOf({ series: [series([1, null, 3])], threshold: limit(60) })).toEqual({
      highest: 3,
      threshold: 'above',
    });
    expect(heightOf({ series: [series([90])], threshold: limit(60) })).toEqual({ highest: 90, threshold: 'inside' });
    expect(heightOf({ series: [series([null, 0])], threshold: limit(60) })).toEqual({
      highest: 60,
      threshold: 'inside',
    });
  });
});

test('spans without data are those in which the line has no value', () => {
  const times = [0, 10, 20, 30, 40];
  expect(missingSpans(series([1, null, null, 4, null]), { times, bucketMs: 10 })).toEqual([
    { startAt: 10, endAt: 30, look: 'missing' },
    { startAt: 40, endAt: 50, look: 'missing' },
  ]);
});

test('the line that stands out is the chosen one, and the highest without a choice', () => {
  const lines = [series([1, 9], 'high'), series([2, null], 'low')];
  expect(chosenLine({ series: lines, chosen: 'low' })).toBe('low');
  expect(chosenLine({ series: lines, chosen: 'none' })).toBe('high');
  expect(chosenLine({ series: [], chosen: 'none' })).toBe('none');
});

describe('the axis of time', () => {
  const at = (iso: string) => Date.parse(iso);
  const labels = (from: string, until: string) => timeTicks(at(from), at(until)).map(({ label }) => label);

  test('is marked at round times in UTC, with the day where a range holds several', () => {
    expect(labels('2026-11-20T02:12:00Z', '2026-11-20T03:12:00Z')).toEqual([
      '02:20',
      '02:30',
      '02:40',
      '02:50',
      '03:00',
      '03:10',
    ]);
    expect(labels('2026-11-19T03:00:00Z', '2026-11-20T03:00:00Z')).toContain('18:00');
    expect(labels('2026-11-13T03:00:00Z', '2026-11-20T03:00:00Z')).toEqual([
      '14 Nov',
      '15 Nov',
      '16 Nov',
      '17 Nov',
      '18 Nov',
      '19 Nov',
      '20 Nov',
    ]);
    expect(labels('2025-10-20T00:00:00Z', '2026-11-20T00:00:00Z')).toEqual([
      'Nov 2025',
      'Jan 2026',
      'Mar 2026',
      'May 2026',
      'Jul 2026',
      'Sep 2026',
      'Nov 2026',
    ]);
  });

  test('keeps its marks within the range and never has too many, whatever the range', () => {
    const length = fc.integer({ min: 1000, max: 400 * 86_400_000 });
    const start = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(start, length, fc.integer({ min: 2, max: 12 }), (from, long, most) => {
        const ticks = timeTicks(from, from + long, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) expect(tick.at >= from && tick.at <= from + long).toBe(true);
      }),
    );
    expect(timeTicks(5, 5)).toEqual([]);
  });

  test('finds the bucket that holds a moment, and none in a hole', () => {
    const times = [0, 10, 30];
    expect([0, 9, 10, 19, 20, 29, 30, 39, 40, -1].map((moment) => bucketAt(times, 10, moment))).toEqual([
      0, 0, 1, 1, -1, -1, 2, 2, -1, -1,
    ]);
  });
});

describe('where a chart’s parts lie', () => {
  const figure: LinesFigure = {
    startAt: 0,
    endAt: 100,
    times: [0, 50],
    bucketMs: 50,
    series: [series([0, 10])],
    chosen: 'none',
    spans: [],
    marks: [],
    threshold: { value: 5, label: 'objective' },
    scale: 'decimal',
    format: String,
  };

  test('zero is the floor and the highest mark the top', () => {
    const { paths, floor, top, thresholdY, ground } = layOutLines(figure, 120);
    expect([floor, top]).toEqual([100, 10]);
    expect(paths).toEqual(['M0 100L500 14']);
    expect(thresholdY).toBe(57);
    expect(ground).toBe('M0 100L0 100 500 14 500 100Z');
  });

  test('spans are cut off at both ends of the range', () => {
    expect(spanPlace({ startAt: -50, endAt: 25 }, figure)).toEqual({ x: '0.00%', width: '25.00%' });
    expect(spanPlace({ startAt: 90, endAt: 400 }, figure)).toEqual({ x: '90.00%', width: '10.00%' });
    expect(shareOf(25, figure)).toBe(0.25);
  });

  test('a chart without a line or a value stands empty', () => {
    expect(layOutLines({ ...figure, series: [], threshold: 'none' }, 120).paths).toEqual([]);
    expect(layOutLines({ ...figure, series: [series([null, null])] }, 120).paths).toEqual(['']);
  });
});
