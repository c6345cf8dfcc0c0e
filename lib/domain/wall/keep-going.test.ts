import { expect, test } from 'vitest';
import { burnInShift, widestShiftPx } from './burn-in';
import { isTimeForNightlyReload } from './nightly-reload';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

test('the picture moves each minute, by one pixel, never by more than two from its place, and comes back', () => {
  const shifts = Array.from({ length: 17 }, (_, minute) => burnInShift(minute * minuteMs));
  expect(shifts[16]).toEqual(shifts[0]);
  for (const [minute, { x, y }] of shifts.entries()) {
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(widestShiftPx);
    const before = shifts[minute - 1];
    if (before !== undefined) expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBe(1);
  }
});

const quiet = { localHour: 3, now: 30 * hourMs, openedAt: 0, isQuiet: true };

test('a wall starts afresh at night', () => {
  expect(isTimeForNightlyReload(quiet)).toBe(true);
  expect(isTimeForNightlyReload({ ...quiet, localHour: 5 })).toBe(false);
  expect(isTimeForNightlyReload({ ...quiet, localHour: 2 })).toBe(false);
});

test('never while something goes on, and once a night', () => {
  expect(isTimeForNightlyReload({ ...quiet, isQuiet: false })).toBe(false);
  expect(isTimeForNightlyReload({ ...quiet, openedAt: quiet.now - hourMs })).toBe(false);
});
