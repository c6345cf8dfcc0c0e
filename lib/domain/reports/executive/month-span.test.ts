import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAged, isMonth, monthAt, spanOfMonth } from './month-span';

test('a month spans its days in UTC, and every moment lies in exactly the month it is said to', () => {
  expect(spanOfMonth('2026-02')).toEqual({ startAt: Date.UTC(2026, 1, 1), endAt: Date.UTC(2026, 2, 1) });
  expect(spanOfMonth('2026-12').endAt).toBe(Date.UTC(2027, 0, 1));
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) }), (at) => {
      const month = monthAt(at);
      const { startAt, endAt } = spanOfMonth(month);
      expect(isMonth(month) && startAt <= at && at < endAt).toBe(true);
    }),
  );
});

test('what is no month is none, whatever it looks like', () => {
  for (const text of ['', '2026', '2026-00', '2026-13', '2026-1', '0026-01', '2026-10-01', '2026-10/x', ' 2026-10']) {
    expect(isMonth(text)).toBe(false);
    expect(() => spanOfMonth(text)).toThrow('Not a month');
  }
});

test('a draft is aged once a minute has passed, and not by a clock that is ahead', () => {
  expect([isAged(0, 60_000), isAged(0, 60_001), isAged(5, 0)]).toEqual([false, true, false]);
});
