import { expect, test } from 'vitest';
import { formatCount, formatDay, formatIso, formatLatency, formatPercent, formatRate, formatUsd, formatUtc } from '.';

const at = Date.parse('2026-11-20T03:12:09.700Z');

test('UTC is always written', () => {
  expect([formatUtc(at), formatUtc(at, 'second'), formatUtc(at, 'date')]).toEqual([
    '03:12 UTC',
    '03:12:09 UTC',
    '20 Nov 2026, 03:12 UTC',
  ]);
  expect(formatIso(at)).toBe('2026-11-20T03:12:09.700Z');
});

test('a rate that is not zero never reads zero', () => {
  expect([formatRate(0), formatRate(0.04), formatRate(0.4), formatRate(12.54), formatRate(1840)]).toEqual([
    '0 /s',
    '<0.1 /s',
    '0.4 /s',
    '12.5 /s',
    '1,840 /s',
  ]);
});

test('attainment is floored and trouble is ceiled', () => {
  expect(formatPercent(99.999, 'down')).toBe('99.99 %');
  expect(formatPercent(100, 'down')).toBe('100 %');
  expect(formatPercent(0.001, 'up')).toBe('0.01 %');
});

test('a latency is rounded up', () => {
  expect([formatLatency(83.1), formatLatency(1201), formatCount(12_345)]).toEqual(['84 ms', '1.3 s', '12,345']);
});

test('what is no figure is refused: a missing value is worded, never printed as a number', () => {
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => formatRate(none)).toThrow(RangeError);
    expect(() => formatPercent(none, 'up')).toThrow(RangeError);
    expect(() => formatIso(none)).toThrow(RangeError);
  }
});

test('a cost is shown to the cent and never as nothing while it is something', () => {
  expect([formatUsd(0), formatUsd(0.004), formatUsd(1240.07)]).toEqual(['$0.00', '<$0.01', '$1,240.07']);
});

test('a day is dated in UTC, with its year where it is another one', () => {
  expect([formatDay(at, at), formatDay(at, Date.parse('2027-01-02T00:00:00Z'))]).toEqual(['20 Nov', '20 Nov 2026']);
});
