import { describe, expect, test } from 'vitest';
import { formatDays } from './month';

describe('days in words', () => {
  test('are all said, those in a row as one and their month once', () => {
    expect(formatDays([])).toBe('none');
    expect(formatDays(['2026-10-20'])).toBe('20 October');
    expect(formatDays(['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-20'])).toBe('5 to 7 and 20 October');
    const odd = Array.from({ length: 15 }, (_, index) => `2026-10-${String(2 * index + 1).padStart(2, '0')}`);
    expect(formatDays(odd)).toBe('1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27 and 29 October');
  });

  test('go over the end of a month', () => {
    expect(formatDays(['2026-10-30', '2026-10-31', '2026-11-01'])).toBe('30 October to 1 November');
    expect(formatDays(['2026-10-30', '2026-11-02'])).toBe('30 October and 2 November');
  });
});
